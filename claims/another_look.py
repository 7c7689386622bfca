"""The evidence changed under a verdict: the claim needs another look, until it rests on the same again.

This is the one place that writes a claim's history (VerdictChange), whoever changed the claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.functions import Now

from claims.evidence import accepted_evidence, standing_decision, work_state_after
from claims.models import Claim, Link, LinkState, VerdictChange, WorkState
from sources.signals import CORRECTED

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from claims.evidence import Evidence
    from sources.models import Statement


def notice_change(*, claim_id: int, news: str) -> None:
    """Called in the transaction that changes what counts for a claim; ``news`` says in words what it was.

    The work state follows from what a person decided last and what has changed since: a settled claim is set to
    "needs another look", with each further change on record; when everything is again what the verdict rested on,
    as after an undo, the claim is settled again. The verdict itself stands. A new claim that gets its first evidence
    is in review from then on.
    """
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim_id)
    Claim.objects.filter(pk=claim.pk).update(changed_at=Now())
    evidence = accepted_evidence(claim_id)
    now = work_state_after(standing_decision(claim), claim, evidence)
    if now == WorkState.ANOTHER_LOOK:
        record(claim, work_state=now, reason=f"New evidence since the verdict: {news}.", evidence=evidence)
    elif claim.work_state == WorkState.ANOTHER_LOOK:
        reason = f"The evidence is again what the verdict rested on: {news}."
        record(claim, work_state=now, reason=reason, evidence=evidence)
    elif claim.work_state != now:
        Claim.objects.filter(pk=claim.pk).update(work_state=now)


def notice_statement(sender: object, *, statement: Statement, what: str, **_signal: Any) -> None:  # noqa: ARG001
    """Hears that a person changed a statement: the claims it counts for need another look, and suggestions nobody has
    answered are made afresh from what it says now.
    """
    links = Link.objects.filter(statement=statement)
    if what == CORRECTED:
        links.unanswered().delete()
    for claim_id in (
        links.filter(state=LinkState.ACCEPTED).order_by("claim_id").values_list("claim_id", flat=True)
    ):
        notice_change(claim_id=claim_id, news=f"what {speaker_of(statement)} said {what}")


def notice_wording(*, claim: Claim, by_name: str, before: str) -> None:
    """Called in the transaction that rewords a claim, when it has its new words: a verdict on other words needs another
    look, and the change of wording is on record either way.
    """
    evidence = accepted_evidence(claim.pk)
    now = work_state_after(standing_decision(claim), claim, evidence)
    reason = f"{by_name} reworded the claim. It read: “{before}”."
    record(claim, work_state=now, reason=reason, evidence=evidence)


def speaker_of(statement: Statement) -> str:
    """Who said it, as news of it has it."""
    return statement.shown_speaker or "an unnamed source"


def record(
    claim: Claim,
    *,
    work_state: WorkState,
    reason: str,
    evidence: Evidence,
    verdict: str = "",
    wording: str | None = None,
    by: AbstractBaseUser | None = None,
    undoes: VerdictChange | None = None,
) -> VerdictChange:
    """Puts a change of a claim's status on record and makes it. ``claim`` is held and as it stood before; without a
    ``verdict`` it keeps its own, without a ``wording`` the evidence goes with its present words.
    """
    change = VerdictChange.objects.create(
        claim=claim,
        version=claim.version + 1,
        verdict_before=claim.verdict,
        verdict=verdict or claim.verdict,
        work_state_before=claim.work_state,
        work_state=work_state,
        reason=reason,
        evidence=evidence,
        wording=claim.text if wording is None else wording,
        undoes=undoes,
        by_id=by.pk if by else None,
    )
    Claim.objects.filter(pk=claim.pk).update(
        verdict=change.verdict, work_state=work_state, version=change.version, changed_at=Now()
    )
    return change
