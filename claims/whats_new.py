"""What exactly is new under a verdict: each thing that is not as it was when the verdict was set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop

from claims.evidence import standing_decision
from claims.ground import SIDES, ground_under
from claims.models import Link, Stance, Tripwire, VerdictChange
from claims.queries.evidence import with_heard_at, with_speakers
from claims.queries.wires import condition_of
from entities.said import label_said
from matching.phrase import say
from sources.models import Fate

if TYPE_CHECKING:
    from datetime import datetime

    from claims.ground import Ground
    from claims.models import Claim
    from matching.phrase import Phrase

SHOWN = 20
ORIGINS = {
    "supports": gettext_noop("Independent origins for it: %(before)s before, %(now)s now."),
    "denies": gettext_noop("Independent origins against it: %(before)s before, %(now)s now."),
}
CORRECTED = gettext_noop("corrected since")
BY_THE_OUTLET = {
    str(Fate.ALTERED): gettext_noop("altered by its outlet since"),
    str(Fate.GONE): gettext_noop("taken out by its outlet since"),
}


@dataclass(frozen=True)
class News:
    """One thing that is new: in words, with the link it is about where it is about one."""

    what: str
    link: Link | None = None


@dataclass(frozen=True)
class WhatsNew:
    """Everything that is new since ``decided`` (the verdict that stands); of very much only the first ``SHOWN``."""

    decided: VerdictChange | None
    news: list[News]
    more: int


def whats_new(
    claim: Claim, *, decided: VerdictChange | None = None, last: VerdictChange | None = None
) -> WhatsNew:
    """Compares what the claim rested on at its ``last`` change with what the standing verdict (``decided``) rested on, either
    of which is asked for where it is not at hand: a constant number of queries, and nothing is weighed again.
    """
    changes_of_it = claim.verdict_changes.defer("evidence")
    decided, last = decided or standing_decision(claim, changes_of_it), last or changes_of_it.last()
    changes = _compared(_key(decided), _key(last))
    ground = ground_under(last, without_evidence=True)
    links = _links([link for _, link in changes[:SHOWN]])
    news = [News(_told(what, links.get(link)), links.get(link)) for what, link in changes[:SHOWN]]
    news += [
        News(what)
        for what in [*_hits(decided, ground), *_origins(decided, ground), *_wording(decided, ground)]
    ]
    return WhatsNew(decided, news, max(0, len(changes) - SHOWN))


Key = tuple[int, "datetime"] | None


def _key(change: VerdictChange | None) -> Key:
    return (change.pk, change.at) if change else None


@lru_cache(maxsize=256)
def _compared(decided: Key, last: Key) -> list[tuple[str, int]]:
    """What became of each link between two changes, with its id: those that came in first. Kept in memory, for a change never
    becomes another one, and its evidence may be thousands of rows long.
    """
    keys = [key[0] for key in (decided, last) if key]
    evidence = dict(VerdictChange.objects.filter(pk__in=keys).values_list("pk", "evidence"))
    was: dict[int, dict[str, Any]] = {row["link"]: row for row in (evidence[decided[0]] if decided else [])}
    now: dict[Any, dict[str, Any]] = {row["link"]: row for row in (evidence[last[0]] if last else [])}
    came = [
        (say("new, %(stance)s", stance=_stance(row)), link) for link, row in now.items() if link not in was
    ]
    went = [(say("counts no longer"), link) for link in was if link not in now]
    other = [(_difference(was[link], row), link) for link, row in now.items() if link in was]
    return [*came, *went, *((what, link) for what, link in other if what)]


def _difference(was: dict[str, Any], now: dict[str, Any]) -> str:
    if was["stance"] != now["stance"]:
        return say("%(now)s, counted as %(was)s before", now=_stance(now), was=_stance(was))
    return say(CORRECTED) if was.get("said", now["said"]) != now["said"] else ""


def _stance(row: dict[str, Any]) -> Phrase:
    return label_said(Stance(row["stance"]).label)


def _told(what: str, link: Link | None) -> str:
    """Who corrected it: a person of the desk, or the outlet, by another revision of its article."""
    fate = link.statement.fate if link and what == CORRECTED else ""
    return say(BY_THE_OUTLET[fate]) if fate in BY_THE_OUTLET else what


def _hits(decided: VerdictChange | None, ground: Ground) -> list[str]:
    known = decided.hits if decided else []
    wires = {hit[0] for hit in ground.hits if hit not in known}
    rows = (
        Tripwire.objects.filter(pk__in=wires).select_related("speaker__canonical").order_by("pk")
        if wires
        else ()
    )
    return [say("A tripwire is hit: %(words)s.", words=condition_of(wire).words) for wire in rows]


def _origins(decided: VerdictChange | None, ground: Ground) -> list[str]:
    if decided is None or not decided.origins or not ground.origins:
        return []
    return [
        say(ORIGINS[side], before=_counts(decided.origins[side]), now=_counts(ground.origins[side]))
        for side in SIDES
        if decided.origins[side] != ground.origins[side]
    ]


def _counts(counts: list[int]) -> str:
    low, high, first_hand = counts
    number = low if low == high else say("%(low)s to %(high)s", low=low, high=high)
    return say("%(number)s (%(first_hand)s named first-hand)", number=number, first_hand=first_hand)


def _wording(decided: VerdictChange | None, ground: Ground) -> list[str]:
    if decided is None or decided.wording in ("", ground.wording):
        return []
    return [say("The verdict was set on other words: “%(words)s”.", words=decided.wording)]


def _links(ids: list[int]) -> dict[int, Link]:
    rows = with_heard_at(with_speakers(Link.objects.filter(pk__in=ids)))
    return {link.pk: link for link in rows.order_by()}
