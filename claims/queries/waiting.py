"""How many suggestions wait for an editor, and how many notices for a person: what the head of every page says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
    from django.db.models import QuerySet

MOST_COUNTED = 1_000
# Of very many the index of suggestions tells without a look at each one's statement and claim.
WAITING = """
(with suggested as (
    select count(*) as n from (select from claims_link where state = 'suggested' limit %(most)s) few
)
select case when n < %(most)s then (
    select count(*) from claims_link l join sources_statement s on s.id = l.statement_id join claims_claim c on c.id = l.claim_id
    where l.state = 'suggested' and s.struck_at is null and c.merged_into_id is null
) else n end from suggested)
"""
UNREAD = "(select count(*) from claims_notice where user_id = %(user)s and read_at is null)"


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


def counts_of(user: AbstractBaseUser | AnonymousUser) -> Counts:
    """Both in one query."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {WAITING}, {UNREAD}", {"most": MOST_COUNTED + 1, "user": user.pk})
        waiting, unread = cursor.fetchone() or (0, 0)
    return Counts(_number(waiting), unread)


def how_many_wait() -> Number:
    """Suggestions that wait: one query."""
    with connection.cursor() as cursor:
        cursor.execute(f"select {WAITING}", {"most": MOST_COUNTED + 1})
        return _number((cursor.fetchone() or (0,))[0])


def counted(rows: QuerySet[Any], most: int = MOST_COUNTED) -> Number:
    """How many rows there are, counted no further than ``most``."""
    return _number(rows.order_by()[: most + 1].count(), most)


def _number(found: int, most: int = MOST_COUNTED) -> Number:
    return Number(min(found, most), more=found > most)
