"""One letter a day with what a person has not read, for those who want it so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, override

from claims.mail_notices import MOST, in_words, language_of, news_of, to_be_mailed
from claims.models import Digest, Rhythm

if TYPE_CHECKING:
    from datetime import date, datetime


def send_digests(*, now: datetime | None = None) -> int:
    """Sends the letters of this day that are due and have not been begun, from DIGEST_HOUR on by the newsroom's clock; then
    those that the mail server refused before. Returns how many went out.

    A letter is begun in a transaction of its own, with its notices marked, before it is sent: two that run at once, and
    one that dies in between, send nothing twice.
    """
    moment = localtime(now)
    if moment.hour < settings.DIGEST_HOUR:
        return 0
    day = moment.date()
    waiting = to_be_mailed().filter(user=OuterRef("pk"))
    people = get_user_model().objects.filter(preferences__rhythm=Rhythm.DAILY, is_active=True)
    people = people.exclude(email="").exclude(digests__day=day).filter(Exists(waiting))
    begun = [_begin(user, day) for user in people.order_by("pk").values_list("pk", flat=True)]
    return sum(_send(digest) for digest in [*filter(None, begun), *_refused_before(day)])


@transaction.atomic
def _begin(user: int, day: date) -> int | None:
    """The letter's row with its notices; None where another process was first, or nothing is left to tell."""
    digest, is_new = Digest.objects.get_or_create(user_id=user, day=day)
    rows = to_be_mailed().filter(user=user).order_by("claim_id", "pk")
    held = list(rows.select_for_update(of=("self",), skip_locked=True).values_list("pk", flat=True)[:MOST])
    if not is_new or not held:
        transaction.set_rollback(True)
        return None
    to_be_mailed().filter(pk__in=held).update(digest=digest, mailed_at=Now())
    return digest.pk


def _refused_before(day: date) -> list[int]:
    """Letters that the server refused: taken by whoever empties their error first."""
    refused = Digest.objects.filter(day=day, sent_at=None).exclude(error="")
    ids = list(refused.order_by("pk").values_list("pk", flat=True))
    return [pk for pk in ids if refused.filter(pk=pk).update(error="")]


def _send(pk: int) -> int:
    digest = Digest.objects.select_related("user").get(pk=pk)
    notices = list(digest.notices.select_related("claim").defer("claim__search").order_by("claim_id", "pk"))
    try:
        with override(language_of(digest.user)):
            day = date_format(digest.day, "MONTH_DAY_FORMAT")
            send_mail(
                subject=gettext("Claimdesk, %(day)s: %(news)s") % {"day": day, "news": news_of(notices)},
                message=in_words(notices),
                from_email=None,
                recipient_list=[digest.user.email],
            )
    except OSError as refused:  # smtplib's errors are some, and a server that does not answer gives others
        Digest.objects.filter(pk=pk).update(error=str(refused)[:500] or type(refused).__name__)
        return 0
    Digest.objects.filter(pk=pk).update(sent_at=Now())
    return 1
