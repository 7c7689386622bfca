"""Rows that fit, the newest first, without going through all that fit: a word of every tenth statement fits 100,000.

First the newest rows of all are looked at, which finds enough of what is common. What is not found so is rare, at least
of late, and is asked of the text index. So neither the planner's guess of how common a word is nor the order of
things in time makes a search slow.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import (
    BooleanField,
    Count,
    DateTimeField,
    ExpressionWrapper,
    F,
    FloatField,
    Q,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Cast, Coalesce

from sources.models import Written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model, QuerySet
    from django.db.models.expressions import Combinable

ENOUGH, MOST = 50, 1_000
"""Rows that are ranked: the newest so many of what is common, and of what is not."""
TIMELESS = Value(None, output_field=DateTimeField())
"""``heard`` of what is in the order of its ids."""
EVEN = (1.0, 1.0, 1.0, 1.0)
"""Weights of the marks D, C, B and A where all words count the same."""
BY_LENGTH = 1
"""The rank is divided by 1 + the logarithm of the length (``ts_rank``'s normalization)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A place in the order of the newest: a row's id and, where that is the order, when the desk heard it."""

    pk: int
    heard: datetime | None = None

    def behind(self) -> Q:
        """What comes after it, of rows with ``heard``."""
        return Q(heard__lt=self.heard) | Q(heard=self.heard, pk__lt=self.pk)


@dataclass(frozen=True, slots=True)
class Hit:
    """A row that fits: how well, comparable between kinds, and when the desk heard it where that is the order."""

    pk: int
    rank: float
    heard: datetime | None

    @property
    def place(self) -> Moment:
        """Its place in the order of the newest."""
        return Moment(self.pk, self.heard)


@dataclass(frozen=True, slots=True)
class Found:
    """Rows that fit, the newest first; ``whole``: whether these are all. Of ``total`` rows only the best may be here; 0: all are."""

    hits: Sequence[Hit]
    whole: bool
    total: int = 0

    @property
    def count(self) -> str:
        """How many there are, as far as that was counted."""
        count = self.total or len(self.hits)
        return str(count) if self.whole and count <= ENOUGH else f"{ENOUGH}+"

    @property
    def best(self) -> list[Hit]:
        """The best first; of equals the newest."""
        return sorted(self.hits, key=lambda hit: -hit.rank)


NOTHING = Found((), whole=True)


def _query(query: str | SearchQuery) -> SearchQuery:
    return Written(query) if isinstance(query, str) else query


def fits(query: str | SearchQuery, *, by_index: bool = True) -> Q:
    """That the words fit, given as the text of a tsquery or as what makes one; with ``by_index`` false asked so that no index
    answers it, for a few rows that are given.
    """
    fitting = Q(search=_query(query))
    return fitting if by_index else Q(Coalesce(ExpressionWrapper(fitting, BooleanField()), Value(False)))


def gather(
    near: QuerySet[Any, int] | None,
    far: QuerySet[Any, int],
    told: QuerySet[Any],
    *,
    enough: int = 0,
    most: int = MOST,
    few: int = 0,
    best: int = 0,
) -> Found:
    """Rows out of ``near`` (None: there is no such) where it has ``enough``, else out of ``far``, which has all that fit;
    both are ids, the newest first. ``told``: the rows that they are ids of, with ``rank`` and ``heard``. ``few``: more than
    so many of the newest will do, for a glance. ``best``: so many of the best are asked for and no others.
    """
    wanted, least, most = enough or ENOUGH, enough or few or ENOUGH, enough or most
    if near is not None:
        hits = _hits(told, near[: wanted + 1])
        if len(hits) > least:
            return Found(hits[:wanted], whole=False)
    if best:
        return _best(told, far[:most], best)
    hits = _hits(told, far[: most + 1])
    return Found(hits[:most], whole=len(hits) <= most)


def _hits(told: QuerySet[Any], ids: QuerySet[Any, int]) -> list[Hit]:
    rows = [Hit(*row) for row in told.filter(pk__in=ids).order_by().values_list("pk", "rank", "heard")]
    timeless = datetime.min.replace(tzinfo=UTC)
    return sorted(rows, key=lambda hit: (hit.heard or timeless, hit.pk), reverse=True)


def _best(told: QuerySet[Any], ids: QuerySet[Any, int], best: int) -> Found:
    """Without the others: a thousand rows take longer to come than to be found."""
    rows = told.filter(pk__in=ids).annotate(total=Window(Count("*")))
    ordered = rows.order_by("-rank", F("heard").desc(nulls_last=True), "-pk")
    found = list(ordered.values_list("pk", "rank", "heard", "total")[:best])
    return Found([Hit(*hit) for *hit, _ in found], whole=True, total=found[0][-1] if found else 0)


def newest_of(model: type[Model], near: int) -> Combinable:
    """Behind which id the newest ``near`` rows begin; fewer, where ids were passed over. Part of a query, and none itself."""
    last = model._default_manager.order_by("-pk").values("pk")[:1]
    return Coalesce(Subquery(last), Value(0)) - Value(near)


def with_rank(
    model: type[Model], query: str | SearchQuery, heard: Combinable, *, weights: Sequence[float] = EVEN
) -> QuerySet[Any]:
    """A model's rows with ``heard``, and with ``rank`` by the words in its ``search`` column."""
    rank: Combinable = Value(0.0)
    if query:
        rank = SearchRank(F("search"), _query(query), weights=list(weights), normalization=BY_LENGTH)
    return model._default_manager.annotate(heard=heard, rank=Cast(rank, FloatField()))
