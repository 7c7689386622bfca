"""What every page of the desk shows beside its own content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.utils.functional import SimpleLazyObject

from claims.models import Link, LinkState, Notice
from claims.queries.desk import Number, counted
from claims.queries.evidence import waiting_links

if TYPE_CHECKING:
    from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, object]:
    """``waiting``: how many suggestions wait for review; ``unread``: how many notices this person has not read; ``own_keys``:
    which keys they chose, as keys.js reads it, empty for the desk's own. Each is asked for only where a template does.
    """
    if not request.user.is_authenticated:
        return {}
    unread = SimpleLazyObject(lambda: Notice.objects.filter(user=request.user.pk, read_at=None).count())
    keys = SimpleLazyObject(lambda: _keys(request))
    return {"waiting": SimpleLazyObject(_waiting), "unread": unread, "own_keys": keys}


def _keys(request: HttpRequest) -> str:
    # as_they_read has asked for it already.
    chosen = request.chosen  # type: ignore[attr-defined]
    return "off" if chosen.keys_off else json.dumps(chosen.keys) if chosen.keys else ""


def _waiting() -> Number:
    # Of very many the index of suggestions tells without a look at each one's statement and claim, on every page.
    many = counted(Link.objects.filter(state=LinkState.SUGGESTED))
    return many if many.more else counted(waiting_links())
