"""What exactly is new under a verdict: each thing that is not as it was when the verdict was set."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from claims.evidence import standing_decision
from claims.ground import SIDES, ground_under
from claims.models import Link, Tripwire, VerdictChange
from claims.queries.evidence import with_heard_at, with_speakers
from claims.queries.wires import condition_of
from sources.models import Fate

if TYPE_CHECKING:
    from datetime import datetime

    from claims.ground import Ground
    from claims.models import Claim

SHOWN = 20
IN_WORDS = {"supports": "for", "denies": "against"}
CORRECTED = "corrected since"
BY_THE_OUTLET = {
    str(Fate.ALTERED): "altered by its outlet since",
    str(Fate.GONE): "taken out by its outlet since",
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
    came = [(f"new, {row['stance']}", link) for link, row in now.items() if link not in was]
    went = [("counts no longer", link) for link in was if link not in now]
    other = [(_difference(was[link], row), link) for link, row in now.items() if link in was]
    return [*came, *went, *((what, link) for what, link in other if what)]


def _difference(was: dict[str, Any], now: dict[str, Any]) -> str:
    if was["stance"] != now["stance"]:
        return f"{now['stance']}, counted as {was['stance']} before"
    return CORRECTED if was.get("said", now["said"]) != now["said"] else ""


def _told(what: str, link: Link | None) -> str:
    """Who corrected it: a person of the desk, or the outlet, by another revision of its article."""
    fate = link.statement.fate if link and what == CORRECTED else ""
    return BY_THE_OUTLET.get(fate, what)


def _hits(decided: VerdictChange | None, ground: Ground) -> list[str]:
    known = decided.hits if decided else []
    wires = {hit[0] for hit in ground.hits if hit not in known}
    rows = (
        Tripwire.objects.filter(pk__in=wires).select_related("speaker__canonical").order_by("pk")
        if wires
        else ()
    )
    return [f"A tripwire is hit: {condition_of(wire).words}." for wire in rows]


def _origins(decided: VerdictChange | None, ground: Ground) -> list[str]:
    if decided is None or not decided.origins or not ground.origins:
        return []
    return [
        f"Independent origins {IN_WORDS[side]} it: {_counts(decided.origins[side])} before, {_counts(ground.origins[side])} now."
        for side in SIDES
        if decided.origins[side] != ground.origins[side]
    ]


def _counts(counts: list[int]) -> str:
    low, high, first_hand = counts
    number = str(low) if low == high else f"{low} to {high}"
    return f"{number} ({first_hand} named first-hand)"


def _wording(decided: VerdictChange | None, ground: Ground) -> list[str]:
    if decided is None or decided.wording in ("", ground.wording):
        return []
    return [f"The verdict was set on other words: “{decided.wording}”."]


def _links(ids: list[int]) -> dict[int, Link]:
    rows = with_heard_at(with_speakers(Link.objects.filter(pk__in=ids)))
    return {link.pk: link for link in rows.order_by()}
