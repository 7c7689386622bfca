"""A person says that two entities are not the same, and that is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.hold import hold
from entities.ledger import act, register
from entities.models import Entity, NotTheSame
from entities.refused import Refused
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

KEPT_APART = register(
    "entity.keep_apart", label=gettext_noop("said two are not the same"), permission="entities.curate"
)


@transaction.atomic
def keep_apart(*, one: Entity, other: Entity, by: AbstractBaseUser) -> NotTheSame:
    """Says that the two are not the same: they are not proposed for merging again.

    Raises Refused for an entity and itself, or where somebody said so already.
    """
    if one.shown_id == other.shown_id:
        raise Refused(
            gettext("%(name)s and %(name2)s are one entry.") % {"name": one.name, "name2": other.name}
        )
    lower, higher = sorted((one, other), key=lambda entity: entity.pk)
    hold([f"not the same {lower.pk} {higher.pk}"])
    said = NotTheSame.objects.filter(one=lower, other=higher).select_related("by").first()
    if said is not None:
        raise Refused(gettext("%(by)s said so already.") % {"by": said.by.get_username()})
    words = say("said that %(one)s and %(other)s are not the same", one=one.name, other=other.name)
    with act(KEPT_APART, by=by, words=words, about=[one, other]) as doing:
        row = NotTheSame.objects.create(one=lower, other=higher, by_id=by.pk)
        doing.made(row)
    return row
