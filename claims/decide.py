"""The desk sets a claim's verdict, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from claims.evidence import accepted_evidence
from claims.models import Claim, Verdict, VerdictChange, WorkState
from entities.refused import Refused

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

# "Needs another look" is the system's to set.
CHOSEN_BY_PEOPLE = (WorkState.NEW, WorkState.IN_REVIEW, WorkState.SETTLED)


class ChangedMeanwhile(Refused):
    """Somebody set the status after this person looked; ``change`` is what they did."""

    def __init__(self, change: VerdictChange | None) -> None:
        who = change.by.get_username() if change and change.by else "The desk"
        what = change.get_verdict_display().lower() if change else "another status"
        super().__init__(f"{who} set it to {what} while you were looking. Look again, then decide.")
        self.change = change


@transaction.atomic
def decide(
    *,
    claim: Claim,
    by: AbstractBaseUser,
    verdict: str,
    reason: str,
    version: int,
    work_state: str = WorkState.SETTLED,
) -> VerdictChange:
    """Sets verdict and work state, and keeps with them the evidence they rest on and the reason.

    ``version`` is the claim's version that the person looked at. Raises ChangedMeanwhile where it has moved on, and
    Refused for a missing reason or a status that people cannot set.
    """
    reason = reason.strip()
    if verdict not in Verdict.values:
        raise Refused("Choose a verdict.", field="verdict")
    if work_state not in CHOSEN_BY_PEOPLE:
        raise Refused("Only the system sets this work state.", field="work_state")
    if not reason:
        raise Refused("Say why, in a sentence: the next editor will ask.", field="reason")
    before = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if before.version != version:
        raise ChangedMeanwhile(before.verdict_changes.select_related("by").last())
    Claim.objects.filter(pk=before.pk).update(
        verdict=verdict, work_state=work_state, version=version + 1, changed_at=Now()
    )
    return VerdictChange.objects.create(
        claim=before,
        version=version + 1,
        verdict_before=before.verdict,
        verdict=verdict,
        work_state_before=before.work_state,
        work_state=work_state,
        reason=reason,
        evidence=accepted_evidence(before.pk),
        by_id=by.pk,
    )
