"""One page: what is the article in it, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from sources.one_line import one_line
from sources.page.moment import published
from sources.page.passages import passages

if TYPE_CHECKING:
    from datetime import datetime

    from sources.page.passages import Passage

# What is put behind an address to tell where its readers come from; the article is the same without.
TRACKING = (
    "utm_",
    "fbclid",
    "gclid",
    "mc_cid",
    "mc_eid",
    "igshid",
    "ocid",
    "cmpid",
    "at_medium",
    "at_campaign",
)
DAY = {"original_date": True, "extensive_search": False}
"""The day it was first published, and none that is only guessed from a number somewhere on the page."""
FEWEST_LETTERS = 80
"""Letters of an article; what has fewer is a page that asks for a log-in, or for a script."""
MOST_OF_IT = 0.6


class NoArticle(Exception):
    """The page came, and no article is in it; the message says so in words for whoever asked for it."""


@dataclass(frozen=True)
class PageRead:
    """What a page holds. Empty strings and None where it does not say."""

    passages: list[Passage]
    title: str = ""
    byline: str = ""
    published_at: datetime | None = None
    has_time: bool = False
    outlet: str = ""
    canonical: str = ""


def read_page(html: str, *, url: str, fewest_letters: int = FEWEST_LETTERS) -> PageRead:
    """The article of a page that came from ``url``, or from a file, without one. Raises NoArticle."""
    import trafilatura  # a second, and only workers read pages
    from lxml import html as lxml_html

    try:
        tree = lxml_html.document_fromstring(html.encode("utf-8", "replace"), parser=_parser())
        found = trafilatura.bare_extraction(
            html,
            url=url or None,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(DAY),
        )
    except Exception:  # noqa: BLE001 - whatever a page does to its reader, no word of it goes into an error
        raise NoArticle(NOTHING) from None
    text = getattr(found, "text", None) or ""
    if found is None or isinstance(found, dict) or sum(c.isalpha() for c in text) < fewest_letters:
        raise NoArticle(NOTHING)
    moment, has_time = published(tree, found.date)
    return PageRead(
        passages=_passages(tree, text),
        title=one_line(found.title, 500),
        byline=one_line((found.author or "").replace(";", ","), 300),
        published_at=moment,
        has_time=has_time,
        outlet=one_line(found.sitename, 300),
        canonical=_canonical(found.url, url),
    )


def gettext_noop(words: str) -> str:
    """Words for a person: by this name makemessages finds them, as Django's."""
    return words


NOTHING = gettext_noop(
    "The page came, but no article was found on it. It may need a log-in or a script to show its text. "
    "Open it in your browser and paste the text instead."
)


def _parser() -> Any:
    from lxml import html as lxml_html

    return lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def _passages(tree: Any, text: str) -> list[Passage]:
    """The page's passages; the article's lines alone where they cannot be found again in the page."""
    lines = [line.removeprefix("- ").strip() for line in text.split("\n")]
    found = passages(tree, lines)
    kept = sum(len(words) for words, is_kept in found if is_kept)
    if kept < MOST_OF_IT * len(text):
        return [(line, True) for line in lines if line]
    return found


def _canonical(said: str | None, url: str) -> str:
    """The address that the page gives as its own, where that is on the same host; else the one it came from. Of a file,
    whatever it gives.
    """
    if not url:
        return said[:2000] if said and urlsplit(said).scheme in ("http", "https") else ""
    if said and said != url and _host(said) == _host(url) and urlsplit(said).scheme in ("http", "https"):
        return said[:2000]
    parts = urlsplit(url)
    query = [
        pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not pair[0].startswith(TRACKING)
    ]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(query), ""))


def _host(address: str) -> str:
    """The host and port of an address, without "www."; empty where there is none."""
    try:
        parts = urlsplit(address)
        return f"{(parts.hostname or '').removeprefix('www.')}:{parts.port or ''}"
    except ValueError:
        return ""
