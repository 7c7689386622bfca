"""The evidence of a claim: its accepted links, and the verdict that was set on some of them."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

from claims.models import Link, LinkState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from claims.models import Claim, VerdictChange

Evidence = list[dict[str, object]]
SAID = ("content", "speaker_id", "kind", "polarity", "modality")
FATE = ("fate", "lost_in_id")


def accepted_evidence(claim_id: int) -> Evidence:
    """The accepted links of a claim as a verdict keeps them, in the order of ids: {"link", "statement", "stance",
    "said"}. ``said`` is a mark of the statement's words, speaker and manner, and of what a later revision of its article
    made of them: another one means that it was corrected, or altered by its outlet.
    """
    rows = Link.objects.filter(claim_id=claim_id, state=LinkState.ACCEPTED, statement__struck_at=None)
    columns = [f"statement__{name}" for name in SAID + FATE]
    return [
        {"link": pk, "statement": statement, "stance": stance, "said": said_mark(_with_fate(said))}
        for pk, statement, stance, *said in rows.order_by("pk").values_list(
            "pk", "statement_id", "stance", *columns
        )
    ]


def _with_fate(said: list[object]) -> list[object]:
    """The columns SAID, and those of FATE where there is one: marks from before there were any stay as they are."""
    return said if said[len(SAID)] else said[: len(SAID)]


def said_mark(said: Iterable[object]) -> str:
    """A short mark of a statement's columns ``SAID``."""
    return blake2b(repr(list(said)).encode(), digest_size=6).hexdigest()


def standing_decision(claim: Claim, changes: QuerySet[VerdictChange] | None = None) -> VerdictChange | None:
    """The last verdict or work state that a person set, or that taking one back restored; of the claim's ``changes``."""
    rows = claim.verdict_changes.all() if changes is None else changes
    return rows.filter(by__isnull=False).last()
