"""The queue of suggestions: one at a time, strongest first, walked by key."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from claims.models import NothingElse
from claims.queries.evidence import waiting_links
from sources.models import Relay

if TYPE_CHECKING:
    from claims.models import Link
    from sources.models import Statement

LARGEST_ID = 2**63


@dataclass(frozen=True)
class Place:
    """Where a suggestion stands in the queue: by strength, then by id. One made by hand has no strength, and leads."""

    probability: float | None
    pk: int

    @classmethod
    def of(cls, link: Link) -> Place:
        """The place of a suggestion."""
        return cls(link.probability, link.pk)

    @classmethod
    def read(cls, text: str) -> Place | None:
        """A place as an address has it; None for what is not one."""
        strength, _, pk = text.partition(",")
        try:
            place = cls(None if strength == "none" else float(strength), int(pk))
        except ValueError:
            return None
        sound = place.probability is None or math.isfinite(place.probability)
        return place if sound and 0 <= place.pk < LARGEST_ID else None

    def __str__(self) -> str:
        return f"{'none' if self.probability is None else repr(self.probability)},{self.pk}"

    def behind(self) -> Q:
        """Suggestions after this one."""
        if self.probability is None:
            return Q(probability=None, pk__gt=self.pk) | Q(probability__isnull=False)
        return Q(probability__lt=self.probability) | Q(probability=self.probability, pk__gt=self.pk)

    def ahead(self) -> Q:
        """Suggestions before this one."""
        if self.probability is None:
            return Q(probability=None, pk__lt=self.pk)
        stronger = Q(probability=None) | Q(probability__gt=self.probability)
        return stronger | Q(probability=self.probability, pk__lt=self.pk)


@dataclass(frozen=True)
class Step:
    """One suggestion of the queue with its number, and the one before it."""

    link: Link
    number: int
    total: int
    previous: Place | None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place.of(self.link)


class Queue:
    """The suggestions that wait, of every claim or of one."""

    def __init__(self, claim_id: int | None = None) -> None:
        self.rows: QuerySet[Link] = waiting_links()
        if claim_id is not None:
            self.rows = self.rows.filter(claim=claim_id)

    def count(self) -> int:
        """How many wait."""
        return self.rows.count()

    def step(self, *, link_id: int | None = None, after: Place | None = None) -> Step | None:
        """The suggestion asked for by id, else the first behind ``after``, else the first of all; None for none."""
        rows = self.rows.filter(pk=link_id) if link_id is not None else self.rows
        if after is not None:
            rows = rows.filter(after.behind())
        link = _shown(rows).order_by("-probability", "pk").first()
        if link is None:
            return None
        ahead = self.rows.filter(Place.of(link).ahead())
        before = ahead.order_by("probability", "-pk").only("probability").first()
        return Step(link, ahead.count() + 1, self.count(), Place.of(before) if before else None)


def mark_of(statement: Statement) -> NothingElse | None:
    """That an editor said no other claim fits; None where nobody did."""
    return NothingElse.objects.filter(statement=statement, standing=True).select_related("by").first()


def _shown(rows: QuerySet[Link]) -> QuerySet[Link]:
    """With everything that the page shows of a suggestion, the article's text among it."""
    relays = Prefetch("statement__relays", queryset=Relay.objects.select_related("entity__canonical"))
    return (
        rows.select_related(
            "claim__topic", "statement__speaker__canonical", "statement__article__outlet__entity__canonical"
        )
        .defer("claim__search", "statement__search")
        .prefetch_related(relays)
    )
