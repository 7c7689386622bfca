"""The views of the board that a person can choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from claims.models import SavedView

if TYPE_CHECKING:
    from django.contrib.auth.models import User

SHOWN = 60


@dataclass(frozen=True)
class Views:
    """One's own views and those of the desk, by name; ``current`` is the one that the board shows right now."""

    every: list[SavedView]
    current: SavedView | None


def views_of(user: User, *, written: str) -> Views:
    """One query. Of two views alike one's own is the current one."""
    rows = SavedView.objects.filter(Q(by=user) | Q(shared=True)).select_related("by")
    every = list(rows[:SHOWN])
    alike = [view for view in every if view.query == written]
    return Views(every, min(alike, key=lambda view: view.by_id != user.pk, default=None))
