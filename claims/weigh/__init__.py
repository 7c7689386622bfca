"""Weighing a claim's evidence. Pure: plain rows in, plain answers out; no query, no Django, no clock.

Whoever has the rows, as they are now or as they stood on a day, gets the same answers by the same rules. Every answer
carries its reasons in words; nothing here decides anything.
"""

from claims.weigh.contradictions import Contradiction
from claims.weigh.coverage import Coverage
from claims.weigh.dossier import Dossier, origins_of, weigh
from claims.weigh.origins import Origin, Origins, find_origins
from claims.weigh.parts import Part, PartWord
from claims.weigh.piece import Judged, Party, Piece

__all__ = [
    "Contradiction",
    "Coverage",
    "Dossier",
    "Judged",
    "Origin",
    "Origins",
    "Part",
    "PartWord",
    "Party",
    "Piece",
    "find_origins",
    "origins_of",
    "weigh",
]
