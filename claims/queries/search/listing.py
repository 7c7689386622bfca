"""One kind at a time, page by page: the best first, or the newest first. The next page begins behind the last row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from claims.queries.search.articles import articles_found
from claims.queries.search.claims import claims_found, find_claims
from claims.queries.search.people import find_people
from claims.queries.search.statements import find_statements, statements_found
from claims.queries.search.together import Kind
from entities.written import id_in
from sources.find_articles import find_articles
from sources.gather import NOTHING, Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.queries.search.asked import Asked
    from claims.queries.search.statements import Sought
    from sources.gather import Found, Hit

PAGE_ROWS = 20


@dataclass(frozen=True, slots=True)
class Listing:
    """Some rows of one kind; ``next``: what the following page is asked for with, empty on the last."""

    rows: Sequence[Any]
    count: str = ""
    next: str = ""


def list_kind(kind: Kind, asked: Asked, sought: Sought, *, newest: bool = False, after: str = "") -> Listing:
    """A page of one kind. A place ``after`` that makes no sense gives the first."""
    if kind == Kind.PEOPLE:
        people = find_people(asked.text)
        return Listing(people, str(len(people)))
    place = read_place(after)
    if newest:
        found = _find(kind, asked, sought, after=place, enough=PAGE_ROWS)
        hits = list(found.hits)
        following = "" if found.whole or not hits else write_place(hits[-1].place)
        return Listing(_rows(kind, hits, asked.query), next=following)
    found = _find(kind, asked, sought)
    hits = found.best
    at = next((n for n, hit in enumerate(hits, start=1) if place and hit.pk == place.pk), 0)
    page = hits[at : at + PAGE_ROWS]
    following = str(page[-1].pk) if page and at + PAGE_ROWS < len(hits) else ""
    return Listing(_rows(kind, page, asked.query), found.count, following)


def write_place(place: Moment) -> str:
    """A place in the order of the newest, for an address."""
    return f"{place.heard.isoformat()},{place.pk}" if place.heard else str(place.pk)


def read_place(text: str) -> Moment | None:
    """A place as an address has it; None for what is not one."""
    moment, _, pk = text.rpartition(",")
    number = id_in(pk)
    if number is None:
        return None
    try:
        heard = datetime.fromisoformat(moment) if moment else None
        if heard:
            heard = None if timezone.is_naive(heard) else heard.astimezone(timezone.get_default_timezone())
    except (ValueError, OverflowError):
        return None
    return Moment(number, heard) if heard or not moment else None


def _find(kind: Kind, asked: Asked, sought: Sought, *, after: Moment | None = None, enough: int = 0) -> Found:
    if kind == Kind.STATEMENTS:
        timeless = after is not None and after.heard is None
        return find_statements(sought, after=None if timeless else after, enough=enough)
    if not asked.query:
        return NOTHING
    if kind == Kind.CLAIMS:
        return find_claims(asked.spoken, after=after, enough=enough)
    return find_articles(asked.query, after=after, enough=enough)


def _rows(kind: Kind, hits: Sequence[Hit], query: str) -> Sequence[Any]:
    ids = [hit.pk for hit in hits]
    if kind == Kind.STATEMENTS:
        return statements_found(ids, query)
    return claims_found(ids, query) if kind == Kind.CLAIMS else articles_found(ids, query)
