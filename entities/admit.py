"""Letting a program ask the reconciliation service: a token made by an admin, and its end."""

from __future__ import annotations

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register
from entities.models import ReconcileToken
from entities.refused import Refused
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

MADE = register("token.make", label=gettext_noop("made a token"), permission="entities.curate")
ENDED = register("token.end", label=gettext_noop("ended a token"), permission="entities.curate")
NOTED_AFTER = timedelta(minutes=5)


@transaction.atomic
def make_token(*, label: str, by: AbstractBaseUser) -> tuple[ReconcileToken, str]:
    """Makes a token, and returns it with the word that nobody sees again. Raises Refused without a label."""
    label = " ".join(label.split())[:100]
    if not label:
        raise Refused(gettext("Say first what it is for."), field="label")
    word = secrets.token_urlsafe(24)
    with act(MADE, by=by, words=say("made a token for reconciling: %(label)s", label=label)) as doing:
        token = ReconcileToken.objects.create(label=label, digest=_digest(word), made_by_id=by.pk)
        doing.made(token)
    return token, word


@transaction.atomic
def end_token(*, token: ReconcileToken, by: AbstractBaseUser) -> None:
    """From now on it opens nothing. Raises Refused where it ended already."""
    with act(
        ENDED,
        by=by,
        words=say("ended the token for reconciling: %(label)s", label=token.label),
        watch=[token],
    ):
        if not ReconcileToken.objects.filter(pk=token.pk, ended_at=None).update(ended_at=Now()):
            raise Refused(gettext("This token has ended already."))


def admitted(word: str) -> bool:
    """Whether this word is a token's that holds; notes its use, to some minutes."""
    tokens = ReconcileToken.objects.filter(digest=_digest(word), ended_at=None)
    if not tokens.exists():
        return False
    tokens.filter(Q(used_at=None) | Q(used_at__lt=Now() - NOTED_AFTER)).update(used_at=Now())
    return True


def _digest(word: str) -> str:
    return sha256(word.encode(errors="replace")).hexdigest()
