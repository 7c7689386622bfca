"""What an entity is called in somebody else's register: adding and removing an external id."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.hold import hold
from entities.ledger import act, register
from entities.models import WIKIDATA, Entity, ExternalId
from entities.refused import Refused
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

ADDED = register("external_id.add", label=gettext_noop("added an external id"), permission="entities.curate")
REMOVED = register(
    "external_id.remove", label=gettext_noop("removed an external id"), permission="entities.curate"
)
SCHEME = re.compile(r"[a-z0-9-]{1,40}")
ITEM = re.compile(r"Q[1-9][0-9]*")


@transaction.atomic
def add_external_id(*, entity: Entity, scheme: str, value: str, by: AbstractBaseUser) -> ExternalId:
    """Adds an id. An address of a Wikidata item counts as its number.

    Raises Refused for an id of the wrong shape, or one that an entity has already, naming which.
    """
    scheme, value = scheme.strip().lower(), value.strip()
    if scheme == WIKIDATA:
        value = value.rstrip("/").rsplit("/", 1)[-1].upper()
    if not SCHEME.fullmatch(scheme):
        raise Refused(gettext("The register's name has small letters, digits and hyphens."), field="scheme")
    if not 0 < len(value) <= 200 or (scheme == WIKIDATA and not ITEM.fullmatch(value)):  # noqa: PLR2004 - the column's length
        raise Refused(
            gettext("A Wikidata id looks like Q42.") if value else gettext("Type the id first."),
            field="value",
        )
    hold([f"{scheme} {value}"])
    taken = ExternalId.objects.filter(scheme=scheme, value=value).select_related("entity").first()
    if taken is not None:
        raise Refused(gettext("%(name)s has this id already.") % {"name": taken.entity.name}, field="value")
    with act(
        ADDED,
        by=by,
        words=say(
            "noted that %(entity)s is %(scheme)s %(value)s", entity=entity.name, scheme=scheme, value=value
        ),
        about=[entity],
    ) as adding:
        row = ExternalId.objects.create(entity=entity, scheme=scheme, value=value)
        adding.made(row)
    return row


@transaction.atomic
def remove_external_id(*, external_id: ExternalId, by: AbstractBaseUser) -> None:
    """Removes an id. Raises Refused where it is gone already."""
    entity = external_id.entity
    words = say(
        "removed that %(entity)s is %(scheme)s %(value)s",
        entity=entity.name,
        scheme=external_id.scheme,
        value=external_id.value,
    )
    with act(REMOVED, by=by, words=words, about=[entity], watch=[external_id]):
        if not ExternalId.objects.filter(pk=external_id.pk).delete()[0]:
            raise Refused(gettext("This was removed already."))
