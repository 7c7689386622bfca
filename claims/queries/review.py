"""The queue of suggestions: one at a time, strongest first, walked by key."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from claims.models import InHand, NothingElse
from claims.queries.evidence import waiting_links
from entities.written import id_in
from sources.models import Relay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AbstractBaseUser

    from claims.models import Link
    from sources.models import Statement

COUNTED = 500
"""So many suggestions are counted; that there are more is all that is said beyond."""


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
            probability = None if strength == "none" else float(strength)
        except ValueError:
            return None
        number = id_in(pk)
        sound = probability is None or math.isfinite(probability)
        return cls(probability, number) if sound and number is not None else None

    def __str__(self) -> str:
        return f"{'none' if self.probability is None else repr(self.probability)},{self.pk}"

    def behind(self) -> Q:
        """Suggestions after this one. The first condition says nothing new: it is where the index is entered."""
        if self.probability is None:
            return Q(probability=None, pk__gt=self.pk) | Q(probability__isnull=False)
        weaker = Q(probability__lt=self.probability) | Q(pk__gt=self.pk)
        return Q(probability__lte=self.probability) & weaker

    def ahead(self) -> Sequence[Q]:
        """Suggestions before this one: those to be looked among first, then those that lead them all."""
        if self.probability is None:
            return [Q(probability=None, pk__lt=self.pk)]
        stronger = Q(probability__gt=self.probability) | Q(pk__lt=self.pk)
        return [Q(probability__gte=self.probability) & stronger, Q(probability=None)]


@dataclass(frozen=True)
class Step:
    """One suggestion of the queue, the one behind it, and the place of the one before."""

    link: Link
    following: Link | None
    previous: Place | None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place.of(self.link)


class Queue:
    """The suggestions that wait, all of them or those that ``rows`` has been narrowed to, as ``by`` goes through them: what
    somebody else has in hand is passed over.
    """

    def __init__(self, rows: QuerySet[Link] | None = None, *, by: AbstractBaseUser) -> None:
        asked = waiting_links() if rows is None else rows
        # Few are looked up by id from here on. Many are found soon in the order of their strength, but for few the
        # planner would read that order to its end.
        found = list(asked.values_list("pk", flat=True)[: COUNTED + 1])
        self.count = len(found)
        """How many wait, counted up to COUNTED; more than that is COUNTED + 1."""
        self.rows = asked if self.count > COUNTED else waiting_links().filter(pk__in=found)
        others = InHand.objects.live().exclude(user=by.pk)
        self._free = self.rows.exclude(Exists(others.filter(link=OuterRef("pk"))))
        self._others = others

    def with_others(self) -> list[tuple[str, int]]:
        """Who else has some of them in hand, by name, and how many."""
        held = self._others.filter(link__in=self.rows).order_by("user__username")
        return list(held.values_list("user__username").annotate(n=Count("pk")))

    def step(self, *, link_id: int | None = None, after: Place | None = None) -> Step | None:
        """The suggestion asked for by id, else the first behind ``after``, else the first of all; None for none.

        The one asked for is given whoever has it in hand and whatever is narrowed to; the first of all, where others have
        all of them in hand, is given too.
        """
        if link_id is not None:
            place = _first(waiting_links().filter(pk=link_id))
        elif after is not None:
            place = _first(self._free.filter(after.behind()))
        else:
            place = _first(self._free) or _first(self.rows)
        if place is None:
            return None
        following = _first(self._free.filter(place.behind()))
        # Both at once: what takes the database longest is to plan this query.
        links = {link.pk: link for link in _shown([each.pk for each in (place, following) if each])}
        if place.pk not in links:  # somebody was quicker
            return self.step(after=place)
        return Step(links[place.pk], links.get(following.pk) if following else None, self._before(place))

    def _before(self, place: Place) -> Place | None:
        for ahead in place.ahead():
            rows = self.rows.filter(ahead).order_by("probability", "-pk")
            found = rows.values_list("probability", "pk").first()
            if found:
                return Place(*found)
        return None


def marks_of(statements: Sequence[Statement]) -> dict[int, NothingElse]:
    """By statement, that an editor said no other claim fits it."""
    rows = NothingElse.objects.filter(statement__in=statements, standing=True).select_related("by")
    return {mark.statement_id: mark for mark in rows}


def _first(rows: QuerySet[Link]) -> Place | None:
    found = rows.order_by("-probability", "pk").values_list("probability", "pk").first()
    return Place(*found) if found else None


def _shown(ids: Sequence[int]) -> QuerySet[Link]:
    """Those that still wait, with everything that the page shows of a suggestion, the article's text among it."""
    relays = Prefetch("statement__relays", queryset=Relay.objects.select_related("entity__canonical"))
    return (
        waiting_links()
        .filter(pk__in=ids)
        .select_related(
            "claim", "statement__speaker__canonical", "statement__article__outlet__entity__canonical"
        )
        .defer("claim__search", "claim__note", "statement__search", "features")
        .prefetch_related(relays)
    )
