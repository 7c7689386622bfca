"""A dossier as a table: one row for each statement, for a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.weigh.remarks import whose_wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.weigh.dossier import Dossier
    from claims.weigh.origins import Origin
    from claims.weigh.piece import Piece

HEAD = (
    *(
        "statement",
        "stance",
        "speaker",
        "role",
        "kind of speaker",
        "words",
        "whose wording",
        "modality",
        "polarity",
    ),
    *(
        "outlet",
        "by way of",
        "published",
        "learned",
        "article",
        "utterance",
        "origin",
        "origin is",
        "why",
        "remarks",
    ),
)
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def table(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    """The head, then a row for each statement: what supports, what denies, context; the last heard first."""
    yield HEAD
    origin_of = {
        piece.statement: origin
        for side in (dossier.supports, dossier.denies)
        for origin in side.origins
        for piece in origin.pieces
    }
    uncounted = dossier.supports.uncounted | dossier.denies.uncounted
    for stance in ("supports", "denies", "context"):
        for piece in dossier.of(stance):
            remarks = [remark.text for remark in dossier.remarks.get(piece.statement, ())]
            yield _row(piece, origin_of.get(piece.statement), uncounted.get(piece.statement, ""), remarks)


def _row(piece: Piece, origin: Origin | None, uncounted: str, remarks: list[str]) -> tuple[str, ...]:
    cells = (
        str(piece.statement),
        piece.stance,
        piece.speaker.name,
        piece.affiliation,
        piece.speaker.kind,
        piece.content,
        whose_wording(piece),
        piece.modality,
        piece.polarity,
        piece.outlet.name,
        " from ".join(relay.name for relay in piece.relays),
        piece.published_at.isoformat() if piece.published_at else "",
        piece.learned_at.isoformat(),
        str(piece.article),
        piece.utterance or "",
        origin.name if origin else "",
        f"counts for nothing: {uncounted}" if uncounted else origin.certainty if origin else "",
        origin.reason if origin else "",
        " ".join(remarks),
    )
    return tuple(map(harmless, cells))


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: what begins like one gets an apostrophe before it (OWASP, CSV
    injection).
    """
    return f"'{cell}" if cell.startswith(FORMULAS) else cell
