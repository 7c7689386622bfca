"""What is learnt from: pairs of a statement and a claim with what people made of them, and which of them are enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ENOUGH = 100
"""Accepted links from which on anything is fitted."""
ERRORS = 2.0
"""Standard errors by which a fit has to be better. One let fits through that were worse elsewhere (docs/learning.md)."""
SHOWN_ERRORS = 3.0
"""The same where only what was shown has a label: what such a fit does to everything else, no answer tells."""
REVIEWED_PENALTY, SHOWN_PENALTY = 10.0, 100.0
"""On the squared difference to the shipped weights: where all claims of a statement have a label, and where only those
that were shown have one."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A statement and a claim that were scored on a desk of so many ``claims``, and what people made of the two."""

    statement: int
    claims: int
    features: Mapping[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """The rows to fit on, the penalty on moving away from the shipped weights, and the standard errors by which a fit
    has to be better.
    """

    rows: Sequence[Labelled]
    penalty: float
    errors: float


def choose(*, shown: Sequence[Labelled], reviewed: Sequence[Labelled]) -> Chosen | None:
    """What to learn from; None while too little was accepted.

    ``shown``: the suggestions that were answered. ``reviewed``: everything that was examined for statements of which an
    editor said that nothing else fits, what was answered among it; it is preferred as soon as there is enough of it.
    """
    if sum(row.right for row in reviewed) >= ENOUGH:
        return Chosen(reviewed, REVIEWED_PENALTY, ERRORS)
    if sum(row.right for row in shown) >= ENOUGH:
        return Chosen(shown, SHOWN_PENALTY, SHOWN_ERRORS)
    return None
