"""The desk sets a claim's verdict, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from claims.another_look import notice_change, record
from claims.evidence import standing_decision
from claims.ground import ground_of, ground_under
from claims.models import Claim, Verdict, VerdictChange, WorkState
from claims.tell import watch_claim
from entities.images import label
from entities.ledger import act, note, register, rows_of
from entities.refused import Refused
from entities.said import in_sentence, label_said
from matching.phrase import say, say_low

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act

# "Needs another look" is the system's to set.
CHOSEN_BY_PEOPLE = (WorkState.NEW, WorkState.IN_REVIEW, WorkState.SETTLED)


class ChangedMeanwhile(Refused):
    """The claim has another status or other words than this person looked at; ``change`` is what was done."""

    def __init__(self, change: VerdictChange | None) -> None:
        super().__init__(_what_changed(change))
        self.change = change


def _what_changed(change: VerdictChange | None) -> str:
    if change and not change.by:  # the desk's own note on what somebody did, such as other words
        return gettext("%(told)s That was while you were looking. Look again, then decide.") % {
            "told": change.told
        }
    who = change.by.get_username() if change and change.by else gettext("The desk")
    what = in_sentence(change.get_verdict_display()) if change else gettext("another status")
    return gettext("%(who)s set it to %(what)s while you were looking. Look again, then decide.") % {
        "who": who,
        "what": what,
    }


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
        raise Refused(gettext("Choose a verdict."), field="verdict")
    if work_state not in CHOSEN_BY_PEOPLE:
        raise Refused(gettext("Only the system sets this work state."), field="work_state")
    if not reason:
        raise Refused(gettext("Say why, in a sentence: the next editor will ask."), field="reason")
    before = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if before.version != version:
        raise ChangedMeanwhile(before.verdict_changes.select_related("by").last())
    with act(DECIDED, by=by, words=_words(before, verdict, work_state), watch=[before]) as deciding:
        earlier = standing_decision(before)
        change = record(
            before,
            verdict=verdict,
            work_state=WorkState(work_state),
            reason=reason,
            ground=ground_of(before),
            by=by,
        )
        watch_claim(claim=before, by=by)
        deciding.turn(before, PLACE, earlier.pk if earlier else None, change.pk)
        deciding.about(change)
    return change


def _words(claim: Claim, verdict: str, work_state: str) -> str:
    return say(
        "set “%(claim)s” to %(verdict)s, %(state)s",
        claim=claim.text,
        verdict=say_low(label_said(Verdict(verdict).label)),
        state=say_low(label_said(WorkState(work_state).label)),
    )


def _settle(done: Act, undoing: Act) -> None:
    """The verdict before it stands again, and rests on what it rested on; what came in since asks for another look."""
    row = done.rows.get(model=label(Claim))
    left, found = row.after or {}, row.before or {}
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=row.row)
    was = VerdictChange.objects.filter(pk=found[f"@{PLACE}"]).first()
    taken = VerdictChange.objects.get(pk=max(rows_of(done, VerdictChange)))
    claim.verdict = left.get("verdict", claim.verdict)
    what = was if done.is_undoing and was else taken
    change = record(
        claim,
        verdict=was.verdict if was else Verdict.UNVERIFIED,
        work_state=WorkState(was.work_state) if was else WorkState.NEW,
        reason=_again_or_back(what, again=done.is_undoing),
        ground=ground_under(was),
        by=undoing.by,
        undoes=taken,
    )
    note(undoing, change)
    notice_change(claim_id=claim.pk, news=say("the verdict before this one was set on other evidence"))


def _again_or_back(change: VerdictChange, *, again: bool) -> str:
    verdict = say_low(label_said(Verdict(change.verdict).label))
    if again:
        return say("Set again: %(verdict)s.", verdict=verdict)
    return say("Taken back: %(verdict)s.", verdict=verdict)


PLACE = "verdict"
DECIDED = register(
    "claim.decide", label=gettext_noop("set a verdict"), permission="claims.decide", settle=_settle
)
