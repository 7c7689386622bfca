"""How many suggestions wait for an editor, and how many notices for a person: what the head of every page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Case, IntegerField, Subquery, Value, When
from django.db.models.lookups import LessThan

from claims.models import Link, LinkState, Notice
from claims.queries.evidence import waiting_links

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

MOST_COUNTED = 1_000


class _Count(Subquery):
    """How many rows a query has, as a column of another."""

    template = "(SELECT count(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


@dataclass(frozen=True)
class Number:
    """A number that is counted up to a limit: "1,000+"."""

    n: int
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.n)

    def __str__(self) -> str:
        return f"{self.n:,}{'+' if self.more else ''}"


@dataclass(frozen=True)
class Counts:
    """Suggestions that wait, and notices that this person has not read."""

    waiting: Number
    unread: int


def counts_of(user: User) -> Counts:
    """Both in one query. Of very many the index of suggestions tells, without a look at each one's statement and claim."""
    beyond = Value(MOST_COUNTED + 1)
    one = {"one": Value(1)}
    suggested = Link.objects.filter(state=LinkState.SUGGESTED).order_by().values(**one)
    few = LessThan(_Count(suggested[: MOST_COUNTED + 1]), beyond)
    waiting = Case(When(few, then=_Count(waiting_links().values(**one))), default=beyond)
    unread = _Count(Notice.objects.filter(user=user.pk, read_at=None).order_by().values(**one))
    found = get_user_model().objects.filter(pk=user.pk).values_list(waiting, unread).get()
    return Counts(_number(found[0]), found[1])


def counted(rows: QuerySet[Any], most: int = MOST_COUNTED) -> Number:
    """How many rows there are, counted no further than ``most``."""
    return _number(rows.order_by()[: most + 1].count(), most)


def _number(found: int, most: int = MOST_COUNTED) -> Number:
    return Number(min(found, most), more=found > most)
