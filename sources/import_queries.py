"""What the pages of imports ask the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from sources.models import Import, ImportRow, RowState

if TYPE_CHECKING:
    from collections.abc import Iterator

IMPORTS_SHOWN = 20
REPORT = ("line", "what became of it", "why not", "article", "outlet", "title", "address")
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500


def imports_shown() -> QuerySet[Import]:
    """Imports as rows of a list, with ``row_count``, ``added_count`` and ``bad_count``."""
    return Import.objects.select_related("by").annotate(
        row_count=Count("rows"),
        added_count=Count("rows", filter=Q(rows__state=RowState.ADDED)),
        bad_count=Count("rows", filter=Q(rows__state=RowState.BAD)),
    )


def counts_of(brought: Import) -> dict[str, int]:
    """How many rows are in each state: one query."""
    found = dict(brought.rows.order_by().values_list("state").annotate(n=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in RowState}


def rows_shown(brought: Import, only: str) -> QuerySet[ImportRow]:
    """The rows in one state, or all where ``only`` names none, with their articles."""
    rows = brought.rows.select_related("article").defer("article__text")
    return rows.filter(state=only) if only in RowState.values else rows


def report_lines(brought: Import) -> Iterator[tuple[str, ...]]:
    """The report's lines, its head first, row after row as the file has them."""
    yield REPORT
    rows = brought.rows.order_by("number").only("line", "state", "problem", "article_id", "values")
    for row in rows.iterator(chunk_size=CHUNK):
        told = (row.values.get(name, "")[:300] for name in ("outlet", "title", "url"))
        article = str(row.article_id or "")
        cells = (str(row.line), row.get_state_display(), row.problem, article, *told)
        yield tuple(f"'{cell}" if cell.startswith(FORMULA) else cell for cell in cells)
