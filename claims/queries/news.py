"""What other people and the desk did since a person was here last."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext

from claims.models import Claim, LinkDecision, LinkState, PersonalDesk, Verdict, VerdictChange, WorkState
from entities.said import in_sentence
from sources.models import Article

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import User
    from django.db.models import QuerySet

NAMED = 5
LATEST = 300
"""So many of the latest events of each kind are looked through; where all of them are news, there is more."""


@dataclass
class News:
    """What became of one claim, the latest first, in words."""

    claim_id: int
    at: datetime
    words: list[str] = field(default_factory=list)
    claim: Claim | None = None


@dataclass(frozen=True)
class SinceThen:
    """Everything since ``moment``: the claims that changed last with what became of them, how many there are, and how many
    articles came in. ``more`` says that there is more than was looked through.
    """

    moment: datetime
    shown: list[News]
    claims: int
    articles: int
    more: bool

    @property
    def anything(self) -> bool:
        """Whether there is any news at all."""
        return bool(self.claims or self.articles)


def since_last_visit(user: User) -> SinceThen:
    """Five queries, six where there is news. One's own deeds are none."""
    seen = PersonalDesk.objects.filter(user=user).values_list("seen_until", flat=True).first()
    moment = seen or user.last_login or user.date_joined
    windows = [_decided(moment), _accepted(moment), _proposed(moment)]
    articles = _latest(Article.objects.all()).filter(added_at__gt=moment).values_list("added_by", flat=True)
    added = list(articles)
    found: dict[int, News] = {}
    for events in windows:
        for claim, at, by, words in events:
            if by == user.pk:
                continue
            news = found.setdefault(claim, News(claim, at))
            news.at = max(news.at, at)
            news.words += [words] if words not in news.words else []
    first = sorted(found.values(), key=lambda news: (news.at, news.claim_id), reverse=True)[:NAMED]
    claims = (
        Claim.objects.filter(merged_into=None)
        .defer("search", "note")
        .in_bulk([news.claim_id for news in first])
    )
    for news in first:
        news.claim = claims.get(news.claim_id)
    return SinceThen(
        moment,
        [news for news in first if news.claim is not None],
        len(found),
        sum(by != user.pk for by in added),
        more=max(*map(len, windows), len(added)) >= LATEST,
    )


Event = tuple[int, Any, int | None, str]


def _latest(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows that came last, by their ids: no index on a time is needed, and it is as fast on any desk."""
    model = rows.model
    newest = model._default_manager.order_by("-pk").values("pk")[:LATEST]
    return rows.filter(pk__in=newest).order_by("-pk")


def _decided(moment: datetime) -> list[Event]:
    rows = _latest(VerdictChange.objects.filter(at__gt=moment)).values_list(
        "claim_id", "at", "by_id", "by__username", "verdict", "verdict_before", "work_state"
    )
    return [(claim, at, by, _status(name, *status)) for claim, at, by, name, *status in rows]


def _status(name: str | None, verdict: str, before: str, work_state: str) -> str:
    if name and verdict != before:
        return gettext("%(name)s set it to %(verdict)s") % {
            "name": name,
            "verdict": in_sentence(Verdict(verdict).label),
        }
    if name:
        return gettext("%(name)s kept it %(verdict)s, %(state)s") % {
            "name": name,
            "verdict": in_sentence(Verdict(verdict).label),
            "state": in_sentence(WorkState(work_state).label),
        }
    if work_state == WorkState.ANOTHER_LOOK:
        return gettext("needs another look")
    return gettext("its history has a new line")


def _accepted(moment: datetime) -> list[Event]:
    """One event for each claim and person."""
    rows = _latest(LinkDecision.objects.filter(at__gt=moment))
    standing = rows.filter(state=LinkState.ACCEPTED, link__state=LinkState.ACCEPTED)
    found: Counter[tuple[int, int, str]] = Counter()
    last: dict[tuple[int, int, str], datetime] = {}
    for claim, at, by, name in standing.values_list("link__claim_id", "at", "by_id", "by__username"):
        found[claim, by, name] += 1
        last.setdefault((claim, by, name), at)
    return [
        (claim, last[claim, by, name], by, _accepted_by(name, n)) for (claim, by, name), n in found.items()
    ]


def _accepted_by(name: str, number: int) -> str:
    told = ngettext("%(name)s accepted %(n)s statement", "%(name)s accepted %(n)s statements", number)
    return told % {"name": name, "n": number}


def _proposed(moment: datetime) -> list[Event]:
    rows = _latest(Claim.objects.filter(proposed_at__gt=moment, merged_into=None))
    found = rows.values_list("pk", "proposed_at", "proposed_by_id", "proposed_by__username")
    return [(pk, at, by, gettext("%(name)s proposed it") % {"name": name}) for pk, at, by, name in found]
