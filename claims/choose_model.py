"""An admin chooses which coefficients suggestions use, and takes such a choice back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from claims.model_in_use import latest_change, model_after, number_of, still_fits
from claims.models import ModelChange, Refit
from entities.refused import Refused
from matching.score import shipped

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


def choose_model(
    *, refit: Refit | None, by: AbstractBaseUser, number: int, undoes: ModelChange | None = None
) -> ModelChange:
    """Puts the coefficients of a refit to use, or the shipped ones; suggestions made before stay as they are.

    ``number`` is that of the change the person saw as the latest, 0 for none. Raises Refused where it has moved on,
    where it is in use already, and for a refit of coefficients that are shipped no more.
    """
    if refit is not None and (not refit.version or not still_fits(refit)):
        raise Refused("That version was fitted to other coefficients than those that are shipped now.")
    before = latest_change()
    if number_of(before) != number:
        raise Refused(_overtaken(before))
    in_use = model_after(before).version
    version = refit.version if refit else shipped().version
    if version == in_use:
        raise Refused(f"{version} is in use already.")
    try:
        with transaction.atomic():
            return ModelChange.objects.create(
                number=number + 1, refit=refit, version=version, before=in_use, by_id=by.pk, undoes=undoes
            )
    except IntegrityError:
        raise Refused(_overtaken(latest_change())) from None


def undo_choice(*, change: ModelChange, by: AbstractBaseUser) -> ModelChange:
    """Puts to use again what was in use before a change. Raises Refused, naming the later one, unless it is the latest."""
    latest = latest_change()
    if latest is None or latest.pk != change.pk:
        raise Refused(_overtaken(latest))
    earlier = (
        ModelChange.objects.select_related("refit")
        .filter(number__lt=change.number)
        .order_by("-number")
        .first()
    )
    return choose_model(refit=earlier.refit if earlier else None, by=by, number=change.number, undoes=change)


def _overtaken(latest: ModelChange | None) -> str:
    if latest is None:
        return "That choice is not on record."
    who = latest.by.get_username() if latest.by else "The nightly refit"
    return f"{who} has put {latest.version} to use in the meantime. Look again, then choose."
