"""The evidence changed under a verdict: the claim needs another look, until it rests on the same again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.functions import Now

from claims.evidence import Evidence, accepted_evidence
from claims.models import Claim, Link, LinkState, VerdictChange, WorkState
from sources.signals import CORRECTED

if TYPE_CHECKING:
    from sources.models import Statement


def notice_change(*, claim_id: int, news: str, same_words: bool = True) -> None:
    """Called in the transaction that changes what counts for a claim; ``news`` says in words what it was.

    A settled claim is set to "needs another look", and each further change is put on record; the verdict itself
    stands. When the evidence is again what the verdict rested on, as after an undo, the claim is settled again;
    ``same_words`` false says that it is not, though the list of evidence reads the same. A new claim that gets its
    first evidence is in review from then on.
    """
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim_id)
    Claim.objects.filter(pk=claim.pk).update(changed_at=Now())
    evidence = accepted_evidence(claim_id)
    if claim.work_state == WorkState.NEW and evidence:
        Claim.objects.filter(pk=claim.pk).update(work_state=WorkState.IN_REVIEW)
    if claim.work_state not in (WorkState.SETTLED, WorkState.ANOTHER_LOOK):
        return
    decided = claim.verdict_changes.filter(by__isnull=False).last()
    unchanged = same_words and decided is not None and decided.evidence == evidence
    if unchanged and claim.work_state == WorkState.SETTLED:
        return
    _record(
        claim,
        WorkState.SETTLED if unchanged else WorkState.ANOTHER_LOOK,
        f"The evidence is again what the verdict rested on: {news}."
        if unchanged
        else f"New evidence since the verdict: {news}.",
        evidence,
    )


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
        notice_change(
            claim_id=claim_id, news=f"what {speaker_of(statement)} said {what}", same_words=what != CORRECTED
        )


def notice_wording(*, claim: Claim, by_name: str, before: str) -> None:
    """Called in the transaction that rewords a claim: a verdict on other words needs another look, and the change of
    wording is on record either way.
    """
    settled = claim.work_state in (WorkState.SETTLED, WorkState.ANOTHER_LOOK)
    _record(
        claim,
        WorkState.ANOTHER_LOOK if settled else WorkState(claim.work_state),
        f"{by_name} reworded the claim. It read: “{before}”.",
        accepted_evidence(claim.pk),
    )


def speaker_of(statement: Statement) -> str:
    """Who said it, as news of it has it."""
    return statement.shown_speaker or "an unnamed source"


def _record(claim: Claim, work_state: WorkState, reason: str, evidence: Evidence) -> None:
    VerdictChange.objects.create(
        claim=claim,
        version=claim.version + 1,
        verdict_before=claim.verdict,
        verdict=claim.verdict,
        work_state_before=claim.work_state,
        work_state=work_state,
        reason=reason,
        evidence=evidence,
        by=None,
    )
    Claim.objects.filter(pk=claim.pk).update(work_state=work_state, version=claim.version + 1)
