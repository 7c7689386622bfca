"""Symbols that stand beside every colour, and what a message carries beside its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext

from claims.models import Outcome, Stance, Verdict
from claims.queries.board import COLUMNS
from claims.save_view import may_change
from matching.lessons import ENOUGH, ERRORS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import User
    from django.contrib.messages.storage.base import Message

    from claims.models import Claim, Refit, SavedView

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


@register.filter
def verdict_symbol(verdict: str) -> str:
    """The symbol of a verdict."""
    return VERDICT_SYMBOLS.get(verdict, "")  # type: ignore[call-overload, no-any-return]


@register.filter
def stance_symbol(stance: str) -> str:
    """The symbol of a stance."""
    return STANCE_SYMBOLS.get(stance, "")  # type: ignore[call-overload, no-any-return]


@register.filter
def column_label(name: str) -> str:
    """The head of a column of the board."""
    return str(COLUMNS[name])


@register.filter
def of_claim(found: Mapping[int, int], pk: int) -> int | str:
    """What a mapping has for a claim; nothing where it has nothing."""
    return found.get(pk, "")


@register.filter
def due_in_words(claim: Claim) -> str:
    """A claim's day, as one says it; empty for one without a date."""
    if claim.due_on is None:
        return ""
    days = (claim.due_on - localdate()).days
    near = {-1: gettext("yesterday"), 0: gettext("today"), 1: gettext("tomorrow")}
    return near[days] if days in near else str(date_format(claim.due_on, "SHORT_DATE_FORMAT"))


@register.filter
def may_be_changed_by(view: SavedView, user: User) -> bool:
    """Whether this person may rename, share or remove a view."""
    return may_change(view, by=user)


@register.filter
def in_percent(share: float | None) -> str:
    """A share of 0 to 1 in percent; a dash for none."""
    return "–" if share is None else f"{100 * share:.0f} %"


@register.filter
def why(refit: Refit) -> str:
    """What a refit did and why, in words."""
    if refit.outcome == Outcome.TOO_FEW:
        told = {"accepted": refit.accepted, "enough": ENOUGH}
        return (
            gettext(
                "Nothing was fitted: %(accepted)s suggestions were accepted so far, and %(enough)s are needed."
            )
            % told
        )
    gain, error = 1000 * (refit.gain or 0), 1000 * (refit.gain_error or 0)
    values = {
        "version": refit.version,
        "gain": f"{abs(gain):.1f}",
        "error": f"{error:.1f}",
        "in_use": refit.in_use,
    }
    less = gettext(
        "On answers it had not seen, %(version)s costs %(gain)s ± %(error)s thousandths of a nat less a statement than %(in_use)s"
    )
    more = gettext(
        "On answers it had not seen, %(version)s costs %(gain)s ± %(error)s thousandths of a nat more a statement than %(in_use)s"
    )
    found = {"found": (less if gain > 0 else more) % values, "in_use": refit.in_use}
    if refit.outcome == Outcome.SWAPPED:
        return gettext("%(found)s: clearly better, so it was put to use.") % found
    if refit.outcome == Outcome.OVERTAKEN:
        return (
            gettext("%(found)s. It was not put to use, since somebody chose another version meanwhile.")
            % found
        )
    if gain <= ERRORS * error:
        return gettext("%(found)s: no more than chance would give, so %(in_use)s stays.") % found
    if (refit.order_gain or 0) < 0:
        return gettext("%(found)s, but puts the right claims first less often, so %(in_use)s stays.") % found
    return gettext("%(found)s, but more than the shipped coefficients, so %(in_use)s stays.") % found


@register.filter
def undo_of(message: Message) -> int | None:
    """The id of the decision that a message offers to take back; None for a message that offers nothing."""
    tags = (message.extra_tags or "").split()
    return next((int(tag.removeprefix(UNDO)) for tag in tags if tag.startswith(UNDO)), None)
