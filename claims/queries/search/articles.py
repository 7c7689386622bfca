"""Articles with the words that are asked for, in their title or their text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, F, When
from django.db.models.functions import Left, Length, Substr

from claims.queries.search.passages import parts, whole
from sources.models import HEARD_AT, Article

if TYPE_CHECKING:
    from collections.abc import Sequence

READ_CHARACTERS = 20_000
"""Characters of a text that passages are taken from."""
OPENING_CHARACTERS = 100
# Many a pasted text begins with its title, which stands above the passage already.
BEHIND_ITS_TITLE = Case(When(text__startswith=F("title"), then=Length("title") + 1), default=1)


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
