"""Symbols that stand beside every colour, and what a message carries beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from claims.models import Stance, Verdict

if TYPE_CHECKING:
    from django.contrib.messages.storage.base import Message

register = template.Library()

VERDICT_SYMBOLS = {
    Verdict.UNVERIFIED: "○",
    Verdict.CORROBORATED: "◕",
    Verdict.DISPUTED: "◐",
    Verdict.CONFIRMED: "✓",
    Verdict.REFUTED: "✕",
    Verdict.INCONCLUSIVE: "◇",
}
STANCE_SYMBOLS = {Stance.SUPPORTS: "▲", Stance.DENIES: "▼", Stance.CONTEXT: "●"}
UNDO = "undo-"
ACT = "act-"


@register.filter
def verdict_symbol(verdict: str) -> str:
    """The symbol of a verdict."""
    return VERDICT_SYMBOLS.get(verdict, "")  # type: ignore[call-overload, no-any-return]


@register.filter
def stance_symbol(stance: str) -> str:
    """The symbol of a stance."""
    return STANCE_SYMBOLS.get(stance, "")  # type: ignore[call-overload, no-any-return]


@register.filter
def act_of(message: Message) -> int | None:
    """The id of the line of the ledger that a message offers to take back; None for one that offers nothing."""
    tags = (message.extra_tags or "").split()
    return next((int(tag.removeprefix(ACT)) for tag in tags if tag.startswith(ACT)), None)


@register.filter
def undo_of(message: Message) -> int | None:
    """The id of the decision that a message offers to take back; None for a message that offers nothing."""
    tags = (message.extra_tags or "").split()
    return next((int(tag.removeprefix(UNDO)) for tag in tags if tag.startswith(UNDO)), None)
