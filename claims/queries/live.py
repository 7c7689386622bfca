"""What came in since a page was made: by others, and by the workers.

A mark is the latest id of each table that news comes into: one quick query. What lies behind a mark is counted where its
page looks. Ids are given before rows are committed, so what was being written while the page was made may be passed over
until the next thing comes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q
from django.utils.translation import ngettext

from claims.models import Claim, Link, LinkDecision, LinkState, VerdictChange
from entities.images import label
from entities.models import Act, ActRow
from entities.written import id_in
from sources.models import Article, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

MOST = 100
"""No more than so many of a kind are counted."""
LATEST = """
select coalesce((select max(id) from entities_act), 0), coalesce((select max(id) from claims_link), 0),
    coalesce((select max(id) from sources_article), 0), coalesce((select max(id) from claims_verdictchange), 0),
    coalesce((select max(id) from claims_linkdecision), 0)
"""
IDS = 5


@dataclass(frozen=True)
class Mark:
    """The latest ids, in the order of LATEST."""

    act: int
    link: int
    article: int
    change: int
    decision: int

    @classmethod
    def now(cls) -> Mark:
        """How far everything is: one query."""
        with connection.cursor() as cursor:
            cursor.execute(LATEST)
            return cls(*(cursor.fetchone() or (0,) * IDS))

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """A mark as an address has it; None for what is none."""
        parts = text.split(".")
        ids = [pk for part in parts if (pk := id_in(part)) is not None]
        return cls(*ids) if len(parts) == len(ids) == IDS else None

    def __str__(self) -> str:
        return f"{self.act}.{self.link}.{self.article}.{self.change}.{self.decision}"


@dataclass(frozen=True)
class News:
    """How many of one kind came in, and what to call so many of them, with a place for the number."""

    count: int
    words: str

    def __str__(self) -> str:
        shown = f"{MOST}+" if self.count > MOST else str(self.count)
        return self.words % {"n": shown}


def news_since(mark: Mark, *, page: str, of: int, by: AbstractBaseUser) -> list[News]:
    """What a page (``of`` that id, where it is about one row) does not show yet, besides what ``by`` did; some of PAGES."""
    return [news for news in PAGES[page](mark, of, by) if news.count]


def _count(rows: QuerySet[Act] | QuerySet[Link] | QuerySet[Article] | QuerySet[VerdictChange]) -> int:
    return rows.order_by()[: MOST + 1].count()


def _suggestions(mark: Mark, narrowed: Q) -> News:
    new = Link.objects.filter(narrowed, pk__gt=mark.link, state=LinkState.SUGGESTED)
    count = _count(new)
    return News(count, ngettext("%(n)s suggestion", "%(n)s suggestions", count))


def _alarms(mark: Mark, narrowed: Q) -> News:
    """The system's own changes of a status; a person's are acts."""
    new = VerdictChange.objects.filter(narrowed, pk__gt=mark.change, by=None)
    count = _count(new)
    return News(count, ngettext("%(n)s change of status", "%(n)s changes of status", count))


def _acts(mark: Mark, by: AbstractBaseUser, narrowed: Q) -> News:
    new = Act.objects.filter(narrowed, pk__gt=mark.act, part_of=None).exclude(by=by.pk)
    count = _count(new)
    return News(count, ngettext("%(n)s change by others", "%(n)s changes by others", count))


def _articles(mark: Mark) -> News:
    new = Article.objects.filter(pk__gt=mark.article)
    count = _count(new)
    return News(count, ngettext("%(n)s new article", "%(n)s new articles", count))


def _on_desk(mark: Mark, of: int, by: AbstractBaseUser) -> Iterator[News]:  # noqa: ARG001 - as all of them are called
    yield _articles(mark)
    yield _suggestions(mark, Q())
    yield _alarms(mark, Q())
    yield _acts(mark, by, Q())


def _on_board(mark: Mark, of: int, by: AbstractBaseUser) -> Iterator[News]:  # noqa: ARG001 - likewise
    yield _suggestions(mark, Q())
    yield _alarms(mark, Q())
    yield _acts(mark, by, Q(kind__startswith="claim.") | Q(kind__startswith="link."))


def _on_review(mark: Mark, of: int, by: AbstractBaseUser) -> Iterator[News]:
    yield _suggestions(mark, Q(claim=of) if of else Q())
    answers = LinkDecision.objects.filter(Q(link__claim=of) if of else Q(), pk__gt=mark.decision)
    others = answers.exclude(by=by.pk).order_by()[: MOST + 1].count()
    yield News(others, ngettext("%(n)s answer by others", "%(n)s answers by others", others))


def _on_claim(mark: Mark, of: int, by: AbstractBaseUser) -> Iterator[News]:
    yield _suggestions(mark, Q(claim=of))
    yield _alarms(mark, Q(claim=of))
    touched = ActRow.objects.filter(model=label(Claim), row=of, act__gt=mark.act)
    yield _acts(mark, by, Q(pk__in=touched.order_by().values("act")))


def _on_article(mark: Mark, of: int, by: AbstractBaseUser) -> Iterator[News]:
    yield _suggestions(mark, Q(statement__article=of))
    said = Statement.objects.filter(article=of).order_by().values("pk")
    its = Q(model=label(Article), row=of) | Q(model=label(Statement), row__in=said)
    touched = ActRow.objects.filter(its, act__gt=mark.act)
    yield _acts(mark, by, Q(pk__in=touched.order_by().values("act")))


PAGES: dict[str, Callable[[Mark, int, AbstractBaseUser], Iterator[News]]] = {
    "desk": _on_desk,
    "claims": _on_board,
    "review": _on_review,
    "claim": _on_claim,
    "article": _on_article,
}
"""The pages that tell, by the names of their addresses."""
