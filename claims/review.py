"""An editor answers a suggestion: accept with a stance, reject with a reason, take an answer back, or link by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now

from claims.another_look import notice_change, speaker_of
from claims.models import Claim, Link, LinkDecision, LinkState, Rejection, Stance
from entities.refused import Refused
from sources.models import Maker, Statement

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class AlreadyDecided(Refused):
    """It was answered before; ``link`` shows by whom, which may be the same person, and how."""

    def __init__(self, link: Link, *, by: AbstractBaseUser) -> None:
        what = (
            f"accepted it: {link.get_stance_display()}" if link.state == LinkState.ACCEPTED else "rejected it"
        )
        if link.decided_by_id == by.pk:
            message = f"You answered this before and {what}. That answer stands."
        else:
            who = link.decided_by.get_username() if link.decided_by else "Somebody"
            message = f"{who} was first and {what}. Your answer was not saved."
        super().__init__(message)
        self.link = link


@transaction.atomic
def accept_link(*, link: Link, by: AbstractBaseUser, stance: str, note: str = "") -> LinkDecision:
    """Accepts a suggestion with a stance. Raises AlreadyDecided where somebody was first, Refused for no stance."""
    if stance not in Stance.values:
        raise Refused("Choose how it bears on the claim: supports, denies or context.", field="stance")
    _set(link, by=by, state=LinkState.ACCEPTED, stance=stance)
    decision = LinkDecision.objects.create(
        link=link, state=LinkState.ACCEPTED, stance=stance, note=note[:500], by_id=by.pk
    )
    notice_change(claim_id=link.claim_id, news=f"{speaker_of(link.statement)} {stance}")
    return decision


@transaction.atomic
def reject_link(
    *, link: Link, by: AbstractBaseUser, reason: str = Rejection.OTHER, note: str = ""
) -> LinkDecision:
    """Rejects a suggestion; it is never suggested again. Raises AlreadyDecided where somebody was first."""
    if reason not in Rejection.values:
        raise Refused(f"“{reason}” is not a reason.", field="reason")
    _set(link, by=by, state=LinkState.REJECTED, stance="")
    return LinkDecision.objects.create(
        link=link, state=LinkState.REJECTED, reason=reason, note=note[:500], by_id=by.pk
    )


@transaction.atomic
def take_back(*, decision: LinkDecision, by: AbstractBaseUser) -> Link:
    """Makes a link a suggestion again, as it was before ``decision``.

    A link made by hand becomes a suggestion too, one without a strength. Raises Refused, naming the later step, where
    the link was decided anew or taken back in the meantime.
    """
    link = Link.objects.select_for_update(of=("self",)).get(pk=decision.link_id)
    last = link.decisions.select_related("by").last()
    if last is None or last.pk != decision.pk:
        who = last.by.get_username() if last else "Somebody"
        raise Refused(f"{who} changed this since, so it cannot be taken back any more.")
    if decision.state == LinkState.SUGGESTED:
        raise Refused("This was taken back already.")
    was_accepted = link.state == LinkState.ACCEPTED
    Link.objects.filter(pk=link.pk).update(
        state=LinkState.SUGGESTED, stance="", decided_by=None, decided_at=None
    )
    LinkDecision.objects.create(link=link, state=LinkState.SUGGESTED, by_id=by.pk, undoes=decision)
    if was_accepted:
        notice_change(claim_id=link.claim_id, news=f"what {speaker_of(link.statement)} said no longer counts")
    link.refresh_from_db()
    return link


@transaction.atomic
def link_by_hand(*, claim: Claim, statement: Statement, by: AbstractBaseUser, stance: str) -> Link:
    """Links a statement that nobody suggested, accepted at once. A waiting suggestion for the two is accepted.

    Raises Refused for no stance or a struck statement, and AlreadyDecided where the two are linked or were rejected.
    """
    if statement.struck_at is not None:
        raise Refused("This statement was struck: nobody said it.")
    link, _ = Link.objects.get_or_create(
        claim=claim, statement=statement, defaults={"made_by": Maker.PERSON, "state": LinkState.SUGGESTED}
    )
    accept_link(link=link, by=by, stance=stance)
    link.refresh_from_db()
    return link


def _set(link: Link, *, by: AbstractBaseUser, state: str, stance: str) -> None:
    """Compare-and-set from "suggested": of two answers at one moment one wins, the other is told. The statement is
    held meanwhile, so that nobody strikes it under the answer.
    """
    standing = Statement.objects.standing().filter(pk=link.statement_id)
    if not standing.select_for_update(of=("self",), no_key=True).exists():
        raise Refused("This statement was struck in the meantime: nobody said it.")
    won = Link.objects.filter(pk=link.pk, state=LinkState.SUGGESTED).update(
        state=state, stance=stance, decided_by_id=by.pk, decided_at=Now()
    )
    if not won:
        now = Link.objects.select_related("decided_by").filter(pk=link.pk).first()
        if now is None or now.state == LinkState.SUGGESTED:
            raise Refused(
                "This suggestion was withdrawn: the statement or the claim has changed. Look again."
            )
        raise AlreadyDecided(now, by=by)
