"""Statements and claims are searched by their speaker's name: when that is another one, their words of it follow."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from claims.models import Claim
from entities.models import Entity, NameChange
from matching.names import speaker_terms
from sources.models import Statement

if TYPE_CHECKING:
    from django.db.models import Model

# A number that nothing else locks; a second run would only wait for the first, so it leaves.
FOLLOWING = 7_340_216
AT_ONCE = 500
"""Rows of one transaction: whoever wants to correct one of them waits for half a second at most."""
MOST_ROWS = 20_000
"""Rows of one run, some ten seconds' work; the next run goes on."""
HELD_BY: tuple[type[Model], ...] = (Statement, Claim)


def follow_names(*, most: int = MOST_ROWS) -> int:
    """Gives statements and claims the search words of the name that their speaker is shown under now, wherever an
    entity was renamed, merged or taken apart. Returns how many rows were changed; no more than ``most``, and none
    where another run is under way.

    Each change is followed at once, and once more when no attempt that began before it can still be under way
    (WORK_LEASE_SECONDS): such a one may write the old name after the first pass.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [FOLLOWING])
        if not cursor.fetchone()[0]:
            return 0
        try:
            return _follow(most)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [FOLLOWING])


def _follow(most: int) -> int:
    settled = Q(at__lt=Now() - timedelta(seconds=settings.WORK_LEASE_SECONDS))
    rows = 0
    for change in NameChange.objects.filter(Q(followed=False) | settled).select_related("entity__canonical"):
        while changed := _follow_some(change.entity, most=min(AT_ONCE, most - rows)):
            rows += changed
        if rows >= most:
            break
        # Neither holds where the entity was changed again in the meantime.
        same = NameChange.objects.filter(pk=change.pk, at=change.at)
        if not same.filter(settled).delete()[0]:
            same.update(followed=True)
    return rows


def _follow_some(entity: Entity, *, most: int) -> int:
    """Changes some rows of an entity and of those merged into it; 0 when all of them have followed."""
    terms = speaker_terms(entity.shown.name)
    speakers = list(
        Entity.objects.filter(Q(pk=entity.pk) | Q(canonical=entity.pk)).values_list("pk", flat=True)
    )
    changed = 0
    for model in HELD_BY:
        behind = model._default_manager.filter(speaker__in=speakers).exclude(speaker_terms=terms)
        # In no order: the planner would walk the whole table for one.
        some = list(behind.order_by().values_list("pk", flat=True)[: most - changed])
        with transaction.atomic():
            changed += model._default_manager.filter(pk__in=some).update(speaker_terms=terms)
    return changed
