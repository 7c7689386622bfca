"""A place to rank in that is not the desk: empty tables of the same names, for one connection, that leave no trace."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, models

from claims.find.counted import forget
from claims.find.lexemes import count
from claims.find.shelves import CLAIMS, table_of
from claims.models import Claim, ClaimLexeme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLES: tuple[type[models.Model], ...] = (Claim, ClaimLexeme)
BUFFERS = "128MB"
MOST_TEXT = 500
"""Characters a claim's text can have; the rest of a longer one goes into its note, and is searched all the same."""


@contextmanager
def scratch_tables() -> Iterator[None]:
    """Within it, this connection's claims and their lexemes are empty tables of its own.

    They lie in PostgreSQL's schema for temporary tables, which ends with the connection however that ends: a kill -9
    leaves nothing behind. Made from the models, so that a database that was never migrated will do. No triggers, no
    foreign keys; the same generated column and index as the desk's. Not to be nested.
    """
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('search_path')")
        path = cursor.fetchone()[0]
        if not connection.in_atomic_block:
            cursor.execute("select set_config('temp_buffers', %s, false)", [BUFFERS])
        cursor.execute("set search_path to pg_temp")
        try:
            for model in TABLES:
                _create(model)
            forget()
            yield
        finally:
            forget()
            for model in TABLES:
                if connection.is_usable():
                    cursor.execute(f"drop table if exists {connection.ops.quote_name(table_of(model))}")
            cursor.execute("select set_config('search_path', %s, false)", [path])


def _create(model: type[models.Model]) -> None:
    """The table of a model with its checks and generated columns, and nothing that points to another table."""
    # What would follow the table (foreign keys, unique expressions) is collected, and not run.
    with connection.schema_editor(atomic=False, collect_sql=True) as editor:
        sql, parameters = editor.table_sql(model)
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters or None)


def load_claims(rows: Iterable[tuple[int, str, str, list[str]]]) -> None:
    """Fills the scratch tables: (id, text, note, speaker terms) of each claim, then the index and the counts."""
    with connection.cursor() as cursor:
        columns = "id, text, note, speaker_terms, verdict, work_state, version, attempts, taken_by, error, demo, proposed_by_id"
        with cursor.copy(f"copy {table_of(Claim)} ({columns}) from stdin") as copy:
            for pk, text, note, terms in rows:
                longer = f"{text[MOST_TEXT:]} {note}".strip()
                copy.write_row(
                    (pk, text[:MOST_TEXT], longer, terms, "unverified", "new", 0, 0, "", "", False, 0)
                )
        cursor.execute(f"create index on {table_of(Claim)} using gin (search) with (fastupdate = off)")
    count(CLAIMS)
    with connection.cursor() as cursor:
        cursor.execute("analyze claims_claim, claims_claimlexeme")
