"""Articles with the words that are asked for, in their title or their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, F, When
from django.db.models.functions import Left, Length, Substr

from claims.queries.search.gather import TIMELESS, Found, fits, gather, with_rank
from claims.queries.search.passages import parts, whole
from sources.models import HEARD_AT, Article, ArticleWords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.queries.search.gather import Moment

NEAR, MOST = 800, 300
"""Articles that are looked through first; and that are ranked at most: their words are long to read."""
TITLE_FIRST = (0.4, 0.4, 0.4, 1.0)
"""Weights of words of the text (D) and of the title (A)."""
READ_CHARACTERS = 20_000
"""Characters of a text that passages are taken from."""
OPENING_CHARACTERS = 100
# Many a pasted text begins with its title, which stands above the passage already.
BEHIND_ITS_TITLE = Case(When(text__startswith=F("title"), then=Length("title") + 1), default=1)


def find_articles(query: str, *, after: Moment | None = None, enough: int = 0, few: int = 0) -> Found:
    """The articles that fit, those that came last first, from behind ``after``; ``enough``: where more do not matter."""
    rows = ArticleWords.objects.filter(pk__lt=after.pk) if after else ArticleWords.objects.all()
    edge = next(iter(rows.order_by("-pk").values_list("pk", flat=True)[NEAR : NEAR + 1]), 0)
    near = rows.filter(fits(query, by_index=False), pk__gt=edge).order_by("-pk")
    far = rows.filter(fits(query)).order_by((F("pk") + 0).desc())
    told = with_rank(ArticleWords, query, TIMELESS, weights=TITLE_FIRST)
    return gather(
        near.values_list("pk", flat=True),
        far.values_list("pk", flat=True),
        told,
        enough=enough,
        most=MOST,
        few=few,
    )


def articles_found(ids: Sequence[int], query: str) -> list[Article]:
    """The articles as results, in their order, with ``headline``, ``passage``, ``opening`` and ``heard``. One query."""
    rows = Article.objects.filter(pk__in=ids).select_related("outlet__entity__canonical").defer("text", "cut")
    told = rows.annotate(
        headline=whole("title", query),
        passage=parts(Substr("text", BEHIND_ITS_TITLE, READ_CHARACTERS), query),
        opening=Left("text", OPENING_CHARACTERS),
        heard=HEARD_AT,
    )
    found = told.in_bulk()
    return [found[pk] for pk in ids if pk in found]
