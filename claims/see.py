"""Until when a person has seen the desk: it moves on when they say so or log out, never by looking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from claims.models import PersonalDesk

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AbstractBaseUser
    from django.http import HttpRequest

SHOWN = "desk_shown_at"
SHOWN_SECONDS = 60


def mark_seen(*, by: AbstractBaseUser, until: datetime) -> None:
    """They have seen everything until then; a moment that is still to come counts as now, and it never goes back."""
    until = min(until, timezone.now())
    PersonalDesk.objects.get_or_create(user_id=by.pk, defaults={"seen_until": until})
    PersonalDesk.objects.filter(Q(seen_until__lt=until), user=by.pk).update(seen_until=until)


def note_shown(request: HttpRequest) -> None:
    """Remembers in the session, once a minute, that the desk was shown: what came later was not seen by who leaves."""
    now = timezone.now()
    last = read(request.session.get(SHOWN, ""))
    if last is None or (now - last).total_seconds() >= SHOWN_SECONDS:
        request.session[SHOWN] = now.isoformat()


def read(written: str) -> datetime | None:
    """A moment as a form or a session has it; None for what is none."""
    try:
        at = parse_datetime(written)
    except ValueError:
        return None
    return at if at is not None and at.tzinfo else None


def _arrive(user: AbstractBaseUser, **_signal: Any) -> None:
    """Who logs in for the first time has seen what was there."""
    PersonalDesk.objects.get_or_create(user_id=user.pk, defaults={"seen_until": Now()})


def _leave(request: HttpRequest, user: AbstractBaseUser | None, **_signal: Any) -> None:
    shown = read(request.session.get(SHOWN, "")) if user is not None else None
    if user is not None and shown is not None:
        mark_seen(by=user, until=shown)


def listen() -> None:
    """Has arrivals and leavings noted."""
    user_logged_in.connect(_arrive, dispatch_uid="claims.see.arrive")
    user_logged_out.connect(_leave, dispatch_uid="claims.see.leave")
