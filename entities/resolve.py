"""Which entity a name in a text means: one, none, or several, each with its reasons.

Names that may be the same are found by their blocks in one query and held against the name by ``matching.names``; what
the desk knows of each entity (description, affiliations) is held against what the text says of the name.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import JaroWinkler

from entities.lookup import KEPT_APART
from entities.models import READ, Affiliation, Alias, Form
from matching.names import normal_form
from matching.names.blocks import asked_by
from matching.names.compare import compare, speaks
from matching.names.finding import Finding, Likeness, weigh

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from entities.models import Entity

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


def resolve(asked: Iterable[Asked]) -> dict[Asked, Resolution]:
    """Resolves names, in two queries however many they are."""
    wanted = list(dict.fromkeys(asked))
    near = _near([each for each in wanted if not each.kinds or each.kinds[0] not in KEPT_APART])
    entities = {alias.entity.shown_id: alias.entity.shown for found in near.values() for alias in found}
    known = _known(entities)
    return {each: decide(_candidates(each, near.get(each, ()), known)) for each in wanted}


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


def _near(wanted: Collection[Asked]) -> dict[Asked, list[Alias]]:
    """The names that share a key with each, the nearest first."""
    by_key: dict[str, list[Asked]] = defaultdict(list)
    for each in wanted:
        for key in asked_by(each.name):
            by_key[key].append(each)
    rows = Alias.objects.filter(blocks__overlap=sorted(by_key)) if by_key else Alias.objects.none()
    found: dict[Asked, dict[int, Alias]] = defaultdict(dict)
    shared = rows.exclude(entity__kind__in=KEPT_APART).select_related("entity__canonical").order_by("pk")
    for alias in shared:
        for key in alias.blocks:
            for each in by_key.get(key, ()):
                found[each][alias.pk] = alias
    return {each: _nearest(each, list(aliases.values())) for each, aliases in found.items()}


def _nearest(each: Asked, aliases: list[Alias]) -> list[Alias]:
    if len(aliases) <= MOST_COMPARED:
        return aliases
    key, keys = normal_form(each.name), set(asked_by(each.name))

    def nearness(alias: Alias) -> float:
        return len(keys.intersection(alias.blocks)) + 2 * JaroWinkler.similarity(key, alias.key)

    return sorted(aliases, key=nearness, reverse=True)[:MOST_COMPARED]


def _known(entities: Mapping[int, Entity]) -> dict[int, str]:
    """What the desk knows of each entity, in words."""
    held: dict[int, list[str]] = {pk: [entity.description] for pk, entity in entities.items()}
    rows = Affiliation.objects.filter(entity__in=entities).select_related("of")
    for row in rows if entities else ():
        held[row.entity_id].append(f"{row.role} of {row.of.name}")
    return {pk: " . ".join(filter(None, words)) for pk, words in held.items()}


def _candidates(each: Asked, aliases: Iterable[Alias], known: Mapping[int, str]) -> list[Candidate]:
    """One a shown entity: by the name of it that says most."""
    best: dict[int, Candidate] = {}
    for alias in aliases:
        shown = alias.entity.shown_id
        likeness = _likeness(each, alias, known.get(shown, ""))
        read = alias.source == READ
        found = Candidate(alias.entity, likeness.probability, likeness.points, likeness.why, read)
        if shown not in best or best[shown].points < found.points:
            best[shown] = found
    return list(best.values())


def _likeness(each: Asked, alias: Alias, known: str) -> Likeness:
    names = compare(each.name, alias.name, each.context, known)
    return weigh([*names.findings, *_further(each, alias)])


def _further(each: Asked, alias: Alias) -> Iterator[Finding]:
    if alias.key == normal_form(each.name):
        yield Finding(VERY_NAME, "goes by this very name")
    if alias.source == READ:
        yield Finding(ONLY_READ, "so far only read in an article")
    shown = alias.entity.shown
    if each.kinds and shown.kind not in each.kinds:
        yield Finding(OTHER_KIND, f"the text has it as {each.kinds[0]}, the desk as {shown.kind}")
    if alias.form == Form.SEAT:
        here = speaks(each.name, each.context)
        words = "its seat of government, which speaks here" if here else "its seat of government, or the city"
        yield Finding(SEAT_SPEAKS if here else SEAT, words)
    elif alias.form == Form.PEOPLE:
        yield Finding(PEOPLE, "what its people are called")
