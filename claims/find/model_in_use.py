"""Which coefficients suggestions are made with. Asked for at each use, so that a worker needs no restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.models import ModelChange
from matching.score import Model, shipped

if TYPE_CHECKING:
    from claims.models import Refit


def model_in_use() -> Model:
    """The model that is in use now: one small query. A refit of coefficients that are shipped no more does not hold,
    for it says how far others are to be moved.
    """
    return model_after(latest_change())


def model_after(change: ModelChange | None) -> Model:
    """The model that is in use from a change on; the shipped one where there was none."""
    refit = change.refit if change else None
    return model_of(refit) if refit is not None and still_fits(refit) else shipped()


def still_fits(refit: Refit) -> bool:
    """Whether a refit moves the coefficients that are shipped now."""
    return refit.base == shipped().version


def model_of(refit: Refit) -> Model:
    """The shipped model, moved as the refit found."""
    return shipped().moved(refit.version, refit.moves)


def latest_change() -> ModelChange | None:
    """The change that holds; None where there never was one."""
    return ModelChange.objects.select_related("refit").order_by("-number").first()


def number_of(change: ModelChange | None) -> int:
    """The number that who changes what is in use has to name: that of the change they saw, 0 for none."""
    return change.number if change else 0
