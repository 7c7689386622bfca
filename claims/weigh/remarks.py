"""What an editor should notice of one piece of evidence: whose wording it is, what it does not say, what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING

from claims.weigh.coverage import not_mentioned
from claims.weigh.facts import NOT_A_FACT
from claims.weigh.same import NAMED, speaker_key
from claims.weigh.standing import borrowed, named, speaks_for
from matching.phrase import gettext_noop, say, say_all, say_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.weigh.coverage import Coverage
    from claims.weigh.parts import Part
    from claims.weigh.piece import Piece

WORDING, MODALITY, RESTS, SILENT = "wording", "modality", "rests on others", "silent"
WHOSE = {
    "direct": gettext_noop("their own words"),
    "mixed": gettext_noop("partly their own words"),
}
NOTHING = {
    "supports": gettext_noop("%(why)s: supports nothing."),
    "denies": gettext_noop("%(why)s: denies nothing."),
}
NOT_QUOTED = {
    "supports": gettext_noop("The support is in the wording of %(outlet)s, not a quote."),
    "denies": gettext_noop("The denial is in the wording of %(outlet)s, not a quote."),
}
NAMES_NO_PART = {
    "supports": gettext_noop(
        "The support is in the wording of %(outlet)s, not a quote; its words (“%(words)s”) name no part of the claim."
    ),
    "denies": gettext_noop(
        "The denial is in the wording of %(outlet)s, not a quote; its words (“%(words)s”) name no part of the claim."
    ),
}


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
    if piece.kind in WHOSE:
        return say(WHOSE[piece.kind])
    return say("the wording of %(outlet)s", outlet=piece.outlet.name)


def _remarks(piece: Piece, coverage: Coverage, quotes: Sequence[Piece]) -> list[Remark]:
    remarks = []
    if piece.modality in NOT_A_FACT and piece.stance != "context":
        why = say_first(say(NOT_A_FACT[piece.modality]))
        remarks.append(Remark(MODALITY, say(NOTHING[piece.stance], why=why)))
    lent = borrowed(piece)
    if lent:
        remarks.append(Remark(RESTS, say("%(lent)s: it rests on others’ information.", lent=say_first(lent))))
    silent = not_mentioned(coverage.by.get(piece.statement, ()))
    if piece.stance == "context":
        return remarks
    if piece.kind in WHOSE:
        if silent:
            remarks.append(
                Remark(SILENT, say("The quoted words do not mention %(parts)s.", parts=_listed(silent)))
            )
    else:
        remarks.append(_outlets_wording(piece, silent, coverage))
        remarks += _beside(piece, coverage, quotes)
    return remarks


def _outlets_wording(piece: Piece, silent: Sequence[Part], coverage: Coverage) -> Remark:
    outlet = piece.outlet.name
    if coverage.parts and len(silent) and len(silent) == len(not_mentioned_kinds(coverage)):
        return Remark(WORDING, say(NAMES_NO_PART[piece.stance], outlet=outlet, words=piece.content[:80]))
    return Remark(WORDING, say(NOT_QUOTED[piece.stance], outlet=outlet))


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
    names = dict.fromkeys(named(q) for q in mine)
    who = reduce(lambda one, other: say("%(one)s and %(other)s", one=one, other=other), names)
    never_said = _listed(never)
    return [
        Remark(
            SILENT,
            say(
                "The words quoted from %(who)s in the same article never mention %(parts)s.",
                who=who,
                parts=never_said,
            ),
        )
    ]


def _one_voice(report: Piece, quote: Piece) -> bool:
    if speaker_key(report) is not None and speaker_key(report) == speaker_key(quote):
        return True
    return report.speaker.kind in NAMED and speaks_for(quote, report)


def _listed(parts: Sequence[Part]) -> str:
    texts = [part.named for part in parts]
    if len(texts) == 1:
        return texts[0]
    return say("%(some)s or %(last)s", some=say_all(texts[:-1]), last=texts[-1])
