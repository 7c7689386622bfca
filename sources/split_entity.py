"""One entity that was two: the places that a person picks, and some of the names, go to a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest, Substr
from django.utils.translation import gettext, gettext_noop

from entities.create import create_entity
from entities.ledger import act, register
from entities.models import Alias, Entity
from entities.refused import Refused
from matching.names import speaker_terms
from matching.phrase import say, say_counted
from sources.models import Mention, Outcome, Relay, Statement
from sources.tell_speakers import settle_speakers, tell_speakers

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AbstractBaseUser

Places = tuple[QuerySet[Statement], QuerySet[Relay], QuerySet[Mention]]
"""What somebody said, what they carried, and where they are named."""
SPLIT = register("entity.split", label=gettext_noop("split an entry"), permission="entities.curate")
MOVED = register(
    "entity.move",
    label=gettext_noop("moved places to another entry"),
    permission="entities.curate",
    settle=settle_speakers,
)
AROUND = 70
"""Characters of the text shown on each side of a mention that may be picked."""
SHOWN = 150
"""Statements, and mentions, that are shown to pick from; the latest."""


@transaction.atomic
def split_entity(
    *,
    entity: Entity,
    by: AbstractBaseUser,
    name: str,
    kind: str,
    statements: Collection[int] = (),
    mentions: Collection[int] = (),
    relays: Collection[int] = (),
    aliases: Collection[int] = (),
) -> Entity:
    """Makes an entity called ``name`` and gives it these statements, mentions, carried words and names of ``entity``, or
    of what was merged into it. Returns the new one.

    Raises Refused where nothing is picked, something picked means somebody else by now, or the name that ``entity`` is
    shown under is among the picked ones; and what ``create_entity`` refuses.
    """
    if not (statements or mentions or relays):
        raise Refused(gettext("Pick at least one place that means the other one."))
    said, carried, named = places_of(entity)
    places = (
        said.filter(pk__in=statements).order_by("pk"),
        carried.filter(pk__in=relays).order_by("pk"),
        named.filter(pk__in=mentions).order_by("pk"),
    )
    going = Alias.objects.filter(Q(entity=entity) | Q(entity__canonical=entity), pk__in=aliases)
    with act(
        SPLIT,
        by=by,
        words=say("took %(name)s out of %(entity)s", name=name, entity=entity.name),
        about=[entity],
    ) as splitting:
        made = create_entity(name=name, kind=kind, by=by)
        splitting.about(made)
        count = len(set(statements)) + len(set(mentions)) + len(set(relays))
        # A part of its own: taken back before the entity is that it moved them to.
        words = _moved(count, entity, made)
        with act(MOVED, by=by, words=words, about=[entity], watch=[*places, going]):
            if _move_places(places, made) != count:
                raise Refused(
                    gettext("Some of these places mean somebody else by now. Look again, and pick anew.")
                )
            _move_names(going, entity, made)
            tell_speakers(statements)
    return made


def places_of(entity: Entity) -> Places:
    """What an entity said, carried, and where it is named; with what was merged into it."""
    return (
        Statement.objects.filter(Q(speaker=entity) | Q(speaker__canonical=entity)),
        Relay.objects.filter(Q(entity=entity) | Q(entity__canonical=entity)),
        Mention.objects.filter(Q(entity=entity) | Q(entity__canonical=entity)),
    )


def to_pick(entity: Entity, text: str = "") -> tuple[list[Statement], list[Relay], list[Mention]]:
    """The latest places to pick from, with ``text`` in the name or the article's title; mentions with the text
    ``before`` and ``after`` them.
    """
    said, carried, named = places_of(entity)
    if text:
        said = said.filter(Q(speaker_name__icontains=text) | Q(article__title__icontains=text))
        carried = carried.filter(Q(name__icontains=text) | Q(statement__article__title__icontains=text))
        named = named.filter(Q(text__icontains=text) | Q(article__title__icontains=text))
    begins = Greatest(F("start") - AROUND, Value(0))
    named = named.annotate(
        before=Substr("article__text", begins + 1, F("start") - begins),
        after=Substr("article__text", F("end") + 1, AROUND),
    )
    of_article = "article__outlet__entity"
    said = said.filter(struck_at=None).select_related(of_article).defer("article__text")
    carried = carried.select_related(f"statement__{of_article}").defer("statement__article__text")
    named = named.select_related(of_article).defer("article__text")
    return (
        list(said.order_by("-pk")[:SHOWN]),
        list(carried.order_by("-pk")[:SHOWN]),
        list(named.order_by("-pk")[:SHOWN]),
    )


def _moved(count: int, entity: Entity, made: Entity) -> str:
    return say_counted(
        "moved %(n)s place from %(entity)s to %(made)s",
        "moved %(n)s places from %(entity)s to %(made)s",
        count,
        entity=entity.name,
        made=made.name,
    )


def _move_places(places: Places, made: Entity) -> int:
    """How many there were to move."""
    said, carried, named = places
    return (
        said.update(
            speaker=made,
            speaker_chosen=True,
            speaker_outcome=Outcome.CHOSEN,
            speaker_terms=speaker_terms(made.name),
        )
        + carried.update(entity=made)
        + named.update(entity=made, outcome=Outcome.CHOSEN)
    )


def _move_names(going: QuerySet[Alias], entity: Entity, made: Entity) -> None:
    if going.filter(entity=entity, name=entity.name).exists():
        raise Refused(
            gettext("“%(name)s” is the name it is shown under. Give it another name first.")
            % {"name": entity.name}
        )
    going.filter(name=made.name).delete()
    going.update(entity=made)
