"""Which entity a name in a text means: one, none, or several, each with its reasons.

Names that may be the same are found by their blocks in one query and held against the name by ``matching.names``; what
the desk knows of each entity (description, affiliations) is held against what the text says of the name.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import JaroWinkler

from entities.any_of import any_of
from entities.lookup import KEPT_APART
from entities.models import READ, Affiliation, Alias, Entity, Form
from matching.names import normal_form
from matching.names.blocks import asked_by
from matching.names.compare import compare, speaks
from matching.names.finding import Finding, Likeness, weigh

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

SURE, RIVAL, POSSIBLE, MARGIN = 0.8, 0.5, 0.3, 2.0
"""Probability from which on an entity is meant, is a rival to the likeliest, and may be meant; nats by which the likeliest
must be ahead of every rival."""
VERY_NAME, ONLY_READ, OTHER_KIND, SEAT_SPEAKS, SEAT, PEOPLE = 1.5, -0.3, -2.5, -0.5, -5.0, -1.0
"""Nats: the entity goes by this very name; goes by it because an article said so, and nobody has curated it; it is of another kind than the text's; the name is that of its seat of
government, which speaks here, or does not; the name is that of its people."""
MOST_COMPARED = 12
"""Names that one name is compared with, the nearest first."""
MOST_TOLD = 5
"""Candidates that are kept."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to be resolved. ``kinds``: kinds of entity that can be meant, any where empty; ``context``: what is said
    close to it, of nobody but whom it names.
    """

    name: str
    kinds: tuple[str, ...] = ()
    context: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant: the row that has the name itself, so that undoing a merge takes its finds along."""

    entity: Entity
    probability: float
    points: float
    why: str
    only_read: bool = False

    def told(self) -> dict[str, object]:
        """The candidate as mentions and statements keep it."""
        return {"entity": self.entity.pk, "probability": round(self.probability, 3), "why": self.why[:500]}


@dataclass(frozen=True, slots=True)
class Resolution:
    """``entity``: the one that is meant, or None; ``several``: whether some may be; ``candidates``: the likeliest first."""

    entity: Entity | None
    several: bool
    candidates: tuple[Candidate, ...]

    def told(self) -> list[dict[str, object]]:
        """The candidates as mentions and statements keep them."""
        return [candidate.told() for candidate in self.candidates]


NOBODY = Resolution(None, several=False, candidates=())


class _Goes(NamedTuple):
    """That an entity goes by a name: a row of its aliases, as far as names are compared by it."""

    pk: int
    entity: int
    name: str
    key: str
    form: str
    source: str
    blocks: list[str]


def resolve(asked: Iterable[Asked]) -> dict[Asked, Resolution]:
    """Resolves names, in three queries however many they are."""
    wanted = list(dict.fromkeys(asked))
    near = _near([each for each in wanted if not each.kinds or each.kinds[0] not in KEPT_APART])
    desk = _Known.of({goes.entity for found in near.values() for goes in found})
    return {each: decide(_candidates(each, near.get(each, ()), desk)) for each in wanted}


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


def _near(wanted: Collection[Asked]) -> dict[Asked, list[_Goes]]:
    """The names that share a key with each, the nearest first."""
    by_key: dict[str, list[Asked]] = defaultdict(list)
    for each in wanted:
        for key in asked_by(each.name):
            by_key[key].append(each)
    if not by_key:
        return {}
    rows = Alias.objects.filter(blocks__overlap=sorted(by_key)).exclude(entity__kind__in=KEPT_APART)
    found: dict[Asked, dict[int, _Goes]] = defaultdict(dict)
    columns = ("pk", "entity_id", "name", "key", "form", "source", "blocks")
    for goes in itertools.starmap(_Goes, rows.order_by("pk").values_list(*columns)):
        for key in goes.blocks:
            for each in by_key.get(key, ()):
                found[each][goes.pk] = goes
    return {each: _nearest(each, list(names.values())) for each, names in found.items()}


def _nearest(each: Asked, names: list[_Goes]) -> list[_Goes]:
    if len(names) <= MOST_COMPARED:
        return names
    key, keys = normal_form(each.name), set(asked_by(each.name))

    def nearness(goes: _Goes) -> float:
        return len(keys.intersection(goes.blocks)) + 2 * JaroWinkler.similarity(key, goes.key)

    return sorted(names, key=nearness, reverse=True)[:MOST_COMPARED]


@dataclass(frozen=True, slots=True)
class _Known:
    """Entities by their ids, and what the desk knows in words of each that is shown."""

    entities: Mapping[int, Entity]
    words: Mapping[int, str]

    @classmethod
    def of(cls, pks: Collection[int]) -> _Known:
        """Two queries; none for nobody."""
        if not pks:
            return cls({}, {})
        entities = {
            row.pk: row for row in Entity.objects.filter(any_of("pk", pks)).select_related("canonical")
        }
        held = {entity.shown_id: [entity.shown.description] for entity in entities.values()}
        rows = Affiliation.objects.filter(any_of("entity", held))
        for entity, role, body in rows.values_list("entity", "role", "of__name"):
            held[entity].append(f"{role} of {body}")
        return cls(entities, {pk: " . ".join(filter(None, words)) for pk, words in held.items()})


def _candidates(each: Asked, names: Iterable[_Goes], desk: _Known) -> list[Candidate]:
    """One a shown entity: by the name of it that says most."""
    best: dict[int, Candidate] = {}
    for goes in names:
        entity = desk.entities.get(goes.entity)
        if entity is None:  # gone since its name was found
            continue
        likeness = _likeness(each, goes, entity, desk.words[entity.shown_id])
        read = goes.source == READ
        found = Candidate(entity, likeness.probability, likeness.points, likeness.why, read)
        if entity.shown_id not in best or best[entity.shown_id].points < found.points:
            best[entity.shown_id] = found
    return list(best.values())


def _likeness(each: Asked, goes: _Goes, entity: Entity, known: str) -> Likeness:
    names = compare(each.name, goes.name, each.context, known)
    return weigh([*names.findings, *_further(each, goes, entity.shown.kind)])


def _further(each: Asked, goes: _Goes, kind: str) -> Iterator[Finding]:
    if goes.key == normal_form(each.name):
        yield Finding(VERY_NAME, "goes by this very name")
    if goes.source == READ:
        yield Finding(ONLY_READ, "so far only read in an article")
    if each.kinds and kind not in each.kinds:
        yield Finding(OTHER_KIND, f"the text has it as {each.kinds[0]}, the desk as {kind}")
    if goes.form == Form.SEAT:
        here = speaks(each.name, each.context)
        words = "its seat of government, which speaks here" if here else "its seat of government, or the city"
        yield Finding(SEAT_SPEAKS if here else SEAT, words)
    elif goes.form == Form.PEOPLE:
        yield Finding(PEOPLE, "what its people are called")
