"""Claims that say nearly the same as a text: they are shown before it becomes a claim of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.find.rank import examine
from claims.queries.board import claims_listed, rows_of
from matching.features import Said
from matching.likeness import denies_other, likeness

if TYPE_CHECKING:
    from claims.queries.board import ClaimRow

NEARLY, MOST = 0.6, 3
"""The likeness from which on a claim is shown, and how many are."""
LOOKED_AT = 15


@dataclass(frozen=True)
class Alike:
    """A claim like the text, with its evidence; ``likeness`` from 0 to 1; ``is_opposite``: one of the two has a "not"."""

    row: ClaimRow
    likeness: float
    is_opposite: bool


def alike(text: str, *, besides: int | None = None) -> list[Alike]:
    """The claims most like a text, the likest first; one that reads exactly the same, and ``besides``, are left out.

    Found by the very search that suggestions use. Eight queries or nine, however many claims there are.
    """
    found: list[tuple[float, int]] = []
    for examined in examine(Said(text), limit=LOOKED_AT):
        near = likeness(examined.pair)
        if near >= NEARLY and examined.claim_id != besides and examined.text.lower() != text.lower():
            found.append((-near, examined.claim_id))
    best = {pk: -near for near, pk in sorted(found)[:MOST]}
    claims = list(claims_listed().filter(pk__in=best))
    rows = sorted(rows_of(claims), key=lambda row: (-best[row.claim.pk], row.claim.pk))
    return [Alike(row, best[row.claim.pk], denies_other(text, row.claim.text)) for row in rows]
