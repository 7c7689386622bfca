"""Pieces put together by utterance, with what each article's cut of the words drops and adds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from claims.weigh.same import speaker_key
from matching.same_words import difference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.weigh.piece import Piece
    from matching.same_words import Cut


KINDS = ("indirect", "mixed", "direct")
SHORT = 6


@dataclass(frozen=True, slots=True)
class Report:
    """One article's report of an utterance. ``cuts``: how its words differ from the fullest ones; empty where they do not."""

    piece: Piece
    cuts: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of speaking as articles report it: the fullest words first, then the others, the last heard first."""

    key: str
    fullest: Piece
    pieces: tuple[Piece, ...]

    @property
    def others(self) -> tuple[Piece, ...]:
        """The pieces beside the fullest."""
        return self.pieces[1:]

    def reports(self, most: int | None = None) -> list[Report]:
        """The other reports (the first ``most`` of them), each with its differences."""
        return [report(self.fullest, piece) for piece in self.others[:most]]


def report(fullest: Piece, piece: Piece) -> Report:
    """A report of an utterance with its differences from the fullest words."""
    cuts = difference(fullest.content, piece.content)
    return Report(piece, tuple(cuts) if any(cut.role != "same" for cut in cuts) else ())


def by_utterance(pieces: Sequence[Piece]) -> list[Utterance]:
    """The pieces by utterance, the utterance heard last first."""
    of: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        of[piece.utterance or f"alone-{piece.statement}"].append(piece)
    found = [_utterance(key, group) for key, group in of.items()]
    return sorted(found, key=lambda u: (max(p.heard_at for p in u.pieces), u.key), reverse=True)


def speakers_of(pieces: Sequence[Piece]) -> int:
    """How many different speakers there are; outlets count, nobody does not."""
    return len({speaker_key(p) or p.speaker.id or p.speaker.name for p in pieces if not p.speaker.is_nobody})


def _utterance(key: str, group: list[Piece]) -> Utterance:
    if len(group) == 1:
        return Utterance(key, group[0], (group[0],))
    fullest = max(group, key=_fullness)
    others = sorted(
        (p for p in group if p is not fullest), key=lambda p: (p.heard_at, p.statement), reverse=True
    )
    return Utterance(key, fullest, (fullest, *others))


def _fullness(piece: Piece) -> tuple[int, int, int]:
    """A quote stands for an utterance before a report of it, which has words of the outlet's own; then the longer."""
    return KINDS.index(piece.kind), len(piece.content), -piece.statement


def shortened(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """The differences with long stretches of the same words cut in the middle: those one need not compare."""
    return tuple(
        replace(cut, text=f"{' '.join(words[:SHORT])} … {' '.join(words[-SHORT:])}")
        if cut.role == "same" and len(words := cut.text.split()) > 2 * SHORT + 3
        else cut
        for cut in cuts
    )
