"""What the review is narrowed to, carried along by its forms and links."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from claims.queries.evidence import waiting_links
from claims.review_filter import ReviewFilter
from entities.written import id_in, without_nul

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from claims.models import Link
    from entities.requests import DeskRequest

LONGEST = 2_000


class Within:
    """What a query asks for: ``claim`` by id, and the filters; ``query`` is both again, without anything else."""

    def __init__(self, asked: QueryDict) -> None:
        self.claim = id_in(asked.get("claim", ""))
        self.filter = ReviewFilter(asked, queryset=waiting_links())
        self.query = urlencode(self.chosen)

    @property
    def chosen(self) -> dict[str, object]:
        """What is asked for, by name."""
        found: dict[str, object] = {} if self.claim is None else {"claim": self.claim}
        return {**found, **self.filter.chosen}

    def address(self, **query: object) -> str:
        """The review's address, narrowed likewise."""
        return f"{reverse('review')}?{urlencode({**self.chosen, **query})}"

    def rows(self) -> QuerySet[Link]:
        """The suggestions that wait, narrowed."""
        found: QuerySet[Link] = self.filter.qs
        return found if self.claim is None else found.filter(claim=self.claim)


def sent_within(request: DeskRequest) -> Within:
    """What the page was narrowed to that a form stood on."""
    return Within(QueryDict(without_nul(request.POST.get("within", "")[:LONGEST])))


def review_address(request: DeskRequest, **query: object) -> str:
    """The review's address, narrowed as the page was that the form stood on."""
    return sent_within(request).address(**query)
