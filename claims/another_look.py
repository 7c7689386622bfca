"""Something changed under a verdict: the claim needs another look, until it rests on the same again.

This is the one place that writes a claim's history (VerdictChange), whoever changed the claim, and that tells those who
watch it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models.functions import Now

from claims.evidence import standing_decision
from claims.ground import ground_of
from claims.models import Claim, Link, LinkState, NoticeKind, Tripwire, Verdict, VerdictChange, WorkState
from claims.queries.wires import condition_of
from claims.tell import tell_watchers
from entities.ledger import acting, at_end
from entities.said import label_said
from matching.phrase import kept, say, say_all, say_low
from sources.signals import ALTERED, CORRECTED, GONE

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models import QuerySet

    from claims.ground import Ground
    from sources.models import Statement

NEWS_TOLD = 5


def notice_change(*, claim_id: int, news: str) -> None:
    """Called in the transaction that changes what counts for a claim; ``news`` says in words what it was.

    The work state follows from what a person decided last and what has changed since: a settled claim, and any claim
    of which a tripwire is hit, is set to "needs another look", with each further change on record; when everything is
    again what the verdict rested on, as after an undo, the claim is settled again. The verdict itself stands. A new
    claim that gets its first evidence is in review from then on. Of a batch the claim is told once, at its end.
    """
    at_end("claims.another_look", claim_id, _notice, news)


def _notice(claim_id: int, found: list[str]) -> None:
    every = list(dict.fromkeys(found))
    news = say_all(every[:NEWS_TOLD], by="; ")
    if len(every) > NEWS_TOLD:
        news = say("%(news)s and %(more)s more", news=news, more=len(every) - NEWS_TOLD)
    claim = Claim.objects.select_for_update(of=("self",)).filter(pk=claim_id).first()
    if claim is None:  # its proposal was taken back with the rest
        return
    Claim.objects.filter(pk=claim.pk).update(changed_at=Now())
    decided = standing_decision(claim)
    ground = ground_of(claim, lightly=decided is None)
    now = ground.work_state(decided)
    hit = _newly_hit(claim, ground) if ground.hits else []
    if now == WorkState.ANOTHER_LOOK:
        reason = (
            say("New evidence since the verdict: %(news)s.", news=news)
            if decided
            else say("New evidence: %(news)s.", news=news)
        )
        reason = say_all([*(say("Tripwire: %(words)s.", words=words) for words in hit), reason], by=" ")
        kind = NoticeKind.TRIPWIRE if hit else NoticeKind.ANOTHER_LOOK
        record(claim, work_state=now, reason=reason, ground=ground, kind=kind)
    elif claim.work_state == WorkState.ANOTHER_LOOK:
        reason = say("The evidence is again what the verdict rested on: %(news)s.", news=news)
        record(claim, work_state=now, reason=reason, ground=ground)
    elif claim.work_state != now:
        Claim.objects.filter(pk=claim.pk).update(work_state=now)


def _newly_hit(claim: Claim, ground: Ground) -> list[str]:
    """The conditions of the tripwires that are hit and were not when the claim's status changed last, in words."""
    last = claim.verdict_changes.last()
    wires = {wire for wire, link in ground.hits if last is None or [wire, link] not in last.hits}
    rows = Tripwire.objects.filter(pk__in=wires).select_related("speaker__canonical").order_by("pk")
    return [condition_of(wire).words for wire in rows]


def notice_statement(sender: object, *, statement: Statement, what: str, **_signal: Any) -> None:  # noqa: ARG001
    """Hears that a person or its outlet changed a statement: the claims it counts for need another look, and suggestions
    nobody has answered are made afresh from what is said now.
    """
    links = Link.objects.filter(statement=statement)
    if what in (CORRECTED, ALTERED, GONE):
        links.unanswered().delete()
    for claim_id in (
        links.filter(state=LinkState.ACCEPTED).order_by("claim_id").values_list("claim_id", flat=True)
    ):
        notice_change(claim_id=claim_id, news=say(what, who=speaker_of(statement)))


