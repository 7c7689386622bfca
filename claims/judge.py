"""A person says of two pieces of evidence that they share an origin, are independent, or do not contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from claims.another_look import notice_change
from claims.models import Claim, Judgement, JudgementSay, Link, LinkState
from claims.queries.judgements import standing_judgements
from entities.ledger import act, act_on, note, register, rows_of
from entities.refused import Refused
from entities.said import label_said
from entities.undo import undo
from matching.phrase import say

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act

JUDGED = "evidence.judge"
SAID = frozenset({JudgementSay.SAME_ORIGIN, JudgementSay.INDEPENDENT, JudgementSay.NO_CONTRADICTION})


@transaction.atomic
def judge(
    *, claim: Claim, one: int, other: int, says: str, by: AbstractBaseUser, note: str = ""
) -> Judgement:
    """Puts on record what a person says of two accepted statements (ids) of a claim; it outweighs every rule.

    Raises Refused for a pair that is not evidence on the claim, and where the same stands already.
    """
    if says not in SAID:
        raise Refused(gettext("“%(says)s” cannot be said of two statements.") % {"says": says}, field="says")
    if one == other:
        raise Refused(gettext("Choose two different statements."), field="other")
    one, other = sorted((one, other))
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    links = Link.objects.filter(
        claim=claim, statement__in=(one, other), state=LinkState.ACCEPTED, statement__struck_at=None
    )
    if links.count() != len((one, other)):
        raise Refused(gettext("Both must be accepted evidence on this claim. One of them is not any more."))
    last = standing_judgements(claim.pk).filter(Judgement.about(says), one=one, other=other).last()
    if last is not None and last.says == says:
        raise Refused(
            gettext("%(by)s says already that they %(says)s.")
            % {"by": last.by.get_username(), "says": last.get_says_display()}
        )
    what = label_said(JudgementSay(says).label)
    with act(
        JUDGED,
        by=by,
        words=say("said that two statements %(what)s, on “%(claim)s”", what=what, claim=claim),
        about=[claim],
    ) as judging:
        judgement = Judgement.objects.create(
            claim=claim, one_id=one, other_id=other, says=says, by_id=by.pk, note=note.strip()[:500]
        )
        judging.about(judgement)
        place = f"{judgement.matter} of {one} and {other}"
        judging.turn(claim, place, last.pk if last else None, judgement.pk)
        _notice(judgement, say("%(by)s says that two statements %(what)s", by=by.get_username(), what=what))
    return judgement


def take_back_judgement(*, judgement: Judgement, by: AbstractBaseUser) -> None:
    """Takes a judgement back; what stood before it stands again.

    Raises Refused where it was taken back already, or a later judgement of the pair stands in the way; it is named.
    """
    judging = act_on(judgement, JUDGED)
    if judging is None:
        raise Refused(gettext("The ledger does not know of this, so it cannot be taken back."))
    undo(act=judging, by=by)


def _invert(done: Act, undoing: Act) -> None:
    """Takes back what an act said, or says again what it took back: by a fact of its own."""
    last = Judgement.objects.filter(pk__in=rows_of(done, Judgement)).order_by("-pk").first()
    if last is None:
        raise Refused(gettext("What was said is no longer there, so it cannot be taken back."))
    Claim.objects.select_for_update(of=("self",)).get(pk=last.claim_id)
    again = last.undoes
    fact = Judgement.objects.create(
        claim_id=last.claim_id,
        one_id=last.one_id,
        other_id=last.other_id,
        says=again.says if again else JudgementSay.TAKEN_BACK,
        note=again.note if again else "",
        by_id=undoing.by_id,
        undoes=None if again else last,
    )
    note(undoing, fact)
    said = again or last
    who, what = undoing.by.get_username(), label_said(JudgementSay(said.says).label)
    news = (
        say("%(by)s says again that two statements %(what)s", by=who, what=what)
        if again
        else say("%(by)s takes back that two statements %(what)s", by=who, what=what)
    )
    _notice(said, news)


register(
    JUDGED, label=gettext_noop("judged two pieces of evidence"), permission="claims.review", invert=_invert
)


def _notice(judgement: Judgement, news: str) -> None:
    if judgement.says != JudgementSay.NO_CONTRADICTION:
        notice_change(claim_id=judgement.claim.stays.pk, news=news)
