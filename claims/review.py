"""An editor answers a suggestion: accept with a stance, reject with a reason, take an answer back, or link by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from claims.another_look import notice_change, speaker_of
from claims.models import Claim, Link, LinkDecision, LinkState, Rejection, Stance
from entities.ledger import act, act_on, note, register, rows_of
from entities.refused import Refused
from entities.undo import undo
from matching.phrase import say
from sources.models import Maker, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act

BEARS = {
    Stance.SUPPORTS: gettext_noop("it supports “%(claim)s”"),
    Stance.DENIES: gettext_noop("it denies “%(claim)s”"),
    Stance.CONTEXT: gettext_noop("it is context to “%(claim)s”"),
}
NEWS = {
    Stance.SUPPORTS: gettext_noop("%(who)s supports"),
    Stance.DENIES: gettext_noop("%(who)s denies"),
    Stance.CONTEXT: gettext_noop("%(who)s gives context"),
}


class AlreadyDecided(Refused):
    """It was answered before; ``link`` shows by whom, which may be the same person, and how."""

    def __init__(self, link: Link, *, by: AbstractBaseUser) -> None:
        what = (
            gettext("accepted it: %(stance)s") % {"stance": link.get_stance_display()}
            if link.state == LinkState.ACCEPTED
            else gettext("rejected it")
        )
        if link.decided_by_id == by.pk:
            message = gettext("You answered this before and %(what)s. That answer stands.")
        else:
            message = gettext("%(who)s was first and %(what)s. Your answer was not saved.")
        who = link.decided_by.get_username() if link.decided_by else gettext("Somebody")
        super().__init__(message % {"who": who, "what": what})
        self.link = link


@transaction.atomic
def accept_link(*, link: Link, by: AbstractBaseUser, stance: str, note: str = "") -> LinkDecision:
    """Accepts a suggestion with a stance. Raises AlreadyDecided where somebody was first, Refused for no stance."""
    return _accept(link, by=by, stance=stance, note=note, kind=ACCEPTED, found=[LinkState.SUGGESTED])


@transaction.atomic
def reject_link(
    *, link: Link, by: AbstractBaseUser, reason: str = Rejection.OTHER, note: str = ""
) -> LinkDecision:
    """Rejects a suggestion; it is never suggested again. Raises AlreadyDecided where somebody was first."""
    if reason not in Rejection.values:
        raise Refused(gettext("“%(reason)s” is not a reason.") % {"reason": reason}, field="reason")
    words = say(
        "found what %(speaker)s said not related to “%(claim)s”",
        speaker=speaker_of(link.statement),
        claim=link.claim.text,
    )
    with act(REJECTED, by=by, words=words, about=[link.claim, link.statement]) as rejecting:
        _hold(link)
        rejecting.watch(link)
        _set(link, by=by, state=LinkState.REJECTED, stance="", found=[LinkState.SUGGESTED])
        decision = LinkDecision.objects.create(
            link=link, state=LinkState.REJECTED, reason=reason, note=note[:500], by_id=by.pk
        )
        rejecting.about(decision)
    return decision


@transaction.atomic
def take_back(*, decision: LinkDecision, by: AbstractBaseUser) -> Link:
    """Makes a link again what it was before ``decision``: a suggestion, or nothing where a person had linked it.

    Raises Refused, naming the later step, where the link was decided anew or taken back in the meantime.
    """
    link = Link.objects.get(pk=decision.link_id)
    last = link.decisions.select_related("by").last()
    if last is None or last.pk != decision.pk:
        who = last.by.get_username() if last else gettext("Somebody")
        raise Refused(
            gettext("%(who)s changed this since, so it cannot be taken back any more.") % {"who": who}
        )
    done = act_on(decision)
    if done is None or decision.state in (LinkState.SUGGESTED, LinkState.WITHDRAWN):
        raise Refused(gettext("This was taken back already."))
    undo(act=done, by=by)
    link.refresh_from_db()
    return link


@transaction.atomic
def link_by_hand(*, claim: Claim, statement: Statement, by: AbstractBaseUser, stance: str) -> Link:
    """Links a statement that nobody suggested, accepted at once. A waiting suggestion for the two is accepted.

    Raises Refused for no stance or a struck statement, and AlreadyDecided where the two are linked or were rejected.
    """
    if statement.struck_at is not None:
        raise Refused(gettext("This statement was struck: nobody said it."))
    held = Claim.objects.select_for_update(of=("self",), no_key=True).get(pk=claim.pk)
    if held.merged_into is not None:
        raise Refused(
            gettext("“%(text)s” was merged into “%(text2)s”. Link the statement to that one.")
            % {"text": held.text, "text2": held.stays.text}
        )
    # The row comes first, as a link that was taken back is: then linking and taking back are exact inverses.
    link, _ = Link.objects.get_or_create(
        claim=claim, statement=statement, defaults={"made_by": Maker.PERSON, "state": LinkState.WITHDRAWN}
    )
    found = [LinkState.SUGGESTED, LinkState.WITHDRAWN]
    _accept(link, by=by, stance=stance, note="", kind=BY_HAND, found=found)
    link.refresh_from_db()
    return link


def _accept(
    link: Link, *, by: AbstractBaseUser, stance: str, note: str, kind: str, found: Sequence[str]
) -> LinkDecision:
    if stance not in Stance.values:
        raise Refused(
            gettext("Choose how it bears on the claim: supports, denies or context."), field="stance"
        )
    who = speaker_of(link.statement)
    bears = say(BEARS[Stance(stance)], claim=link.claim.text)
    words = (
        say("linked what %(who)s said: %(bears)s", who=who, bears=bears)
        if kind == BY_HAND
        else say("accepted what %(who)s said: %(bears)s", who=who, bears=bears)
    )
    with act(kind, by=by, words=words, about=[link.claim, link.statement]) as accepting:
        _hold(link)
        accepting.watch(link)
        _set(link, by=by, state=LinkState.ACCEPTED, stance=stance, found=found)
        decision = LinkDecision.objects.create(
            link=link, state=LinkState.ACCEPTED, stance=stance, note=note[:500], by_id=by.pk
        )
        accepting.about(decision)
        notice_change(claim_id=link.claim_id, news=say(NEWS[Stance(stance)], who=who))
    return decision


def _hold(link: Link) -> None:
    """The statement is held while its link is answered, so that nobody strikes it under the answer."""
    standing = Statement.objects.standing().filter(pk=link.statement_id)
    if not standing.select_for_update(of=("self",), no_key=True).exists():
        raise Refused(gettext("This statement was struck in the meantime: nobody said it."))


def _set(link: Link, *, by: AbstractBaseUser, state: str, stance: str, found: Sequence[str]) -> None:
    """Compare-and-set: of two answers at one moment one wins, the other is told."""
    won = Link.objects.filter(pk=link.pk, state__in=found).update(
        state=state, stance=stance, decided_by_id=by.pk, decided_at=Now()
    )
    if not won:
        now = Link.objects.select_related("decided_by").filter(pk=link.pk).first()
        if now is None or now.state in (LinkState.SUGGESTED, LinkState.WITHDRAWN):
            raise Refused(
                gettext("This suggestion was withdrawn: the statement or the claim has changed. Look again.")
            )
        raise AlreadyDecided(now, by=by)


def _settle(done: Act, undoing: Act) -> None:
    """The link's history and its claim are told what became of it."""
    last = LinkDecision.objects.select_related("undoes").get(pk=max(rows_of(done, LinkDecision)))
    link = Link.objects.select_related("statement__speaker__canonical").get(pk=last.link_id)
    again = last.undoes if done.is_undoing else None
    decision = LinkDecision.objects.create(
        link=link,
        state=link.state,
        stance=link.stance,
        reason=again.reason if again else "",
        note=again.note if again else "",
        by_id=undoing.by_id,
        undoes=last,
    )
    note(undoing, decision)
    who = speaker_of(link.statement)
    if link.state == LinkState.ACCEPTED:
        notice_change(claim_id=link.claim_id, news=say(NEWS[Stance(link.stance)], who=who))
    elif LinkState.ACCEPTED in (last.state, again.state if again else ""):
        notice_change(claim_id=link.claim_id, news=say("what %(who)s said no longer counts", who=who))


ACCEPTED = register(
    "link.accept", label=gettext_noop("accepted a suggestion"), permission="claims.review", settle=_settle
)
REJECTED = register(
    "link.reject", label=gettext_noop("rejected a suggestion"), permission="claims.review", settle=_settle
)
BY_HAND = register(
    "link.by_hand", label=gettext_noop("linked by hand"), permission="claims.review", settle=_settle
)
