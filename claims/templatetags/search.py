"""What was found, as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import escape

from claims.queries.search.passages import cut, shown

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from claims.models import Claim
    from sources.models import Article, Statement

register = template.Library()


@register.filter
def found_title(row: Claim | Article) -> SafeString:
    """A claim's text or an article's title with the words marked; of an article without one its first words."""
    if row.headline:  # type: ignore[union-attr]
        return shown(row.headline)  # type: ignore[union-attr]
    return escape(f"“{row.opening.strip()}…”")  # type: ignore[union-attr]


@register.filter
def found_passage(row: Article | Statement) -> SafeString:
    """The words of a statement or an article, those that were asked for marked."""
    found: Any = getattr(row, "passage", None)
    return shown(found) if found is not None else cut(row.content)  # type: ignore[union-attr]
