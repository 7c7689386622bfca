"""What every page of the desk shows beside its own content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.functional import SimpleLazyObject

from claims.queries.waiting import counts_of

if TYPE_CHECKING:
    from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, object]:
    """``waiting``: how many suggestions wait for review; ``unread``: how many notices this person has not read; ``own_keys``:
    which keys they chose, as keys.js reads it, empty for the desk's own. Asked for only where a template does, the counts
    in one query.
    """
    # A request that is refused early has nobody yet.
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {}
    person = request.user
    counts = SimpleLazyObject(lambda: counts_of(person))
    return {
        "waiting": SimpleLazyObject(lambda: counts.waiting),
        "unread": SimpleLazyObject(lambda: counts.unread),
        "own_keys": SimpleLazyObject(lambda: _keys(request)),
    }


def _keys(request: HttpRequest) -> str:
    # as_they_read has asked for it already.
    chosen = request.chosen  # type: ignore[attr-defined]
    return "off" if chosen.keys_off else json.dumps(chosen.keys) if chosen.keys else ""
