"""Every kind at once: what fits best of claims, statements, people and articles, ranked together."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from claims.queries.search.articles import articles_found
from claims.queries.search.claims import claims_found, find_claims
from claims.queries.search.people import find_people
from claims.queries.search.statements import Sought, find_statements, statements_found
from sources.find_articles import find_articles
from sources.gather import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from claims.queries.search.asked import Asked
    from claims.queries.search.people import Person
    from sources.gather import Found

SHOWN, OF_A_KIND = 14, 5


class Kind(StrEnum):
    """What can be found."""

    CLAIMS = "claims"
    STATEMENTS = "statements"
    PEOPLE = "people"
    ARTICLES = "articles"


WEIGHTS = {Kind.CLAIMS: 1.0, Kind.STATEMENTS: 0.85, Kind.ARTICLES: 0.7}
"""Of equal words a claim comes first, being the desk's own. People have how well their name fits (people.py)."""


@dataclass(frozen=True, slots=True)
class Result:
    """One row as a result: ``score`` is comparable between kinds."""

    kind: Kind
    row: Any
    score: float


@dataclass(frozen=True, slots=True)
class Everything:
    """The best of every kind in one order, and how many there are of each."""

    results: Sequence[Result]
    counts: Mapping[Kind, str]


def find_everything(
    asked: Asked, *, shown: int = SHOWN, of_a_kind: int = OF_A_KIND, few: int = 0
) -> Everything:
    """The best rows, at most ``of_a_kind`` of each, of the newest ``few`` where there are so many: the same number of
    queries whatever is found.
    """
    people = find_people(asked.text)
    found: dict[Kind, Found] = dict.fromkeys(WEIGHTS, NOTHING)
    if asked.query:
        found = {
            Kind.CLAIMS: find_claims(asked.spoken, few=few, best=of_a_kind),
            Kind.STATEMENTS: find_statements(Sought(asked.spoken), few=few, best=of_a_kind),
            Kind.ARTICLES: find_articles(asked.query, few=few, best=of_a_kind),
        }
    scored = sorted([*_people(people), *_texts(found, of_a_kind)], key=lambda result: -result.score)
    best = list(_some(scored, shown, of_a_kind))
    counts = {kind: found[kind].count for kind in found} | {Kind.PEOPLE: str(len(people))}
    return Everything(_filled(best, asked.query), {kind: counts[kind] for kind in Kind})


def _people(people: Sequence[Person]) -> list[Result]:
    return [Result(Kind.PEOPLE, person, person.fit) for person in people]


def _texts(found: Mapping[Kind, Found], of_a_kind: int) -> Iterator[Result]:
    """The best rows by id; the score is the rank as a share of the best one's."""
    most = max((hit.rank for each in found.values() for hit in each.hits), default=0.0) or 1.0
    for kind, each in found.items():
        for hit in each.best[:of_a_kind]:
            yield Result(kind, hit.pk, WEIGHTS[kind] * hit.rank / most)


def _some(scored: Sequence[Result], shown: int, of_a_kind: int) -> Iterator[Result]:
    taken = dict.fromkeys(Kind, 0)
    for result in scored:
        taken[result.kind] += 1
        if taken[result.kind] <= of_a_kind and shown > 0:
            shown -= 1
            yield result


def _filled(best: Sequence[Result], query: str) -> list[Result]:
    """With the rows themselves in place of their ids; one that went meanwhile is left out."""
    ids = {kind: [result.row for result in best if result.kind == kind] for kind in WEIGHTS}
    rows: dict[tuple[Kind, int], Any] = {}
    for kind, fetch in (
        (Kind.CLAIMS, claims_found),
        (Kind.STATEMENTS, statements_found),
        (Kind.ARTICLES, articles_found),
    ):
        if ids[kind]:
            rows |= {(kind, row.pk): row for row in fetch(ids[kind], query)}
    filled = (
        result
        if result.kind == Kind.PEOPLE
        else Result(result.kind, rows.get((result.kind, result.row)), result.score)
        for result in best
    )
    return [result for result in filled if result.row is not None]
