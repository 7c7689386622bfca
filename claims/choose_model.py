"""An admin chooses which coefficients suggestions use, and takes such a choice back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext, gettext_noop

from claims.find.model_in_use import latest_change, model_after, number_of, still_fits
from claims.models import ModelChange, Refit
from entities.ledger import act, act_on, note, register, rows_of
from entities.refused import Refused
from entities.undo import undo
from matching.phrase import say
from matching.score import shipped

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act


@transaction.atomic
def choose_model(*, refit: Refit | None, by: AbstractBaseUser, number: int) -> ModelChange:
    """Puts the coefficients of a refit to use, or the shipped ones; suggestions made before stay as they are.

    ``number`` is that of the change the person saw as the latest, 0 for none. Raises Refused where it has moved on,
    where it is in use already, and for a refit of coefficients that are shipped no more.
    """
    before = latest_change()
    if number_of(before) != number:
        raise Refused(_overtaken(before))
    version = refit.version if refit else shipped().version
    with act(
        CHOSEN, by=by, words=say("put the coefficients %(version)s of suggestions to use", version=version)
    ) as choosing:
        change = _change(refit, by=by, before=before)
        choosing.made(change)
    return change


@transaction.atomic
def undo_choice(*, change: ModelChange, by: AbstractBaseUser) -> ModelChange:
    """Puts to use again what was in use before a change. Raises Refused, naming the later one, unless it is the latest."""
    _check_latest(change)
    done = act_on(change, CHOSEN) if change.by_id else None
    if done is None or change.undoes_id:
        return choose_model(refit=_earlier(change), by=by, number=change.number)
    undo(act=done, by=by)
    return ModelChange.objects.get(number=change.number + 1)


def _change(
    refit: Refit | None,
    *,
    by: AbstractBaseUser,
    before: ModelChange | None,
    undoes: ModelChange | None = None,
) -> ModelChange:
    if refit is not None and (not refit.version or not still_fits(refit)):
        raise Refused(
            gettext("That version was fitted to other coefficients than those that are shipped now.")
        )
    in_use = model_after(before).version
    version = refit.version if refit else shipped().version
    if version == in_use:
        raise Refused(gettext("%(version)s is in use already.") % {"version": version})
    number = number_of(before) + 1
    try:
        with transaction.atomic():
            return ModelChange.objects.create(
                number=number, refit=refit, version=version, before=in_use, by_id=by.pk, undoes=undoes
            )
    except IntegrityError:
        raise Refused(_overtaken(latest_change())) from None


def _earlier(change: ModelChange) -> Refit | None:
    """What was in use before a change: a refit, or None for the shipped coefficients."""
    rows = ModelChange.objects.select_related("refit").filter(number__lt=change.number)
    earlier = rows.order_by("-number").first()
    return earlier.refit if earlier else None


def _check_latest(change: ModelChange) -> None:
    latest = latest_change()
    if latest is None or latest.pk != change.pk:
        raise Refused(_overtaken(latest))


def _overtaken(latest: ModelChange | None) -> str:
    if latest is None:
        return gettext("That choice is not on record.")
    who = latest.by.get_username() if latest.by else gettext("The nightly refit")
    return gettext("%(who)s has put %(version)s to use in the meantime. Look again, then choose.") % {
        "who": who,
        "version": latest.version,
    }


def _chosen(done: Act) -> ModelChange:
    return ModelChange.objects.get(pk=max(rows_of(done, ModelChange)))


def _check(done: Act) -> None:
    _check_latest(_chosen(done))


def _invert(done: Act, undoing: Act) -> None:
    """Changes are facts: taking one back is another one."""
    change = _chosen(done)
    note(undoing, _change(_earlier(change), by=undoing.by, before=change, undoes=change))


CHOSEN = register(
    "model.choose",
    label=gettext_noop("chose coefficients of suggestions"),
    permission="claims.choose_model",
    check=_check,
    invert=_invert,
)
