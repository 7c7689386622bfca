"""How many rows a shelf has, how long they are, and how many hold a lexeme, as a process knows it.

On a large desk these change little in a minute, and the lexemes are counted anew once an hour; so a process asks for
each once a minute there. On a small desk every row changes what is rare: there it asks each time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import connection

from entities.any_of import array_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.find.shelves import Shelf

COUNTED_ROWS = 5_000
"""Up to so many rows are counted, since on a small desk each changes the scores; beyond, the planner's estimate will do."""
SAMPLE_ROWS = 500
"""Rows whose length is averaged, the first ones; the score hardly depends on it."""
KEPT_SECONDS = 60.0
MOST_KEPT = 200_000
"""Lexemes whose counts a process keeps, some 20 MB."""


@dataclass(frozen=True, slots=True)
class Size:
    """The rows of a shelf, and how many lexemes an average row has, at least 1."""

    rows: int
    length: float


@dataclass(slots=True)
class _Kept:
    """What is known of one shelf, and until when it is taken for true."""

    size: Size
    until: float
    documents: dict[str, int] = field(default_factory=dict)


_kept: dict[Shelf, _Kept] = {}

SIZE = """
select case when few.rows < %(counted)s then few.rows else greatest(few.rows, c.reltuples::bigint) end as rows,
       coalesce((select avg(length(search)) from (select search from {table} order by id limit %(sample)s) s), 1)
from pg_class c
cross join (select count(*) as rows from (select from {table} limit %(counted)s) some_rows) few
where c.oid = %(table)s::regclass
"""
DOCUMENTS = "select word, documents from {lexemes} where word = any(%(stems)s::text[])"


def size_of(shelf: Shelf) -> Size:
    """The size of a shelf; a query where it is small or was not asked for within a minute."""
    kept = _kept.get(shelf)
    if kept and time.monotonic() < kept.until:
        return kept.size
    name = connection.ops.quote_name(shelf.table)
    parameters: dict[str, str | int] = {"table": name, "counted": COUNTED_ROWS, "sample": SAMPLE_ROWS}
    with connection.cursor() as cursor:
        cursor.execute(SIZE.format(table=name), parameters)
        rows, length = cursor.fetchone() or (0, 1)
    size = Size(int(rows), max(1.0, float(length)))
    _kept.pop(shelf, None)
    if size.rows >= COUNTED_ROWS:
        _kept[shelf] = _Kept(size, time.monotonic() + KEPT_SECONDS)
    return size


def documents_of(shelf: Shelf, stems: Iterable[str]) -> dict[str, int]:
    """How many rows of a shelf hold each of the stems, by the last counting; one that was not counted is left out or 0.
    A query where the shelf is small or a stem was not asked for within a minute.
    """
    wanted = set(stems)
    kept = _kept.get(shelf)
    if kept is None or time.monotonic() >= kept.until:
        return _counted(shelf, wanted)
    new = wanted.difference(kept.documents)
    if new:
        if len(kept.documents) + len(new) > MOST_KEPT:
            kept.documents.clear()
            new = wanted
        kept.documents.update(dict.fromkeys(new, 0) | _counted(shelf, new))
    return {stem: kept.documents[stem] for stem in wanted}


def forget() -> None:
    """Forgets what is kept: the tables are others now, or were counted anew."""
    _kept.clear()


def _counted(shelf: Shelf, stems: Iterable[str]) -> dict[str, int]:
    with connection.cursor() as cursor:
        lexemes = connection.ops.quote_name(shelf.lexemes)
        cursor.execute(DOCUMENTS.format(lexemes=lexemes), {"stems": array_of(sorted(stems))})
        return dict(cursor.fetchall())
