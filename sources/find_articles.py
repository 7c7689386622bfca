"""Articles with some words, in their title or their text, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from sources.gather import TIMELESS, Found, fits, gather, newest_of, with_rank
from sources.models import Article, ArticleWords

if TYPE_CHECKING:
    from django.contrib.postgres.search import SearchQuery
    from django.db.models import QuerySet

    from sources.gather import Moment

NEAR, MOST = 800, 300
"""Articles that are looked through first; and that are ranked at most: their words are long to read."""
TITLE_FIRST = (0.4, 0.4, 0.4, 1.0)
"""Weights of words of the text (D) and of the title (A)."""


def find_articles(
    query: str | SearchQuery,
    *,
    among: QuerySet[Article] | None = None,
    after: Moment | None = None,
    enough: int = 0,
    few: int = 0,
    best: int = 0,
) -> Found:
    """The articles that fit, ``among`` these or all, those that came last first, from behind ``after``. ``enough``: where more
    do not matter; then they are not ranked.
    """
    rows = ArticleWords.objects.filter(pk__lt=after.pk) if after else ArticleWords.objects.all()
    edge = after.pk - NEAR if after else newest_of(Article, NEAR)
    if among is not None:
        listed = among.filter(pk__lt=after.pk) if after else among
        edge = next(iter(listed.order_by("-pk").values_list("pk", flat=True)[NEAR : NEAR + 1]), 0)
        rows = rows.filter(article__in=among.order_by().values("pk"))
    near = rows.filter(fits(query, by_index=False), pk__gt=edge).order_by("-pk")
    far = rows.filter(fits(query)).order_by((F("pk") + 0).desc())
    told = with_rank(ArticleWords, "" if enough else query, TIMELESS, weights=TITLE_FIRST)
    return gather(
        near.values_list("pk", flat=True),
        far.values_list("pk", flat=True),
        told,
        enough=enough,
        most=MOST,
        few=few,
        best=best,
    )


def any_has(query: SearchQuery) -> bool:
    """Whether any article at all has the words."""
    # In an order that no index has: the index of words is to answer, and not a look at one article after the other.
    return bool(ArticleWords.objects.filter(fits(query)).order_by((F("pk") + 0).desc()).values("pk")[:1])
