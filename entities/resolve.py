"""Which entity a name in a text means: one, none, or several, each with its reasons.

Names that may be the same are found by their blocks in one query and held against the name by ``matching.names``; what
the desk knows of each entity (description, affiliations) is held against what the text says of the name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from entities.any_of import any_of
from entities.lookup import KEPT_APART
from entities.models import READ, Entity, Form, Kind
from entities.names_near import Asked, Goes, known_of, names_near
from entities.said import label_said
from matching.names import normal_form
from matching.names.compare import findings, speaks
from matching.names.finding import Finding, Likeness, finding, weigh
from matching.phrase import Phrase, kept

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

SURE, RIVAL, POSSIBLE, MARGIN = 0.8, 0.5, 0.3, 2.0
"""Probability from which on an entity is meant, is a rival to the likeliest, and may be meant; nats by which the likeliest
must be ahead of every rival."""
VERY_NAME, ONLY_READ, OTHER_KIND, SEAT_SPEAKS, SEAT, PEOPLE = 1.5, -0.3, -2.5, -0.5, -5.0, -1.0
"""Nats: the entity goes by this very name; goes by it because an article said so, and nobody has curated it; it is of another kind than the text's; the name is that of its seat of
government, which speaks here, or does not; the name is that of its people."""
MOST_TOLD = 5
"""Candidates that are kept."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant: the row that has the name itself, so that undoing a merge takes its finds along."""

    entity: Entity
    likeness: Likeness
    only_read: bool = False

    @property
    def probability(self) -> float:
        """That it is meant."""
        return self.likeness.probability

    @property
    def points(self) -> float:
        """The same in nats, without a bound."""
        return self.likeness.points

    @property
    def why(self) -> Phrase:
        """The reasons in one line, which can be said in another language."""
        return self.likeness.said

    def told(self) -> dict[str, object]:
        """The candidate as mentions and statements keep it."""
        return {
            "entity": self.entity.pk,
            "probability": round(self.probability, 3),
            "why": self.likeness.why[:500],
        }


@dataclass(frozen=True, slots=True)
class Resolution:
    """``entity``: the one that is meant, or None; ``several``: whether some may be; ``candidates``: the likeliest first."""

    entity: Entity | None
    several: bool
    candidates: tuple[Candidate, ...]

    def told(self) -> list[dict[str, object]]:
        """The candidates as mentions and statements keep them: with what the reasons are made of where a person is asked."""
        if self.entity is not None:
            return [candidate.told() for candidate in self.candidates]
        return [candidate.told() | {"said": kept(candidate.why)} for candidate in self.candidates]


NOBODY = Resolution(None, several=False, candidates=())


class _May(NamedTuple):
    """That an entity may be meant, going by one of its names."""

    goes: Goes
    likeness: Likeness


def resolve(asked: Iterable[Asked]) -> dict[Asked, Resolution]:
    """Resolves names, in three queries however many they are."""
    wanted = list(dict.fromkeys(asked))
    near = names_near([each for each in wanted if not each.kinds or each.kinds[0] not in KEPT_APART])
    known = known_of({goes for names in near.values() for goes in names})
    found = {each: _telling(_candidates(each, near.get(each, ()), known)) for each in wanted}
    entities = _entities(may.goes for several in found.values() for may in several)
    return {
        each: decide(
            [_candidate(may, entities[may.goes.entity]) for may in several if may.goes.entity in entities]
        )
        for each, several in found.items()
    }


def _entities(names: Iterable[Goes]) -> dict[int, Entity]:
    """The entities that go by these names, each with the one it is shown as; one query."""
    pks = {pk for goes in names for pk in (goes.entity, goes.shown)}
    found = {row.pk: row for row in Entity.objects.filter(any_of("pk", pks)).order_by()}
    for row in found.values():
        if row.canonical_id is None or row.canonical_id in found:
            row.canonical = found[row.canonical_id] if row.canonical_id else None
    return found


def _telling(several: Collection[_May]) -> list[_May]:
    """Those that ``decide`` asks about: the likeliest, and whoever else may be a rival."""
    best = sorted(several, key=lambda may: (-may.likeness.points, may.goes.entity))
    return [may for n, may in enumerate(best) if n < MOST_TOLD or may.likeness.probability >= RIVAL]


def _candidate(may: _May, entity: Entity) -> Candidate:
    return Candidate(entity, may.likeness, only_read=may.goes.source == READ)


def decide(candidates: Collection[Candidate]) -> Resolution:
    """Who is meant: the likeliest where that is sure and far enough ahead of every other that may be."""
    best = sorted(candidates, key=lambda c: (-c.points, c.entity.pk))
    told = tuple(best[:MOST_TOLD])
    if not best or best[0].probability < POSSIBLE:
        return Resolution(None, several=False, candidates=told)
    rivals = [c for c in best[1:] if _is_rival(c, best[0])]
    if best[0].probability >= SURE and not rivals:
        return Resolution(best[0].entity, several=False, candidates=told)
    return Resolution(None, several=True, candidates=told)


def _is_rival(other: Candidate, best: Candidate) -> bool:
    """Whether another may be meant as well. A name that somebody curated is no rival's that was only read somewhere."""
    if other.only_read and not best.only_read:
        return False
    return other.probability >= RIVAL and other.points > best.points - MARGIN


def _candidates(each: Asked, names: Iterable[Goes], known: Mapping[int, str]) -> list[_May]:
    """One a shown entity: by the name of it that says most."""
    best: dict[int, _May] = {}
    for goes in names:
        found = _May(goes, _likeness(each, goes, known[goes.shown]))
        if goes.shown not in best or best[goes.shown].likeness.points < found.likeness.points:
            best[goes.shown] = found
    return list(best.values())


def _likeness(each: Asked, goes: Goes, known: str) -> Likeness:
    return weigh([*findings(each.name, goes.name, each.context, known), *_further(each, goes)])


def _further(each: Asked, goes: Goes) -> Iterator[Finding]:
    if goes.key == normal_form(each.name):
        yield finding(VERY_NAME, "goes by this very name")
    if goes.source == READ:
        yield finding(ONLY_READ, "so far only read in an article")
    if each.kinds and goes.kind not in each.kinds:
        yield finding(
            OTHER_KIND,
            "the text has it as %(text)s, the desk as %(desk)s",
            text=_kind(each.kinds[0]),
            desk=_kind(goes.kind),
        )
    if goes.form == Form.SEAT:
        yield (
            finding(SEAT_SPEAKS, "its seat of government, which speaks here")
            if speaks(each.name, each.context)
            else finding(SEAT, "its seat of government, or the city")
        )
    elif goes.form == Form.PEOPLE:
        yield finding(PEOPLE, "what its people are called")


@cache
def _kind(kind: str) -> str:
    return label_said(Kind(kind).label) if kind in Kind.values else kind
