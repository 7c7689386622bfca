"""The story of a saved web page, and what the page says of it: read as a page is that was fetched (sources/page)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sources.page import NoArticle, read_page, text_of
from sources.unpack.found import Found, Unreadable, gettext_noop

if TYPE_CHECKING:
    from sources.page import PageRead


def unpack(data: bytes | str) -> Found:
    """The main text, paragraphs apart, with title, byline, day, outlet and canonical address where the page has them.

    Raises Unreadable for a page without a main text. However short it is: somebody chose this very file.
    """
    try:
        page = read_page(data if isinstance(data, str) else text_of(data), url="", fewest_letters=1)
    except NoArticle:
        raise Unreadable(
            gettext_noop("No story was found on this page. Copy its words, and paste them.")
        ) from None
    return Found(
        text="\n\n".join(words for words, is_kept in page.passages if is_kept),
        title=page.title,
        byline=page.byline,
        outlet=page.outlet,
        url=page.canonical,
        published=_published(page),
    )


def _published(page: PageRead) -> str:
    """A moment only where its zone is known."""
    if page.published_at is None:
        return ""
    is_sure = page.has_time and page.published_at.tzinfo is not None
    return page.published_at.isoformat() if is_sure else page.published_at.date().isoformat()
