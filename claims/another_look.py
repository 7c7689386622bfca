"""Accepted evidence changed under a verdict: the claim needs another look."""

from __future__ import annotations

from django.db.models.functions import Now

from claims.evidence import accepted_evidence
from claims.models import Claim, Link, VerdictChange, WorkState


def notice_change(*, claim_id: int, link: Link, stance: str) -> None:
    """Called in the transaction that accepts a link or takes that back (``stance`` empty).

    A settled claim is set to "needs another look", saying what changed; the verdict itself stands. A new claim that
    gets its first evidence is in review from then on. Others are left alone.
    """
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim_id)
    if claim.work_state == WorkState.NEW:
        Claim.objects.filter(pk=claim.pk).update(work_state=WorkState.IN_REVIEW, changed_at=Now())
        return
    Claim.objects.filter(pk=claim.pk).update(changed_at=Now())
    if claim.work_state != WorkState.SETTLED:
        return
    who = link.statement.shown_speaker or "an unnamed source"
    what = f"{who} {stance}" if stance else f"what {who} said no longer counts"
    VerdictChange.objects.create(
        claim=claim,
        version=claim.version + 1,
        verdict_before=claim.verdict,
        verdict=claim.verdict,
        work_state_before=claim.work_state,
        work_state=WorkState.ANOTHER_LOOK,
        reason=f"New evidence since the verdict: {what}.",
        evidence=accepted_evidence(claim_id),
        by=None,
    )
    Claim.objects.filter(pk=claim.pk).update(work_state=WorkState.ANOTHER_LOOK, version=claim.version + 1)
