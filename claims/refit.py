"""The coefficients are fitted anew from the desk's decisions, and put to use where they are clearly better."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, connection, transaction

from claims.find.model_in_use import latest_change, model_after, number_of
from claims.models import ModelChange, Outcome, Refit
from claims.queries.lessons import lessons
from matching.learn import refit
from matching.lessons import choose
from matching.score import shipped

if TYPE_CHECKING:
    from claims.queries.lessons import Lessons

log = logging.getLogger(__name__)
# A number that nothing else locks: of two refits at once the second leaves.
REFITTING = 7_340_216


def refit_model() -> Refit | None:
    """Fits towards the shipped coefficients and puts on record what came of it (the rule: ``matching.learn``, ``matching.lessons``).

    Puts the fit to use where it is clearly better than what was in use, unless somebody chose
    another version meanwhile. None where another refit is under way. Run twice, it finds nothing better the second
    time.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_try_advisory_xact_lock(%s)", [REFITTING])
            if not cursor.fetchone()[0]:
                return None
        before = latest_change()
        known = lessons()
        found = _fit(known, in_use=model_after(before).version, before=before)
        if found.outcome != Outcome.SWAPPED:
            found.save()
        elif not _put_to_use(found, before):
            found.pk, found.outcome = None, Outcome.OVERTAKEN
            found.save()
    log.info("Refit %s", found)
    return found


def _fit(known: Lessons, *, in_use: str, before: ModelChange | None) -> Refit:
    """The refit as it is put on record, not yet stored."""
    counts: dict[str, Any] = {
        "base": shipped().version,
        "in_use": in_use,
        "accepted": known.accepted,
        "rejected": known.rejected,
        "unshown": known.unshown,
        "statements": known.statements,
    }
    chosen = choose(shown=known.shown, reviewed=known.reviewed)
    if chosen is None:
        return Refit(outcome=Outcome.TOO_FEW, **counts)
    fitted = refit(chosen.rows, shipped=shipped(), in_use=model_after(before), penalty=chosen.penalty)
    return Refit(
        version=f"{shipped().version}+{Refit.objects.exclude(version='').count() + 1}",
        outcome=Outcome.SWAPPED if fitted.is_better(chosen.errors) else Outcome.NOT_BETTER,
        penalty=chosen.penalty,
        moves={name: round(move, 6) for name, move in fitted.moves.items()},
        gain=fitted.gain,
        gain_error=fitted.gain_error,
        order_gain=fitted.order_gain,
        loss=fitted.loss,
        loss_in_use=fitted.loss_in_use,
        loss_shipped=fitted.loss_shipped,
        **counts,
    )


def _put_to_use(found: Refit, before: ModelChange | None) -> bool:
    """Compare-and-set on what is in use. False, with nothing stored, where somebody was first."""
    try:
        with transaction.atomic():
            found.save()
            ModelChange.objects.create(
                number=number_of(before) + 1, refit=found, version=found.version, before=found.in_use
            )
    except IntegrityError:
        return False
    return True