def notice_group(sender: object, *, outlets: list[int], **_signal: Any) -> None:  # noqa: ARG001
    """Hears that outlets came to another owner: of the claims that rest on them, the origins may count otherwise."""
    _notice_articles(
        Link.objects.filter(statement__article__outlet__in=outlets), say("whose an outlet is was changed")
    )


def notice_day(sender: object, *, articles: list[int], **_signal: Any) -> None:  # noqa: ARG001
    """Hears that articles got another day: which of several reports was the first may be another."""
    _notice_articles(
        Link.objects.filter(statement__article__in=articles), say("the day of an article was changed")
    )


def _notice_articles(links: QuerySet[Link], news: str) -> None:
    rows = links.filter(state=LinkState.ACCEPTED, statement__struck_at=None)
    for claim_id in rows.order_by("claim_id").values_list("claim_id", flat=True).distinct():
        notice_change(claim_id=claim_id, news=news)


def notice_copies(sender: object, *, articles: Collection[int], **_signal: Any) -> None:  # noqa: ARG001
    """Hears that articles were found to be copies of one text, or to be none: their claims are weighed anew."""
    _notice_articles(
        Link.objects.filter(statement__article__in=articles),
        say("which articles are copies was told otherwise"),
    )


def notice_wording(*, claim: Claim, by_name: str, before: str) -> None:
    """Called in the transaction that rewords a claim, when it has its new words: a verdict on other words needs another
    look, and the change of wording is on record either way.
    """
    decided = standing_decision(claim)
    ground = ground_of(claim, lightly=decided is None)
    reason = say("%(by_name)s reworded the claim. It read: “%(before)s”.", by_name=by_name, before=before)
    record(claim, work_state=ground.work_state(decided), reason=reason, ground=ground)


def note_merge(*, claim_id: int, words: str) -> None:
    """Called in the transaction that merges a claim into this one, or takes that back: it is on record in its history."""
    claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim_id)
    decided = standing_decision(claim)
    ground = ground_of(claim, lightly=decided is None)
    record(claim, work_state=ground.work_state(decided), reason=words, ground=ground)


def speaker_of(statement: Statement) -> str:
    """Who said it, as news of it has it."""
    return statement.shown_speaker or say("an unnamed source")


def record(
    claim: Claim,
    *,
    work_state: WorkState,
    reason: str,
    ground: Ground,
    verdict: str = "",
    by: AbstractBaseUser | None = None,
    undoes: VerdictChange | None = None,
    kind: NoticeKind | None = None,
) -> VerdictChange:
    """Puts a change of a claim's status on record, makes it, and tells those who watch the claim, but not whoever did it.

    ``claim`` is held and as it stood before; without a ``verdict`` it keeps its own. ``ground`` is what the status rests on.
    """
    change = VerdictChange.objects.create(
        claim=claim,
        version=claim.version + 1,
        verdict_before=claim.verdict,
        verdict=verdict or claim.verdict,
        work_state_before=claim.work_state,
        work_state=work_state,
        reason=reason,
        said=kept(reason),
        evidence=ground.evidence,
        wording=ground.wording,
        origins=ground.origins,
        hits=ground.hits,
        undoes=undoes,
        by_id=by.pk if by else None,
    )
    Claim.objects.filter(pk=claim.pk).update(
        verdict=change.verdict, work_state=work_state, version=change.version, changed_at=Now()
    )
    asks = NoticeKind.ANOTHER_LOOK if work_state == WorkState.ANOTHER_LOOK else NoticeKind.STATUS
    doing = acting()
    tell_watchers(
        claim=claim,
        kind=kind or asks,
        words=_set_by(by, change, reason) if by else reason,
        # A tripwire alarms everybody.
        besides=doing.by_id if doing and kind != NoticeKind.TRIPWIRE else None,
    )
    return change


def _set_by(by: AbstractBaseUser, change: VerdictChange, reason: str) -> str:
    return say(
        "%(by)s set it to %(verdict)s: %(reason)s",
        by=by.get_username(),
        verdict=say_low(label_said(Verdict(change.verdict).label)),
        reason=reason,
    )
