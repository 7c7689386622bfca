"""A feed as it comes, read: RSS and Atom as they are found in the wild, JSON Feed, and lists of feeds in OPML. Pure."""

from __future__ import annotations

import calendar
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from dateutil import parser as dates

from matching.phrase import gettext_noop
from sources.fetching import FetchFailed
from sources.one_line import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_ITEMS = 200
MOST_FEEDS = 500
YEARS = range(1800, 3000)
EASTWARD = {
    "BST": 1,
    "WEST": 1,
    "CET": 1,
    "MEZ": 1,
    "CEST": 2,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "JST": 9,
}
"""Hours by which zones are ahead of UTC that feedparser does not know by name; it knows America's."""
NO_FEED = gettext_noop("What came is no feed: neither RSS nor Atom nor JSON Feed.")
NO_LIST = gettext_noop("This is no list of feeds (OPML).")


@dataclass(frozen=True)
class Item:
    """One thing that a feed names. ``key`` is the feed's own name of it."""

    key: str
    url: str
    title: str = ""
    summary: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True)
class FeedRead:
    """What a feed calls itself, and its items that have an address, as they come."""

    title: str
    items: tuple[Item, ...]


def read_feed(body: bytes, *, url: str, content_type: str = "") -> FeedRead:
    """A feed that came from ``url``. Raises FetchFailed for what is none; a feed that is broken further down gives what
    stands before that.
    """
    if "json" in content_type or body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        return _json(body, url)
    import feedparser

    # As a file: a text would be taken for an address, and fetched.
    try:
        found = feedparser.parse(
            io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False, response_headers={}
        )
    except Exception:  # noqa: BLE001 - whatever a feed does to its reader, no word of it goes into an error
        raise FetchFailed(NO_FEED) from None
    if not found.get("version") and not found.entries:
        raise FetchFailed(NO_FEED)
    rows = [_item(entry, url) for entry in found.entries[:MOST_ITEMS]]
    return FeedRead(one_line(found.feed.get("title"), 300), _with_addresses(rows))


def read_opml(body: bytes) -> list[tuple[str, str]]:
    """The feeds of a list, as (title, address). Raises FetchFailed for what is none."""
    from lxml import etree

    try:
        tree = etree.fromstring(
            body, etree.XMLParser(resolve_entities=False, no_network=True, recover=True, load_dtd=False)
        )
        outlines = tree.xpath("//outline[@xmlUrl]")
    except (etree.LxmlError, ValueError, AttributeError):
        raise FetchFailed(NO_LIST) from None
    if tree.tag != "opml":
        raise FetchFailed(NO_LIST)
    found = {
        each.get("xmlUrl").strip(): one_line(each.get("title") or each.get("text"), 300) for each in outlines
    }
    return [(title, url) for url, title in list(found.items())[:MOST_FEEDS]]


def wants(item: Item, *, include: Iterable[str], exclude: Iterable[str]) -> bool:
    """Whether an item passes a feed's words: one of the first where there are any, and none of the others. Words match at
    the beginning of words: "missile" finds "missiles".
    """
    words = f" {' '.join(_plain(f'{item.title} {item.summary}').split())}"
    asked, barred = [f" {_plain(w)}" for w in include], [f" {_plain(w)}" for w in exclude]
    return (not asked or any(w in words for w in asked)) and not any(w in words for w in barred)


def _plain(words: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def _json(body: bytes, url: str) -> FeedRead:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        raise FetchFailed(NO_FEED) from None
    if not isinstance(data, dict) or not isinstance(data.get("items"), list):
        raise FetchFailed(NO_FEED)
    rows = [_json_item(row, url) for row in data["items"][:MOST_ITEMS] if isinstance(row, dict)]
    return FeedRead(one_line(data.get("title"), 300), _with_addresses(rows))


def _json_item(row: dict[str, Any], url: str) -> Item:
    address = _address(row.get("url") or row.get("external_url"), url)
    return Item(
        key=one_line(row.get("id"), 500) or address[:500],
        url=address,
        title=one_line(row.get("title"), 500),
        summary=_text(row.get("summary") or row.get("content_text") or row.get("content_html")),
        published_at=_moment(row.get("date_published")),
    )


def _item(entry: Any, url: str) -> Item:
    address = _address(entry.get("link"), url)
    said = next((name for name in ("published", "updated") if entry.get(f"{name}_parsed")), "published")
    return Item(
        key=one_line(entry.get("id"), 500) or address[:500],
        url=address,
        title=_text(entry.get("title"), 500),
        summary=_text(entry.get("summary")),
        published_at=_in_its_zone(_from_parts(entry.get(f"{said}_parsed")), entry.get(said)),
    )


def _with_addresses(rows: Iterable[Item]) -> tuple[Item, ...]:
    """Those that can be fetched, each once: as the feed names it first, where it names it again."""
    first: dict[str, Item] = {}
    for row in rows:
        if row.url and row.key:
            first.setdefault(row.key, row)
    return tuple(first.values())


def _address(said: Any, url: str) -> str:
    try:
        joined = urljoin(url, said.strip()) if isinstance(said, str) and said.strip() else ""
        joined.encode()
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) and len(joined) <= 2000 else ""  # noqa: PLR2004 - the column's length


def _moment(said: Any) -> datetime | None:
    try:
        moment = dates.isoparse(said)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC) if moment.year in YEARS else None
    except (ValueError, TypeError, OverflowError):
        return None


def _in_its_zone(moment: datetime | None, said: Any) -> datetime | None:
    """The moment, put right where it was written in a zone that feedparser takes for none."""
    name = said.split()[-1].upper() if isinstance(said, str) and said.split() else ""
    return moment - timedelta(hours=EASTWARD.get(name, 0)) if moment else None


def _from_parts(parts: Any) -> datetime | None:
    try:
        moment = datetime.fromtimestamp(calendar.timegm(parts), UTC)
    except (ValueError, TypeError, OverflowError, OSError):
        return None
    return moment if moment.year in YEARS else None


def _text(said: Any, most: int = 600) -> str:
    """The words of a piece of HTML."""
    if not isinstance(said, str) or ("<" not in said and "&" not in said):
        return one_line(said, most)
    from lxml import etree, html

    try:
        words = html.fromstring(f"<div>{said[:20_000]}</div>").text_content()
    except (etree.LxmlError, ValueError):
        return ""
    return one_line(words, most)
