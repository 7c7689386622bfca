"""Telling those who watch a claim what has become of it: on the desk at once, by mail in one letter for several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models.functions import Now

from claims.models import Claim, Notice, Watch
from matching.phrase import kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import AbstractBaseUser


def tell_watchers(*, claim: Claim, kind: str, words: str, besides: int | None = None) -> None:
    """Called in the transaction that changed the claim: a notice for everybody who watches it and wants to be told of this
    kind, ``besides`` one person.
    """
    watching = Watch.objects.filter(claim=claim).exclude(user=besides).order_by("user")
    watching = watching.exclude(user__preferences__not_told__contains=[kind])
    Notice.objects.bulk_create(
        Notice(user_id=user, claim=claim, kind=kind, words=words, said=kept(words))
        for user in watching.values_list("user", flat=True)
    )


def tell_people(*, claim: Claim, kind: str, words: Mapping[int, str]) -> None:
    """A notice for some people, by id, each with words of their own; for those who want to be told of this kind."""
    people = get_user_model().objects.filter(pk__in=words).exclude(preferences__not_told__contains=[kind])
    Notice.objects.bulk_create(
        Notice(user_id=user, claim=claim, kind=kind, words=words[user], said=kept(words[user]))
        for user in people.order_by("pk").values_list("pk", flat=True)
    )


def watch_claim(*, claim: Claim, by: AbstractBaseUser) -> Watch:
    """This person is told of the claim from now on. Asking twice changes nothing."""
    return Watch.objects.get_or_create(claim=claim, user_id=by.pk)[0]


@transaction.atomic
def mark_read(*, by: AbstractBaseUser, until: int, claim: Claim | None = None) -> int:
    """Marks this person's notices as read, up to the id ``until``: one that comes in meanwhile stays unread. Returns how
    many were marked; with a ``claim`` only those about it.
    """
    notices = Notice.objects.filter(user=by.pk, read_at=None, pk__lte=until)
    if claim is not None:
        notices = notices.filter(claim=claim)
    return notices.update(read_at=Now())
