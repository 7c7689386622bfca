"""A person says that two statements are one utterance, or that one stands alone; and takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from entities.hold import hold
from entities.ledger import act, act_on, note, register, rows_of
from entities.refused import Refused
from entities.said import label_said
from entities.undo import undo
from matching.phrase import say
from sources.models import Statement, UtteranceDecision, UtteranceSay
from sources.signals import REGROUPED, statement_changed
from sources.utterances import decisions_about, utterances_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act

DECIDED = "statement.utterance"


@transaction.atomic
def join_utterance(*, statement: Statement, other: Statement, by: AbstractBaseUser) -> UtteranceDecision:
    """Says that ``statement`` reports the same act of speaking as ``other``. Raises Refused where it does so already,
    or the two are one row.
    """
    if statement.pk == other.pk:
        raise Refused(gettext("Choose another statement: this is the same one."), field="other")
    hold(["utterances"])
    keys = utterances_of(_fresh(statement, other))
    if keys[statement.pk] == keys[other.pk]:
        raise Refused(gettext("These two count as one utterance already."))
    return _decide(statement, says=UtteranceSay.JOINED, by=by, other=other)


@transaction.atomic
def split_utterance(*, statement: Statement, by: AbstractBaseUser) -> UtteranceDecision:
    """Says that ``statement`` is an utterance of its own. Raises Refused where it stands alone by a decision already."""
    hold(["utterances"])
    if utterances_of(_fresh(statement))[statement.pk] == f"apart-{statement.pk}":
        raise Refused(gettext("This statement counts as an utterance of its own already."))
    return _decide(statement, says=UtteranceSay.SPLIT, by=by)


def take_back_utterance(*, decision: UtteranceDecision, by: AbstractBaseUser) -> None:
    """Takes a decision back: the statement is grouped as if it had not been. Raises Refused where somebody did already,
    or where a later decision about the statement stands in the way; it is named.
    """
    deciding = act_on(decision, DECIDED)
    if deciding is None:
        raise Refused(gettext("The ledger does not know of this, so it cannot be taken back."))
    undo(act=deciding, by=by)


def _decide(
    statement: Statement, *, says: UtteranceSay, by: AbstractBaseUser, other: Statement | None = None
) -> UtteranceDecision:
    what = label_said(says.label)
    words = (
        say(
            "said that “%(statement)s” is %(what)s as “%(other)s”",
            statement=statement,
            what=what,
            other=other,
        )
        if other
        else say("said that “%(statement)s” is %(what)s", statement=statement, what=what)
    )
    before = decisions_about([statement.pk])
    about = [statement, *([other] if other else [])]
    with act(DECIDED, by=by, words=words, about=about) as deciding:
        decision = UtteranceDecision.objects.create(statement=statement, other=other, says=says, by_id=by.pk)
        deciding.about(decision)
        deciding.turn(statement, "utterance", before[-1].id if before else None, decision.pk)
        statement_changed.send(Statement, statement=statement, what=REGROUPED)
    return decision


def _invert(done: Act, undoing: Act) -> None:
    """Takes back what an act said of a statement, or says again what it took back: by a fact of its own."""
    hold(["utterances"])
    decisions = UtteranceDecision.objects.select_related("undoes", "statement")
    last = decisions.filter(pk__in=rows_of(done, UtteranceDecision)).order_by("-pk").first()
    if last is None:
        raise Refused(gettext("What was said is no longer there, so it cannot be taken back."))
    again = last.undoes
    fact = UtteranceDecision.objects.create(
        statement_id=last.statement_id,
        other_id=again.other_id if again else None,
        says=again.says if again else UtteranceSay.TAKEN_BACK,
        by_id=undoing.by_id,
        undoes=None if again else last,
    )
    note(undoing, fact)
    statement_changed.send(Statement, statement=last.statement, what=REGROUPED)


register(
    DECIDED, label=gettext_noop("said which utterance it is"), permission="claims.review", invert=_invert
)


def _fresh(*statements: Statement) -> list[Statement]:
    """The statements as they are now. Raises Refused for one that was struck."""
    rows = list(Statement.objects.with_speakers().filter(pk__in=[s.pk for s in statements]))
    if any(row.struck_at for row in rows):
        raise Refused(gettext("One of these statements was struck: nobody said it."))
    return rows
