"""What an editor should notice of one piece of evidence: whose wording it is, what it does not say, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.weigh.coverage import not_mentioned
from claims.weigh.facts import NOT_A_FACT
from claims.weigh.same import NAMED, speaker_key
from claims.weigh.standing import borrowed, named, speaks_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.weigh.coverage import Coverage
    from claims.weigh.parts import Part
    from claims.weigh.piece import Piece

WORDING, MODALITY, RESTS, SILENT = "wording", "modality", "rests on others", "silent"
WHOSE = {"direct": "their own words", "mixed": "partly their own words"}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to notice, in words. ``kind``: WORDING, MODALITY, RESTS or SILENT."""

    kind: str
    text: str


def find_remarks(pieces: Sequence[Piece], coverage: Coverage) -> dict[int, list[Remark]]:
    """The remarks on each piece, by statement; the same for each whatever order they come in."""
    quotes: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.kind in WHOSE:
            quotes.setdefault(piece.article, []).append(piece)
    return {p.statement: list(_remarks(p, coverage, quotes.get(p.article, []))) for p in pieces}


def whose_wording(piece: Piece) -> str:
    """Whose words a piece gives: “their own words”, or the wording of the outlet that printed it."""
    return WHOSE.get(piece.kind, f"the wording of {piece.outlet.name}")


def _remarks(piece: Piece, coverage: Coverage, quotes: Sequence[Piece]) -> list[Remark]:
    remarks = []
    if piece.modality in NOT_A_FACT and piece.stance != "context":
        verb = "supports" if piece.stance == "supports" else "denies"
        remarks.append(Remark(MODALITY, f"{NOT_A_FACT[piece.modality].capitalize()}: {verb} nothing."))
    lent = borrowed(piece)
    if lent:
        remarks.append(Remark(RESTS, f"{lent[:1].upper()}{lent[1:]}: it rests on others’ information."))
    silent = not_mentioned(coverage.by.get(piece.statement, ()))
    if piece.stance == "context":
        return remarks
    if piece.kind in WHOSE:
        if silent:
            remarks.append(Remark(SILENT, f"The quoted words do not mention {_listed(silent)}."))
    else:
        remarks.append(_outlets_wording(piece, silent, coverage))
        remarks += _beside(piece, coverage, quotes)
    return remarks


def _outlets_wording(piece: Piece, silent: Sequence[Part], coverage: Coverage) -> Remark:
    what = {"supports": "support", "denies": "denial"}[piece.stance]
    text = f"The {what} is in the wording of {piece.outlet.name}, not a quote"
    if coverage.parts and len(silent) and len(silent) == len(not_mentioned_kinds(coverage)):
        text += f"; its words (“{piece.content[:80]}”) name no part of the claim"
    return Remark(WORDING, f"{text}.")


def not_mentioned_kinds(coverage: Coverage) -> list[Part]:
    """The parts of a claim that a piece is asked for when it is said what it does not mention."""
    return [part for part in coverage.parts if part.kind in {"who", "happened", "what"}]


def _beside(piece: Piece, coverage: Coverage, quotes: Sequence[Piece]) -> list[Remark]:
    """A report beside quotes of the same voice in the same article: what those quotes never mention."""
    mine = [q for q in quotes if q.stance == piece.stance and _one_voice(piece, q)]
    silent = [not_mentioned(coverage.by.get(q.statement, ())) for q in mine]
    if not mine or not all(silent):
        return []
    never = [part for part in silent[0] if all(part in parts for parts in silent)]
    if not never:
        return []
    who = " and ".join(dict.fromkeys(named(q) for q in mine))
    return [
        Remark(SILENT, f"The words quoted from {who} in the same article never mention {_listed(never)}.")
    ]


def _one_voice(report: Piece, quote: Piece) -> bool:
    if speaker_key(report) is not None and speaker_key(report) == speaker_key(quote):
        return True
    return report.speaker.kind in NAMED and speaks_for(quote, report)


def _listed(parts: Sequence[Part]) -> str:
    texts = [part.named for part in parts]
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} or {texts[-1]}"
