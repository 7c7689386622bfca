"""The evidence of a claim: its accepted links, and what a verdict rests on."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from claims.models import Link, LinkState, VerdictChange, WorkState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.models import Claim

Evidence = list[dict[str, object]]
SAID = ("content", "speaker_id", "kind", "polarity", "modality")


def accepted_evidence(claim_id: int) -> Evidence:
    """The accepted links of a claim as a verdict keeps them, in the order of ids: {"link", "statement", "stance",
    "said"}. ``said`` is a mark of the statement's words, speaker and manner: another one means it was corrected.
    """
    rows = Link.objects.filter(claim_id=claim_id, state=LinkState.ACCEPTED, statement__struck_at=None)
    columns = [f"statement__{name}" for name in SAID]
    return [
        {"link": pk, "statement": statement, "stance": stance, "said": said_mark(said)}
        for pk, statement, stance, *said in rows.order_by("pk").values_list(
            "pk", "statement_id", "stance", *columns
        )
    ]


def said_mark(said: Iterable[object]) -> str:
    """A short mark of a statement's columns ``SAID``."""
    return blake2b(repr(list(said)).encode(), digest_size=6).hexdigest()


def standing_decision(claim: Claim) -> VerdictChange | None:
    """The last verdict or work state that a person set, or that taking one back restored."""
    return claim.verdict_changes.filter(by__isnull=False).last()


def rests_on_the_same(decided: VerdictChange | None, claim: Claim, evidence: Evidence) -> bool:
    """Whether the claim's wording and evidence are what the verdict rested on; without one, whether there is none."""
    if decided is None:
        return not evidence
    if decided.wording not in ("", claim.text) or len(decided.evidence) != len(evidence):
        return False
    # A record from before statements were marked has no mark to compare.
    return all({**now, **was} == now for was, now in zip(decided.evidence, evidence, strict=True))


def work_state_after(decided: VerdictChange | None, claim: Claim, evidence: Evidence) -> WorkState:
    """Where the desk stands with a claim: it follows from what a person decided last and what has changed since."""
    chosen = WorkState(decided.work_state) if decided else WorkState.NEW
    same = rests_on_the_same(decided, claim, evidence)
    if chosen == WorkState.SETTLED:
        return WorkState.SETTLED if same else WorkState.ANOTHER_LOOK
    if chosen == WorkState.NEW and evidence and not same:
        return WorkState.IN_REVIEW
    return chosen
