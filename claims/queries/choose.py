"""Claims to choose from for a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db.models import Prefetch, Q, QuerySet

from claims.models import LinkState
from claims.queries.board import claims_listed
from sources.models import Relay, Statement

if TYPE_CHECKING:
    from claims.models import Claim, Link

OFFERED = 20


def statement_shown() -> QuerySet[Statement]:
    """Statements with what they are shown with, without their articles' texts."""
    relays = Prefetch("relays", queryset=Relay.objects.select_related("entity__canonical"))
    rows = Statement.objects.with_speakers().select_related("article__outlet__entity__canonical")
    return rows.defer("article__text", "search").prefetch_related(relays)


def claims_to_choose(*, words: str, first: int | None) -> list[Claim]:
    """Claims with these words, or the last changed ones where there are none; the asked for one leads."""
    rows = claims_listed().order_by("-changed_at", "-pk")
    if words.strip():
        query = SearchQuery(words, config="english", search_type="websearch")
        rows = rows.filter(Q(search=query) | Q(text__icontains=words))
    if first is None:
        return list(rows[:OFFERED])
    return [*claims_listed().filter(pk=first), *rows.exclude(pk=first)[:OFFERED]]


def links_of(statement: Statement) -> list[Link]:
    """What the desk has made of this statement so far."""
    rows = statement.links.exclude(state=LinkState.WITHDRAWN)
    rows = rows.select_related("claim", "decided_by").defer("claim__search")
    return list(rows.order_by("-probability", "pk")[:OFFERED])
