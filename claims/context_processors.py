"""What every page of the desk shows beside its own content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import SimpleLazyObject

from claims.models import Notice
from claims.queries.evidence import waiting_links

if TYPE_CHECKING:
    from django.http import HttpRequest


def desk(request: HttpRequest) -> dict[str, object]:
    """``waiting``: how many suggestions wait for review; ``unread``: how many notices this person has not read. Each is
    counted only where a template asks for it.
    """
    if not request.user.is_authenticated:
        return {}
    unread = SimpleLazyObject(lambda: Notice.objects.filter(user=request.user.pk, read_at=None).count())
    return {"waiting": SimpleLazyObject(_waiting), "unread": unread}


def _waiting() -> int:
    return waiting_links().count()
