"""Everything that weighing says of one claim's evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.weigh.contradictions import find_contradictions
from claims.weigh.coverage import find_coverage
from claims.weigh.facts import NOT_A_FACT
from claims.weigh.origins import find_origins
from claims.weigh.remarks import find_remarks
from matching.bearing import conditional

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from claims.weigh.contradictions import Contradiction
    from claims.weigh.coverage import Coverage
    from claims.weigh.origins import Origins
    from claims.weigh.parts import Part
    from claims.weigh.piece import Judged, Piece
    from claims.weigh.remarks import Remark


@dataclass(frozen=True, slots=True)
class Dossier:
    """A claim's evidence, weighed: origins for and against, coverage of its wording, contradictions that stand and that
    were dismissed, and remarks on each piece by statement.
    """

    pieces: tuple[Piece, ...]
    supports: Origins
    denies: Origins
    coverage: Coverage
    contradictions: tuple[Contradiction, ...]
    dismissed: tuple[Contradiction, ...]
    remarks: dict[int, list[Remark]]

    def of(self, stance: str) -> list[Piece]:
        """The pieces of one stance, the last heard first."""
        found = [piece for piece in self.pieces if piece.stance == stance]
        return sorted(found, key=lambda p: (p.heard_at, p.statement), reverse=True)


def weigh(
    text: str,
    *,
    parts: Sequence[Part],
    pieces: Sequence[Piece],
    judged: Collection[Judged] = (),
    closely: Collection[int] | None = None,
) -> Dossier:
    """Weighs the evidence of the claim ``text``. ``parts``: the wording taken apart, empty where it was not yet.

    Origins and contradictions are those of all pieces. Coverage and remarks take reading every word: they are worked out for
    the statements ``closely`` alone, if given.
    """
    read = [p for p in pieces if closely is None or p.statement in closely]
    coverage = find_coverage(text, parts, read)
    standing, dismissed = find_contradictions(pieces, judged=judged)
    return Dossier(
        tuple(pieces),
        origins_of("supports", text=text, pieces=pieces, judged=judged),
        origins_of("denies", text=text, pieces=pieces, judged=judged),
        coverage,
        tuple(standing),
        tuple(dismissed),
        find_remarks(read, coverage),
    )


def origins_of(
    stance: str, *, text: str, pieces: Sequence[Piece], judged: Collection[Judged] = ()
) -> Origins:
    """The origins behind one side of the claim ``text``. Where the claim itself speaks of a condition or of what is
    expected, statements that do so bear it out.
    """
    not_facts = () if conditional(text) else frozenset(NOT_A_FACT)
    return find_origins([p for p in pieces if p.stance == stance], judged=judged, not_facts=not_facts)
