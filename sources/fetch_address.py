"""An address that somebody brought is fetched and read, for a person to look at, or to be kept at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from entities.refused import Refused
from sources import work
from sources.bring import ring_for_fetch
from sources.fetching import Answer, FetchFailed, host_of
from sources.ingest import AlreadyHere
from sources.keep_fetch import keep
from sources.models import Fetch, FetchedPage, FetchStage
from sources.outlets import outlet_at
from sources.page import NoArticle, PageRead, read_page, text_of
from sources.polite import ask

if TYPE_CHECKING:
    from collections.abc import Callable

PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")
NOT_A_PAGE = (
    "There is a file at this address, not a page. Download it and add it as a file, or paste its text."
)


def fetch_address(fetch_id: int, *, by: str) -> bool:
    """Fetches and reads one address. ``by`` names the attempt; True where it was done and kept."""

    def do(fetch: Fetch) -> Callable[[], dict[str, Any]]:
        answer = ask(fetch.url)
        found = read_answer(answer)
        return lambda: _write(fetch, answer, found)

    return work.run(Fetch, fetch_id, where=Q(stage=FetchStage.ASKED), by=by, work=do, ring=ring_for_fetch)


def read_answer(answer: Answer) -> PageRead:
    """The article of what came. Raises FetchFailed where it is no page, or no article is on it."""
    if answer.content_type not in PAGES:
        raise FetchFailed(NOT_A_PAGE)
    try:
        return read_page(text_of(answer.body, answer.charset), url=answer.url)
    except NoArticle as none:
        raise FetchFailed(str(none)) from None


def page_of(answer: Answer) -> FetchedPage:
    """What came, as it is kept; not yet stored."""
    return FetchedPage.of(
        url=answer.url[:2000], body=answer.body, content_type=answer.content_type, charset=answer.charset
    )


def _write(fetch: Fetch, answer: Answer, found: PageRead) -> dict[str, Any]:
    """What was found goes onto the row; where somebody has seen to it before, it becomes an article."""
    page = page_of(answer)
    page.save()
    outlet = fetch.outlet or outlet_at(answer.url)
    moment = found.published_at
    columns = {
        "page": page,
        "canonical": found.canonical[:2000],
        "title": found.title,
        "byline": found.byline,
        "outlet_name": outlet.entity.shown.name if outlet else found.outlet or host_of(answer.url),
        "published_at": timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment,
        "has_time": found.has_time,
        "blocks": [[words, is_kept] for words, is_kept in found.passages],
    }
    for name, value in columns.items():
        setattr(fetch, name, value)
    return columns | (_kept_at_once(fetch) if fetch.at_once else {"stage": FetchStage.FOUND})


def _kept_at_once(fetch: Fetch) -> dict[str, Any]:
    """Kept as it was found; where that cannot be, a person is asked."""
    try:
        with transaction.atomic():
            return {"stage": FetchStage.KEPT, "article": keep(fetch, by=fetch.asked_by), "blocks": []}
    except AlreadyHere as already:
        return {"stage": FetchStage.KEPT, "article": already.article, "blocks": []}
    except Refused:
        return {"stage": FetchStage.FOUND}
