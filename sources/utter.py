"""A person says that two statements are one utterance, or that one stands alone; and takes that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from entities.hold import hold
from entities.refused import Refused
from sources.models import Statement, UtteranceDecision, UtteranceSay
from sources.signals import REGROUPED, statement_changed
from sources.utterances import utterances_of

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def join_utterance(*, statement: Statement, other: Statement, by: AbstractBaseUser) -> UtteranceDecision:
    """Says that ``statement`` reports the same act of speaking as ``other``. Raises Refused where it does so already,
    or the two are one row.
    """
    if statement.pk == other.pk:
        raise Refused("Choose another statement: this is the same one.", field="other")
    _hold()
    keys = utterances_of(_fresh(statement, other))
    if keys[statement.pk] == keys[other.pk]:
        raise Refused("These two count as one utterance already.")
    return _decide(statement, says=UtteranceSay.JOINED, by=by, other=other)


@transaction.atomic
def split_utterance(*, statement: Statement, by: AbstractBaseUser) -> UtteranceDecision:
    """Says that ``statement`` is an utterance of its own. Raises Refused where it stands alone by a decision already."""
    _hold()
    if utterances_of(_fresh(statement))[statement.pk] == f"apart-{statement.pk}":
        raise Refused("This statement counts as an utterance of its own already.")
    return _decide(statement, says=UtteranceSay.SPLIT, by=by)


@transaction.atomic
def take_back_utterance(*, decision: UtteranceDecision, by: AbstractBaseUser) -> UtteranceDecision:
    """Takes a decision back: the statement is grouped as if it had not been. Raises Refused where somebody did already,
    or where a later decision about the statement stands in the way; it is named.
    """
    _hold()
    earlier = UtteranceDecision.objects.select_related("by", "statement").get(pk=decision.pk)
    if earlier.says == UtteranceSay.TAKEN_BACK:
        raise Refused("This is itself a taking back.")
    undone = UtteranceDecision.objects.select_related("by").filter(undoes=earlier).first()
    if undone is not None:
        raise Refused(f"{undone.by.get_username()} has taken this back already.")
    standing = UtteranceDecision.objects.filter(statement=earlier.statement_id, undoes=None, undone_by=None)
    later = standing.filter(pk__gt=earlier.pk).select_related("by").first()
    if later is not None:
        raise Refused(
            f"{later.by.get_username()} said later that it is {later.get_says_display()}. Take that back first."
        )
    return _decide(earlier.statement, says=UtteranceSay.TAKEN_BACK, by=by, undoes=earlier)


def _decide(
    statement: Statement,
    *,
    says: UtteranceSay,
    by: AbstractBaseUser,
    other: Statement | None = None,
    undoes: UtteranceDecision | None = None,
) -> UtteranceDecision:
    decision = UtteranceDecision.objects.create(
        statement=statement, other=other, says=says, by_id=by.pk, undoes=undoes
    )
    statement_changed.send(Statement, statement=statement, what=REGROUPED)
    return decision


def _hold() -> None:
    """One decision at a time, so that of two at one moment the second sees the first."""
    hold(["utterances"])


def _fresh(*statements: Statement) -> list[Statement]:
    """The statements as they are now. Raises Refused for one that was struck."""
    rows = list(Statement.objects.with_speakers().filter(pk__in=[s.pk for s in statements]))
    if any(row.struck_at for row in rows):
        raise Refused("One of these statements was struck: nobody said it.")
    return rows
