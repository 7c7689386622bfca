"""What the pages of imports ask the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from sources.models import Article, Import, ImportRow, RowState, Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

IMPORTS_SHOWN = 20
REPORT = ("line", "what became of it", "why not", "article", "outlet", "title", "address")
# A spreadsheet takes a cell that begins with one of these for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
CHUNK = 500
STOPPED_SHOWN = 10
STEPS = {
    Stage.RECEIVED: "wait to be read",
    Stage.READ: "wait for their speakers to be found",
    Stage.ATTRIBUTED: "wait to be held against the claims",
    Stage.LINKED: "read to the end",
}


@dataclass(frozen=True)
class Reading:
    """How far the articles of an import are read: how many stand at each step, how many stopped, and the first of those."""

    steps: list[tuple[str, int]]
    done: int
    set_aside: int
    stopped: list[Article]

    @property
    def total(self) -> int:
        """How many articles there are."""
        return sum(count for _, count in self.steps) + self.set_aside

    @property
    def is_under_way(self) -> bool:
        """Whether some are still on their way."""
        return self.done + self.set_aside < self.total

    @property
    def where(self) -> list[str]:
        """How many stand where, in words."""
        return [f"{count:,} {words}" for words, count in self.steps if count]

    def __str__(self) -> str:
        """Another text whenever anything has moved on."""
        return "-".join(str(count) for count in (*(n for _, n in self.steps), self.set_aside))


def reading_of(brought: Import) -> Reading:
    """How far the articles of an import are read: two queries."""
    articles = Article.objects.filter(import_row__of=brought)
    stops = articles.filter(set_aside_at__isnull=False)
    found = dict(articles.filter(set_aside_at=None).order_by().values_list("stage").annotate(n=Count("pk")))
    stopped = list(stops.defer("text").order_by("pk")[: STOPPED_SHOWN + 1])
    many = stops.count() if len(stopped) > STOPPED_SHOWN else len(stopped)
    steps = [(words, found.get(stage.value, 0)) for stage, words in STEPS.items()]
    return Reading(steps, found.get(Stage.LINKED.value, 0), many, stopped[:STOPPED_SHOWN])


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
