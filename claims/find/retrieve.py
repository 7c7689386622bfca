"""Candidates: the claims a statement may bear on, or the statements that may bear on a claim, by words alone.

One design for both directions and for ten rows or a million: the text-search column with its GIN index and a table of
counts, nothing else. The query (matching/query.py) finds rows within a budget; the best of them by a quick sum are
scored with BM25 (Robertson and Zaragoza 2009). Materialising keeps the planner from walking the primary key instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db import connection

from claims.find.counted import size_of
from matching.features import Found
from matching.query import Kind, Term, kin, parts, terms
from matching.wording import MOST_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.find.counted import Size
    from claims.find.shelves import Shelf

NEAR = 500
"""Rows that are scored with BM25."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for. ``speaker_terms``: lexemes of the speaker's name (``matching.names.speaker_terms``)."""

    text: str
    context: str = ""
    speaker_terms: Sequence[str] = ()
    also: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that shares lexemes with the query, and its scores."""

    pk: int
    found: Found


@dataclass(frozen=True, slots=True)
class Candidates:
    """The best candidates, best first, and how many rows the table has."""

    best: Sequence[Candidate]
    rows: int


def find(
    shelf: Shelf, *, text: str, context: str = "", speaker_terms: Sequence[str] = (), limit: int = 50
) -> Candidates:
    """The best candidates for a text, at most ``limit``. Two queries, whatever the text and the table are, and one
    more where the table's size is asked for (``counted.size_of``).
    """
    return find_each(shelf, [Sought(text, context, speaker_terms)], limit=limit)[0]


def find_each(shelf: Shelf, several: Sequence[Sought], *, limit: int = 50) -> list[Candidates]:
    """The best candidates for each text, at most ``limit``. One query, one more a text, and one for the size."""
    size = size_of(shelf)
    looked_for = (terms(each, rows=size.rows) for each in _lexemes(shelf, several))
    return [Candidates(_best(shelf, t, size=size, limit=limit), size.rows) for t in looked_for]


def _lexemes(shelf: Shelf, several: Sequence[Sought]) -> list[list[tuple[str, int, int]]]:
    """The lexemes of each text: (lexeme, kind, rows that hold it)."""
    speakers = [(number, term) for number, each in enumerate(several) for term in each.speaker_terms]
    parameters = {
        "texts": [searchable(each.text) for each in several],
        "kins": [searchable(f"{kin(each.text)} . {each.also}") for each in several],
        "contexts": [searchable(each.context) for each in several],
        "spoken": [number for number, _ in speakers],
        "speakers": [searchable(term) for _, term in speakers],
    }
    found: list[list[tuple[str, int, int]]] = [[] for _ in several]
    for number, lexeme, kind, documents in _fetch(shelf, TERMS, parameters):
        found[number].append((lexeme, kind, documents))
    return found


def searchable(text: str) -> str:
    """The text as the database reads it: cut to what the search columns hold."""
    return text[:MOST_CHARACTERS]


TERMS = """
with asked as (
    select number - 1 as number, text, kin, context
    from unnest(%(texts)s::text[], %(kins)s::text[], %(contexts)s::text[]) with ordinality a(text, kin, context, number)
), words(number, lexeme, kind) as (
    select number, unnest(tsvector_to_array(to_tsvector('english', text))), 0 from asked
    union all select number, unnest(tsvector_to_array(to_tsvector('english', kin))), 1 from asked
    union all select number, unnest(tsvector_to_array(to_tsvector('english', context))), 2 from asked
    union all select * , 3 from unnest(%(spoken)s::bigint[], %(speakers)s::text[])
)
select w.number, w.lexeme, w.kind, coalesce(l.documents, 0)
from (select number, lexeme, min(kind) as kind from words group by number, lexeme) w
left join {lexemes} l on l.word = w.lexeme
"""


# Every number is cast: arithmetic in PostgreSQL's exact decimals took most of the time.
BEST = """
with hits as materialized (
    select r.id, sum(p.weight) as weight, max(length(r.search))::float8 as length
    from unnest(%(parts)s::tsquery[], %(part_weights)s::float8[]) p(query, weight)
    join {table} r on r.search @@ p.query
    where {where}
    group by r.id
), near as materialized (
    select id, norm from (
        select id, weight, 1.2::float8 * (.25::float8 + .75::float8 * length / %(length)s::float8) as norm from hits
    ) h
    order by weight / (1 + norm) desc, id
    limit %(near)s
), held as (
    select n.id, n.norm, u.lexeme, coalesce(cardinality(u.positions), 1)::float8 as times
    from near n cross join lateral unnest((select r.search from {table} r where r.id = n.id)) u
), wanted as (
    select * from unnest(%(lexemes)s::text[], %(weights)s::float8[], %(own)s::bool[]) t(lexeme, weight, own)
)
select h.id,
       coalesce(sum(w.weight * h.times * 2.2::float8 / (h.times + h.norm)) filter (where w.own), 0),
       sum(w.weight * h.times * 2.2::float8 / (h.times + h.norm)) as total
from held h join wanted w using (lexeme)
group by h.id
order by total desc, h.id
limit %(limit)s
"""


def _best(shelf: Shelf, looked_for: Sequence[Term], *, size: Size, limit: int) -> list[Candidate]:
    """The rows that the query finds, scored."""
    wanted = parts(looked_for, rows=size.rows)
    if not wanted:
        return []
    parameters = {
        "parts": [query for query, _ in wanted],
        "part_weights": [weight for _, weight in wanted],
        "lexemes": [t.lexeme for t in looked_for],
        "weights": [t.weight for t in looked_for],
        "own": [t.kind in (Kind.OWN, Kind.KIN) for t in looked_for],
        "length": size.length,
        "near": NEAR,
        "limit": limit,
    }
    return [
        Candidate(int(pk), Found(float(own), float(total)))
        for pk, own, total in _fetch(shelf, BEST, parameters)
    ]


def _fetch(shelf: Shelf, statement: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Rows of one of the statements above; only names of our own tables are put into its text."""
    name = connection.ops.quote_name
    statement = statement.format(table=name(shelf.table), lexemes=name(shelf.lexemes), where=shelf.where)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cast("list[tuple[Any, ...]]", cursor.fetchall())
