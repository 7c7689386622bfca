"""When a page says that it was published."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from dateutil import parser

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

YEARS = range(1800, 3000)
DAY = re.compile(r"\d{4}-\d\d?-\d\d?")
META = (
    "//meta[@property='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='dc.date' or @name='DC.date.issued']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//article//time[@datetime]/@datetime",
)
MOST_SCRIPTS = 20
DEEPEST = 6


def published(tree: Any, guessed: str | None) -> tuple[datetime | None, bool]:
    """The moment, and whether it has a time of day; ``guessed`` is a day found otherwise, taken where the page names none.
    A moment without a time zone is naive.
    """
    for written in (*_said(tree), guessed or ""):
        moment = _parsed(written)
        if moment is not None:
            return moment, not DAY.fullmatch(written.strip())
    return None, False


def _said(tree: Any) -> Iterator[str]:
    for path in META[:2]:
        yield from map(str, tree.xpath(path)[:1])
    for script in tree.xpath("//script[@type='application/ld+json']/text()")[:MOST_SCRIPTS]:
        try:
            yield from _dates(json.loads(str(script)), DEEPEST)
        except (ValueError, RecursionError):
            continue
    for path in META[2:]:
        yield from map(str, tree.xpath(path)[:1])


def _dates(data: Any, depth: int) -> Iterator[str]:
    """Every "datePublished" in JSON-LD, wherever it stands."""
    if depth == 0:
        return
    if isinstance(data, dict):
        said = data.get("datePublished")
        if isinstance(said, str):
            yield said
        for each in data.values():
            yield from _dates(each, depth - 1)
    elif isinstance(data, list):
        for each in data[:50]:
            yield from _dates(each, depth - 1)


def _parsed(written: str) -> datetime | None:
    try:
        moment = parser.isoparse(written.strip()[:40])
        moment.utcoffset()
    except (ValueError, OverflowError):
        return None
    return moment if moment.year in YEARS else None
