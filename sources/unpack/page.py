"""The story of a saved web page, and what the page says of it (trafilatura)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from trafilatura import bare_extraction

from sources.unpack.found import Found, Unreadable

if TYPE_CHECKING:
    from trafilatura.settings import Document

BLANK_LINES = re.compile(r"\n{2,}")
DAY_PARAMETERS = {"original_date": True, "extensive_search": False}
"""The day it was first published, and none that is only guessed from a number somewhere on the page."""


def unpack(data: bytes | str, *, url: str = "") -> Found:
    """The main text, paragraphs apart, with title, byline, day, outlet and canonical address where the page has them.

    Raises Unreadable for a page without a main text.
    """
    found = bare_extraction(
        data,
        url=url or None,
        include_comments=False,
        include_tables=False,
        favor_recall=True,
        with_metadata=True,
        date_extraction_params=dict(DAY_PARAMETERS),
    )
    text = (getattr(found, "text", None) or "").strip()
    if found is None or isinstance(found, dict) or not text:
        raise Unreadable("No story was found on this page. Copy its words, and paste them.")
    return _found(found, BLANK_LINES.sub("\n", text).replace("\n", "\n\n"))


def _found(page: Document, text: str) -> Found:
    address = str(page.url or "")
    return Found(
        text=text,
        title=_line(page.title),
        byline=_line(page.author).replace("; ", ", "),
        outlet=_line(page.sitename),
        url=address if address.startswith(("http://", "https://")) else "",
        published=_line(page.date),
    )


def _line(value: object) -> str:
    return " ".join(str(value).split()) if value else ""
