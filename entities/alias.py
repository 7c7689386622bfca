"""Adding and removing a name that an entity goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register
from entities.models import Alias, Entity, Form
from entities.refused import Refused
from matching.names import normal_form
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

ADDED = register("alias.add", label=gettext_noop("added a name"), permission="entities.curate")
REMOVED = register("alias.remove", label=gettext_noop("removed a name"), permission="entities.curate")


@transaction.atomic
def add_alias(
    *, entity: Entity, name: str, by: AbstractBaseUser, form: str = Form.NAME, source: str = ""
) -> Alias:
    """Adds a name of some form; ``source`` says where we have it from. Later articles that use it find the entity.

    Raises Refused for an empty name, one already there, or an unknown form.
    """
    name = " ".join(name.split())
    if not normal_form(name):
        raise Refused(gettext("Type the other name first."), field="name")
    if form not in Form.values:
        raise Refused(gettext("“%(form)s” is no form of name.") % {"form": form}, field="form")
    with act(
        ADDED,
        by=by,
        words=say("gave %(entity)s the further name “%(name)s”", entity=entity.name, name=name),
        about=[entity],
    ) as adding:
        alias, new = Alias.objects.get_or_create(
            entity=entity, name=name[:300], defaults={"form": form, "source": source[:200]}
        )
        if not new:
            raise Refused(
                gettext("%(name)s already goes by “%(name2)s”.") % {"name": entity.name, "name2": name},
                field="name",
            )
        adding.made(alias)
    return alias


@transaction.atomic
def remove_alias(*, alias: Alias, by: AbstractBaseUser) -> None:
    """Removes a name. Raises Refused for the name the entity is shown under: rename it first."""
    entity = alias.entity
    if alias.name == entity.name:
        raise Refused(
            gettext("This is the name it is shown under. Give it another name first."), field="name"
        )
    words = say("took the name “%(alias)s” from %(entity)s", alias=alias.name, entity=entity.name)
    with act(REMOVED, by=by, words=words, about=[entity], watch=[alias]):
        if not Alias.objects.filter(pk=alias.pk).delete()[0]:
            raise Refused(gettext("This name was removed already."))
