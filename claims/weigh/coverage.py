"""Whether any one source says all of a claim, and what could be claimed instead where none does."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from claims.weigh.facts import NOT_A_FACT
from claims.weigh.parts import NOT, covered_by
from claims.weigh.standing import named
from matching.phrase import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claims.weigh.parts import Covered, Part, Span
    from claims.weigh.piece import Piece

MOST_GAPS = 4


@dataclass(frozen=True, slots=True)
class Narrower:
    """A wording that leaves out what ``piece`` does not cover."""

    text: str
    piece: Piece

    @property
    def source(self) -> str:
        """Who says as much."""
        return named(self.piece)


@dataclass(frozen=True, slots=True)
class Coverage:
    """``by``: for each statement how far it covers each part. ``whole``: those that support all of the claim.
    ``gaps`` say in words what no source covers; ``narrower`` is the widest wording that one source covers.
    """

    parts: tuple[Part, ...] = ()
    by: dict[int, list[Covered]] = field(default_factory=dict)
    whole: tuple[int, ...] = ()
    gaps: tuple[str, ...] = ()
    narrower: Narrower | None = None


def find_coverage(text: str, parts: Sequence[Part], pieces: Sequence[Piece]) -> Coverage:
    """What of a claim's wording (``text``, taken apart into ``parts``) its evidence covers, piece by piece.

    Support counts where it is put forward as a fact; the other pieces only tell who names what. Without parts, or
    without evidence, there is nothing to say.
    """
    if not parts or not pieces:
        return Coverage(tuple(parts))
    by = {piece.statement: covered_by(piece, parts) for piece in pieces}
    supports = [piece for piece in pieces if piece.stance == "supports" and piece.modality not in NOT_A_FACT]
    whole = tuple(p.statement for p in supports if all(c.is_full for c in by[p.statement]))
    if whole or not supports:
        return Coverage(tuple(parts), by, whole)
    return Coverage(
        tuple(parts),
        by,
        gaps=tuple(_gaps(parts, pieces, supports, by)),
        narrower=_narrower(text, supports, by),
    )


def not_mentioned(covered: Iterable[Covered]) -> list[Part]:
    """Who, what happened and to what: the parts of these kinds that a piece says nothing of."""
    return [c.part for c in covered if c.level == NOT and c.part.kind in ("who", "happened", "what")]


def _gaps(
    parts: Sequence[Part], pieces: Sequence[Piece], supports: Sequence[Piece], by: dict[int, list[Covered]]
) -> list[str]:
    """Parts that nobody covers, and pairs of parts that no support covers together, with who has which."""
    first = [next((p for p in pieces if by[p.statement][n].is_full), None) for n in range(len(parts))]
    gaps: list[str] = [
        say("No source covers %(part)s.", part=part.named)
        for part, piece in zip(parts, first, strict=True)
        if piece is None
    ]
    covering = [{n for n, c in enumerate(by[p.statement]) if c.is_full} for p in supports]
    told: set[int] = set()
    for a, b in _pairs(parts):
        mine, other = first[a], first[b]
        if mine is None or other is None or {a, b} & told or any({a, b} <= covered for covered in covering):
            continue
        told.add(b)
        ordered = sorted(pieces, key=lambda piece: piece.stance != "supports")
        has_a, has_b = (next(p for p in ordered if by[p.statement][n].is_full) for n in (a, b))
        gaps.append(
            say(
                "No source that supports it covers both %(one)s and %(other)s: %(who)s has the first, %(who_else)s the second.",
                one=parts[b].named,
                other=parts[a].named,
                who=named(has_b),
                who_else=named(has_a),
            )
        )
    return gaps[:MOST_GAPS]


def _pairs(parts: Sequence[Part]) -> list[tuple[int, int]]:
    """Pairs of parts, what happened first: whether it happened to this very thing is what one asks."""
    order = sorted(range(len(parts)), key=lambda n: (parts[n].kind != "happened", n))
    return list(combinations(order, 2))


def _narrower(text: str, supports: Sequence[Piece], by: dict[int, list[Covered]]) -> Narrower | None:
    """The longest sentence that is left of the claim without what one supporting source does not cover."""
    best: Narrower | None = None
    for piece in supports:
        drops = _drops(by[piece.statement])
        if drops is None:
            continue
        left = _without(text, drops)
        if left and (best is None or len(left) > len(best.text)):
            best = Narrower(left, piece)
    return best


def _drops(covered: Sequence[Covered]) -> list[Span] | None:
    """What to leave out of the sentence for one source; None where no sentence is left."""
    drops: list[Span] = []
    for each in covered:
        if each.is_full:
            continue
        heads = [word for word in each.missing if word.head]
        if each.part.drop is not None and (heads or each.level == NOT):
            drops.append(each.part.drop)
            continue
        if heads or each.part.kind == "happened" or not each.missing:
            return None
        for word in each.missing:
            if word.drop is None:
                return None
            drops.append(word.drop)
    return drops


def _without(text: str, drops: Sequence[Span]) -> str:
    gone = {place for start, end in drops for place in range(start, end)}
    left = " ".join("".join(c for place, c in enumerate(text) if place not in gone).split())
    return left[:1].upper() + left[1:]
