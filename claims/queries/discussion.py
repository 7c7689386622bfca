"""The discussion of a claim, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import F
from django.db.models.functions import Lower

from claims.mentioned import names_in, parts_of
from claims.models import Note
from entities.paging import page_after

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.contrib.auth.models import User

    from claims.mentioned import Part

ON_A_PAGE = 20
OFFERED = 8


@dataclass(frozen=True)
class Shown:
    """A note with its words, people's names apart."""

    note: Note
    parts: list[Part]


@dataclass(frozen=True)
class Discussion:
    """Some notes, the first written first; ``earlier`` is the key of those before them, empty where there are none."""

    notes: list[Shown]
    earlier: str = ""
    is_latest: bool = True


def discussion(claims: Collection[int], *, before: str = "") -> Discussion:
    """The last notes on a claim and on those that were merged into it (ids), or those before a key: two queries. A key that
    makes no sense gives the last.
    """
    rows = (
        Note.objects.filter(claim__in=claims)
        .select_related("by", "about__speaker__canonical")
        .annotate(on_claim=F("claim__text"))
        .defer("about__search")
    )
    page = page_after(rows, order=["-pk"], after=before, size=ON_A_PAGE)
    known = people_named(name for note in page.rows for name in names_in(note.words)).keys()
    notes = [Shown(note, parts_of(note.words, known)) for note in page.rows[::-1]]
    return Discussion(notes, page.next, page.is_first)


def people_named(names: Iterable[str]) -> dict[str, User]:
    """The accounts in use that have these names (without case), by name without case: one query."""
    rows = get_user_model().objects.filter(is_active=True).annotate(low=Lower("username"))
    return {user.username.casefold(): user for user in rows.filter(low__in=set(names)).order_by("-pk")}


def people_offered(begun: str) -> list[str]:
    """Names of accounts in use that begin with these letters, or hold them: those that begin so first."""
    rows = get_user_model().objects.filter(is_active=True, username__icontains=begun)
    names = rows.order_by(Lower("username")).values_list("username", flat=True)[:200]
    return sorted(names, key=lambda name: not name.casefold().startswith(begun.casefold()))[:OFFERED]
