"""Unread notices by mail: one letter a person for everything that came in since the last."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now
from django.utils.translation import gettext, ngettext, override

from claims.models import Notice, NoticeKind, Preferences, Rhythm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import User
    from django.db.models import QuerySet

MOST = 500
ASSIGNED, MENTION = NoticeKind.ASSIGNED, NoticeKind.MENTION


def mail_notices() -> int:
    """Sends every person with an address, and who has not chosen otherwise, their unread notices that no letter has had;
    returns how many letters.

    Each letter is a transaction: where sending fails the notices wait for the next time, and the others still go out.
    """
    people = to_be_mailed().filter(user__is_active=True).exclude(user__email="")
    people = people.exclude(user__preferences__rhythm__in=[Rhythm.DAILY, Rhythm.NEVER])
    sent = 0
    for user in sorted(set(people.values_list("user", flat=True))):
        sent += _letter(user)
    return sent


@transaction.atomic
def _letter(user: int) -> int:
    rows = to_be_mailed().filter(user=user).select_related("claim", "user")
    # Two beats at once: the second finds the first one's rows held, and none left.
    held = rows.defer("claim__search").select_for_update(of=("self",), skip_locked=True)
    notices = list(held.order_by("claim_id", "pk")[:MOST])
    if not notices:
        return 0
    reader = notices[0].user
    with override(language_of(reader)):
        send_mail(
            subject=gettext("Claimdesk: %(news)s") % {"news": news_of(notices)},
            message=in_words(notices),
            from_email=None,
            recipient_list=[reader.email],
        )
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=Now())
    return 1


def to_be_mailed() -> QuerySet[Notice]:
    """Unread notices that no letter has had, without the kinds that their person does not want by mail."""
    kinds = Notice.objects.filter(user__preferences__not_mailed__contains=[F("kind")])
    return Notice.objects.filter(read_at=None, mailed_at=None).exclude(pk__in=kinds.order_by().values("pk"))


def news_of(notices: Sequence[Notice]) -> str:
    """What a letter brings, as its subject has it: claims that changed, that were assigned, on which one is mentioned."""
    claims = {kind: {n.claim_id for n in notices if n.kind == kind} for kind in (ASSIGNED, MENTION)}
    assigned, mentioned = len(claims[ASSIGNED]), len(claims[MENTION])
    changed = len({notice.claim_id for notice in notices if notice.kind not in claims})
    told = (
        (changed, ngettext("%(n)s claim you watch changed", "%(n)s claims you watch changed", changed)),
        (assigned, ngettext("%(n)s claim assigned to you", "%(n)s claims assigned to you", assigned)),
        (
            mentioned,
            ngettext("you are mentioned on %(n)s claim", "you are mentioned on %(n)s claims", mentioned),
        ),
    )
    return ", ".join(words % {"n": n} for n, words in told if n)


def in_words(notices: Sequence[Notice]) -> str:
    """The letter: claim by claim, each with its address and what was told; the notices come in the order of their claims."""
    parts = []
    for claim, told in groupby(notices, key=lambda notice: notice.claim):
        lines = "\n".join(f"- {notice.told}" for notice in told)
        parts.append(f"{claim.text}\n{settings.DESK_URL}{claim.get_absolute_url()}\n{lines}")
    if any(notice.kind not in (ASSIGNED, MENTION) for notice in notices):
        parts.append(gettext("You watch these claims. “Stop watching” on a claim’s page ends its letters."))
    else:
        parts.append(gettext("“Your settings” on the desk says what you are mailed."))
    return "\n\n".join(parts) + "\n"


def language_of(user: User) -> str:
    """The language that a person's letters are in: their own choice, else the newsroom's."""
    chosen = Preferences.objects.filter(user=user).values_list("language", flat=True).first()
    return chosen if chosen and chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
