"""A new entity, with the names it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register
from entities.models import Alias, Entity, Kind
from entities.refused import Refused
from matching.names import normal_form
from matching.phrase import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.contrib.auth.models import AbstractBaseUser


CREATED = register("entity.create", label=gettext_noop("added an entry"), permission="entities.curate")


@transaction.atomic
def create_entity(
    *,
    name: str,
    kind: str,
    by: AbstractBaseUser | None = None,
    aliases: Iterable[str] = (),
    description: str = "",
    context: str = "",
    notes: str = "",
    demo: bool = False,
    source: str = "",
) -> Entity:
    """Makes an entity; its name is its first alias. ``by`` is empty where a machine made it; ``source`` says where its
    names are from.

    Raises Refused for an empty or too long name or an unknown kind.
    """
    entity = new_entity(
        name=name, kind=kind, by=by, description=description, context=context, notes=notes, demo=demo
    )
    spellings = [entity.name, *(" ".join(alias.split()) for alias in aliases)]
    if by is None:
        _store([entity], [spellings], source)
        return entity
    with act(
        CREATED, by=by, words=say("added %(entity)s to the people and organisations", entity=entity.name)
    ) as creating:
        creating.made(entity, *_store([entity], [spellings], source))
    return entity


def new_entity(
    *,
    name: str,
    kind: str,
    by: AbstractBaseUser | None = None,
    description: str = "",
    context: str = "",
    notes: str = "",
    demo: bool = False,
) -> Entity:
    """An entity that is not stored yet, for ``store_entities``. Raises Refused as ``create_entity`` does."""
    name = " ".join(name.split())
    if not normal_form(name):
        raise Refused(gettext("An entity needs a name."), field="name")
    if len(name) > 300:  # noqa: PLR2004 - the column's length
        raise Refused(gettext("A name has at most 300 characters."), field="name")
    if kind not in Kind.values:
        raise Refused(gettext("“%(kind)s” is not a kind of entity.") % {"kind": kind}, field="kind")
    return Entity(
        name=name,
        kind=kind,
        description=description[:300],
        context=context[:300],
        notes=notes,
        made_by_id=by.pk if by else None,
        demo=demo,
    )


@transaction.atomic
def store_entities(entities: Sequence[Entity], *, source: str) -> None:
    """Stores entities that a machine made, each with its name for its first alias: two queries, however many they are."""
    _store(entities, [[entity.name] for entity in entities], source)


def _store(entities: Sequence[Entity], spellings: Iterable[Iterable[str]], source: str) -> list[Alias]:
    Entity.objects.bulk_create(entities)
    return Alias.objects.bulk_create(
        Alias(entity=entity, name=spelling, source=source[:200]).take_apart()
        for entity, several in zip(entities, spellings, strict=True)
        for spelling in dict.fromkeys(several)
        if normal_form(spelling)
    )
