"""The part of add_articles that takes addresses and feeds; what a row of a result says is in ``add_articles``."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from entities.refused import Refused
from sources.address import address_key
from sources.bring import bring_address
from sources.feed_words import read_feed
from sources.fetch_address import read_answer
from sources.fetching import FetchFailed, host_of
from sources.ingest import AlreadyHere
from sources.keep_fetch import text_with
from sources.models import Article, Fetch, FetchStage
from sources.outlets import find_or_make_outlet, outlet_at
from sources.polite import ask, robots_allow
from sources.poll import ACCEPT, FORBIDDEN_BY_ROBOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.contrib.auth.models import User

    from sources.feed_words import FeedRead

POLL_SECONDS = 0.2
Result = dict[str, Any]


def is_address(source: str) -> bool:
    """Whether this is an address, and not a file."""
    return source.startswith(("http://", "https://"))


def addresses_of(feeds: Iterable[str]) -> Iterator[tuple[str, Result | None]]:
    """The addresses that feeds have now; for a feed that cannot be asked its result with why."""
    for feed in feeds:
        try:
            found = _asked(feed)
        except FetchFailed as failed:
            yield feed, _result(feed, error=str(failed))
            continue
        for item in found.items:
            yield item.url, None


def _asked(feed: str) -> FeedRead:
    if not robots_allow(feed):
        raise FetchFailed(FORBIDDEN_BY_ROBOTS)
    answer = ask(feed, accept=ACCEPT)
    return read_feed(answer.body, url=answer.url, content_type=answer.content_type)


def bring(url: str, *, by: User, outlet: str) -> Result:
    """Has an address fetched and kept; ``fetch`` is its row."""
    result = _result(url)
    try:
        publisher = find_or_make_outlet(name=outlet, by=by) if outlet else None
        result["fetch"] = bring_address(url=url, by=by, outlet=publisher, at_once=True).pk
    except AlreadyHere as here:
        result |= {"article": here.article.pk, "error": here.message}
    except Refused as refused:
        result["error"] = refused.message
    return result


def look_only(url: str, *, outlet: str) -> Result:
    """Fetches an address and says what would be added; nothing is stored."""
    here = Article.objects.filter(url_key=address_key(url)).order_by("-revision").first()
    if here is not None:
        return _result(url, article=here.pk, error=f"The desk has this article already: “{here}”.")
    try:
        answer = ask(url)
        found = read_answer(answer)
    except FetchFailed as failed:
        return _result(url, error=str(failed))
    known = outlet_at(answer.url)
    day = found.published_at.date().isoformat() if found.published_at else None
    return _result(url) | {
        "title": found.title,
        "outlet": outlet or (known.entity.shown.name if known else found.outlet or host_of(answer.url)),
        "published": day,
        "characters": len(text_with(list(found.passages))),
    }


def wait_for_fetches(results: Iterable[Result], *, seconds: float) -> None:
    """Until each address is an article or has failed, or the time is up; puts what came of it into its result."""
    waiting = {result["fetch"]: result for result in results if result.get("fetch")}
    until = time.monotonic() + seconds
    while waiting:
        for row in Fetch.objects.filter(pk__in=waiting).defer("blocks"):
            if row.set_aside_at or row.stage != FetchStage.ASKED:
                waiting.pop(row.pk)["article"] = row.article_id
                _say(row, results)
        if not waiting or time.monotonic() > until:
            break
        time.sleep(POLL_SECONDS)
    for result in waiting.values():
        result["error"] = f"Not fetched by {timezone.localtime():%H:%M:%S}, when the time was up."


def _say(row: Fetch, results: Iterable[Result]) -> None:
    words = row.error if row.set_aside_at else ""
    if row.stage == FetchStage.FOUND:
        words = "Fetched; it waits for somebody to look at it."
    for result in results:
        if result.get("fetch") == row.pk and words:
            result["error"] = words


def _result(source: str, *, article: int | None = None, error: str = "") -> Result:
    return {"file": source, "article": article, "error": error}
