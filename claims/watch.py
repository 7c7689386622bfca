"""Watching claims because one asked to, one or many; whoever sets a verdict watches by itself (``claims.tell``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from claims.models import Claim, Watch
from entities.images import label
from entities.ledger import act, register
from matching.phrase import say, say_counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act


@transaction.atomic
def watch_claims(*, claims: Sequence[int], by: AbstractBaseUser, stop: bool = False) -> Act | None:
    """This person is told of the claims from now on, or told of them no more. None where that was so already."""
    rows = Claim.objects.filter(pk__in=claims, merged_into=None)
    watched = Watch.objects.filter(user=by.pk, claim__in=claims)
    changing = list(
        (
            rows.filter(pk__in=watched.values("claim"))
            if stop
            else rows.exclude(pk__in=watched.values("claim"))
        ).defer("search")
    )
    if not changing:
        return None
    words = _words(changing, stop=stop)
    with act(WATCHED, by=by, words=words, about=changing) as watching:
        if stop:
            going = watched.filter(claim__in=changing)
            watching.watch(going)
            going.delete()
        else:
            new = [Watch(claim=claim, user_id=by.pk) for claim in changing]
            # They may have set a verdict, and so watch, at this very moment.
            Watch.objects.bulk_create(new, ignore_conflicts=True)
            watching.made(Watch.objects.filter(user=by.pk, claim__in=changing))
    return watching.act


def _words(changing: Sequence[Claim], *, stop: bool) -> str:
    if len(changing) == 1:
        claim = changing[0].text
        return (
            say("stopped watching “%(claim)s”", claim=claim)
            if stop
            else say("began to watch “%(claim)s”", claim=claim)
        )
    n = len(changing)
    if stop:
        return say_counted("stopped watching %(n)s claim", "stopped watching %(n)s claims", n)
    return say_counted("began to watch %(n)s claim", "began to watch %(n)s claims", n)


def _invert(done: Act, undoing: Act) -> None:
    """What began ends, and the other way round, whatever became of a watch meanwhile: it is the person's own."""
    for row in done.rows.filter(model=label(Watch)):
        image = row.before or row.after or {}
        its_own = {"claim_id": image["claim_id"], "user_id": undoing.by_id}
        if row.before is None:
            Watch.objects.filter(**its_own).delete()
        else:
            Watch.objects.get_or_create(**its_own)


WATCHED = register(
    "claims.watch", label=gettext_noop("watched claims"), permission="", invert=_invert, own=True
)
