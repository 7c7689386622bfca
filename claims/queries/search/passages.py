"""What was found, with the words that were asked for marked. Only ever for the few rows that are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchHeadline
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from sources.models import Written

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

BEGIN, END, CUT = "\x02", "\x03", " … "
MARKED = re.compile(f"{BEGIN}([^{BEGIN}{END}]*){END}")
LONGEST_SAID = 320
"""Characters of a text that are shown where nothing is asked for."""


def whole(text: str | Combinable, query: str) -> SearchHeadline:
    """All of a short text."""
    return SearchHeadline(
        text, Written(query), config="english", start_sel=BEGIN, stop_sel=END, highlight_all=True
    )


def parts(text: str | Combinable, query: str) -> SearchHeadline:
    """The passages of a longer text that have the words."""
    return SearchHeadline(
        text,
        Written(query),
        config="english",
        start_sel=BEGIN,
        stop_sel=END,
        max_fragments=2,
        max_words=32,
        min_words=12,
        fragment_delimiter=CUT,
    )


def shown(headline: str) -> SafeString:
    """A headline as HTML: everything escaped, the words in ``<mark>``."""
    marked = MARKED.sub(r"<mark>\1</mark>", str(escape(headline)))
    return mark_safe(marked.replace(BEGIN, "").replace(END, ""))  # noqa: S308 - escaped above


def cut(text: str) -> SafeString:
    """The beginning of a text as HTML."""
    short = text if len(text) <= LONGEST_SAID else f"{text[: LONGEST_SAID - 1].rstrip()}…"
    return SafeString(escape(short))
