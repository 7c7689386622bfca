"""What feeds brought waits for a reporter's nod: taken, it is fetched and kept; left, it is asked about no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register
from entities.refused import Refused
from matching.phrase import say, say_counted
from sources.bring import bring_address
from sources.ingest import AlreadyHere
from sources.models import FeedItem, ItemState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AbstractBaseUser

LEFT = register(
    "item.leave", label=gettext_noop("left out what a feed brought"), permission="sources.add_article"
)


@transaction.atomic
def take_items(*, items: Sequence[int], by: AbstractBaseUser) -> int:
    """Has these items fetched and kept as articles. Returns how many; those that somebody was first with, or that the desk
    has, are passed over. Raises Refused where none is left.
    """
    taken = 0
    for row in _waiting(items):
        try:
            with transaction.atomic():
                row.fetch = bring_address(url=row.url, by=by, outlet=row.feed.outlet, at_once=True)
            row.state = ItemState.TAKEN
            taken += 1
        except AlreadyHere:
            row.state = ItemState.HERE
        except Refused:
            row.state = ItemState.LEFT
        row.decided_by_id = by.pk
        row.save(update_fields=["fetch", "state", "decided_by"])
    if not taken:
        raise Refused(gettext("Somebody was first with these, or the desk has them already."))
    return taken


@transaction.atomic
def leave_items(*, items: Sequence[int], by: AbstractBaseUser) -> int:
    """Nobody wants these. Returns how many; raises Refused where somebody was first with all of them."""
    rows = _waiting(items)
    if not rows:
        raise Refused(gettext("Somebody was first with these."))
    words = (
        say("left out “%(item)s”", item=rows[0])
        if len(rows) == 1
        else say_counted("left out %(n)s item of feeds", "left out %(n)s items of feeds", len(rows))
    )
    with act(LEFT, by=by, words=words, watch=rows):
        FeedItem.objects.filter(pk__in=[row.pk for row in rows]).update(
            state=ItemState.LEFT, decided_by_id=by.pk
        )
    return len(rows)


def _waiting(items: Sequence[int]) -> list[FeedItem]:
    rows = FeedItem.objects.select_for_update(of=("self",)).filter(pk__in=items, state=ItemState.WAITING)
    return list(rows.select_related("feed__outlet").order_by("pk"))
