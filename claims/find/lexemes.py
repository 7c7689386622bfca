"""How many claims, and how many statements, hold each lexeme."""

from __future__ import annotations

from django.db import connection, transaction

from claims.find.counted import forget
from claims.find.shelves import CLAIMS, STATEMENTS, Shelf
from claims.models import Claim

# A number that nothing else locks; two countings at once would only wait for each other, so the second leaves.
COUNTING = 7_340_215

# One statement: a reader sees the old counts or the new. Words are upserted in their own order; counts that did not
# change are not touched; a word that nothing holds any more goes.
COUNT = """
with counted as materialized (
    select word, ndoc from ts_stat(%(rows)s)
), gone as (
    delete from {lexemes} l where not exists (select from counted c where c.word = l.word)
)
insert into {lexemes} as l (word, documents, counted_at)
select word, ndoc, statement_timestamp() from counted left join {lexemes} known using (word)
where known.documents is distinct from ndoc order by word
on conflict (word) do update set documents = excluded.documents, counted_at = excluded.counted_at
"""


SMALL = 1000
"""Claims of a desk whose counts are refreshed before each use: one claim more changes what is rare there."""


def count_lexemes() -> bool:
    """Counts the lexemes of all claims and of all statements anew; some 5 seconds for a million statements.

    False where another counting is under way: that one's counts will do.
    """
    return _count(CLAIMS, STATEMENTS)


def count_small_desk() -> bool:
    """Counts the lexemes of the claims anew where there are fewer than SMALL; some milliseconds.

    False, with nothing counted, for a larger desk or where another counting is under way. Within the caller's
    transaction, if there is one.
    """
    return not Claim.objects.order_by("pk")[SMALL - 1 : SMALL].exists() and _count(CLAIMS)


def _count(*shelves: Shelf) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_xact_lock(%s)", [COUNTING])
        if not cursor.fetchone()[0]:
            return False
        for shelf in shelves:
            count(shelf)
    return True


def count(shelf: Shelf) -> None:
    """Counts the lexemes of one table anew."""
    name = connection.ops.quote_name
    # ts_stat takes a query as text; both names are our own models'.
    rows = f"select search from {name(shelf.table)}"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(COUNT.format(lexemes=name(shelf.lexemes)), {"rows": rows})
    forget()
