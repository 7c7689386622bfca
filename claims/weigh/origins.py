"""How many independent origins stand behind some evidence: a range, with the reasons where it cannot be told.

An origin is whoever first knew or said it, as far as the articles tell. Pieces that surely share one are grouped. Of
the groups, those that may rest on one another make the range: the highest number counts each group that names anybody
as one; the lowest counts only groups of which no two may be the same. That lowest number is picked greedily, so it may
be too low and is never too high: independence is shown, never assumed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.weigh.facts import NOT_A_FACT
from claims.weigh.groups import Groups
from claims.weigh.same import join_surely_same
from claims.weigh.standing import Node, Rank, node_of
from matching.phrase import gettext_noop, say, say_counted

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from claims.weigh.piece import Judged, Piece

INDEPENDENT, POSSIBLY_DEPENDENT = gettext_noop("independent"), gettext_noop("possibly dependent")
UNTOLD = gettext_noop("names nobody")


@dataclass(frozen=True, slots=True)
class Origin:
    """Pieces that surely come from one origin. ``name`` says who it is; ``certainty`` is INDEPENDENT (of every other
    that is independent), POSSIBLY_DEPENDENT with ``reason`` in words, or UNTOLD. ``because``: why its pieces are one.
    ``beside``: a statement of the origin that it may be the same as.
    """

    name: str
    pieces: tuple[Piece, ...]
    certainty: str
    reason: str
    because: tuple[str, ...]
    first_hand: bool
    beside: int | None = None

    @property
    def statements(self) -> tuple[int, ...]:
        """The ids of its statements."""
        return tuple(piece.statement for piece in self.pieces)


class Counts:
    """What a count of origins says in words; whoever has the four numbers says it so."""

    __slots__ = ()
    low: int
    high: int
    reports: int
    first_hand: int

    @property
    def range(self) -> str:
        """ "1", or "1 to 2"."""
        if self.low == self.high:
            return str(self.low)
        return say("%(low)s to %(high)s", low=self.low, high=self.high)

    @property
    def several(self) -> int:
        """1 where it is one origin for sure, for choosing between one and many."""
        return 1 if self.low == self.high == 1 else 2

    @property
    def summary(self) -> str:
        """ "3 reports, 1 to 2 origins, 0 named first-hand"."""
        return say(
            "%(reports)s, %(origins)s, %(first_hand)s named first-hand",
            reports=self._printed,
            origins=say_counted("%(n)s origin", "%(n)s origins", self.high, n=self.range),
            first_hand=self.first_hand,
        )

    @property
    def behind(self) -> str:
        """What stands beneath the number of origins: "3 reports, 0 named first-hand"."""
        return say(
            "%(reports)s, %(first_hand)s named first-hand", reports=self._printed, first_hand=self.first_hand
        )

    @property
    def _printed(self) -> str:
        return say_counted("%(n)s report", "%(n)s reports", self.reports, n=f"{self.reports:,}")


@dataclass(frozen=True, slots=True)
class Origins(Counts):
    """``low`` to ``high`` independent origins behind ``reports`` (an article that reports an origin is one report);
    ``first_hand`` of the origins are named and speak of what they themselves know. ``uncounted``: pieces that bear out
    nothing, by statement, with why.
    """

    low: int = 0
    high: int = 0
    reports: int = 0
    first_hand: int = 0
    origins: tuple[Origin, ...] = ()
    uncounted: dict[int, str] = field(default_factory=dict)

    @property
    def reasons(self) -> list[str]:
        """Why the range is no single number, each reason once."""
        return list(dict.fromkeys(origin.reason for origin in self.origins if origin.reason))


def find_origins(
    pieces: Sequence[Piece],
    *,
    judged: Collection[Judged] = (),
    not_facts: Collection[str] = frozenset(NOT_A_FACT),
) -> Origins:
    """The origins behind pieces of one stance (all that support, or all that deny).

    ``judged``: what people said of pairs; "same_origin" and "independent" are heeded and outweigh every rule.
    ``not_facts``: modalities that bear nothing out; a claim that is itself about a condition passes none.
    """
    uncounted: dict[int, str] = {
        p.statement: say(NOT_A_FACT.get(p.modality, p.modality)) for p in pieces if p.modality in not_facts
    }
    counted = [piece for piece in pieces if piece.statement not in uncounted]
    numbers = {piece.statement: number for number, piece in enumerate(counted)}
    pairs = {
        says: [
            (numbers[j.one], numbers[j.other])
            for j in judged
            if j.says == says and j.one in numbers and j.other in numbers
        ]
        for says in ("same_origin", "independent")
    }
    groups = Groups(len(counted), apart=pairs["independent"])
    for one, other in pairs["same_origin"]:
        groups.join(one, other, say("an editor says that they share one origin"))
    join_surely_same(counted, groups)
    nodes = [
        node_of(leader, [counted[m] for m in members], tuple(groups.reasons[leader]))
        for leader, members in groups.members().items()
    ]
    nodes.sort(key=lambda node: (node.rank, node.first.heard_at, node.first.statement))
    origins = _held_apart(nodes, groups)
    told = sum(node.rank < Rank.NOBODY for node in nodes)
    return Origins(
        low=sum(origin.certainty == INDEPENDENT for origin in origins),
        high=told or len(nodes),
        reports=sum(len({piece.article for piece in node.pieces}) for node in nodes),
        first_hand=sum(node.first_hand for node in nodes),
        origins=tuple(origins),
        uncounted=uncounted,
    )


def _held_apart(nodes: Sequence[Node], groups: Groups) -> list[Origin]:
    """Each node as an origin, with what can be told of its independence from those picked before it."""
    picked = _Picked(groups)
    origins = []
    for node in nodes:
        reason, other = picked.may_be(node)
        certainty = POSSIBLY_DEPENDENT
        if not reason:
            picked.add(node)
            certainty = INDEPENDENT
        elif node.rank == Rank.NOBODY:
            certainty = UNTOLD
        beside = other.first.statement if other else None
        origins.append(
            Origin(node.name, node.pieces, certainty, reason, node.because, node.first_hand, beside)
        )
    return origins


class _Picked:
    """The origins of which no two may be the same, so far; found by what could make another the same as one of them."""

    def __init__(self, groups: Groups) -> None:
        self._groups = groups
        self._all: list[Node] = []
        self._by: dict[object, list[Node]] = defaultdict(list)

    def add(self, node: Node) -> None:
        self._all.append(node)
        for key in node.keys:
            self._by[key].append(node)

    def may_be(self, node: Node) -> tuple[str, Node | None]:
        """Why the node may be one of those picked, and which; nothing where it cannot."""
        if node.rank >= Rank.OUTLET:
            other = next((o for o in self._all if not self._groups.are_apart(node.number, o.number)), None)
            return (node.rests_on(other), other) if other else ("", None)
        for other in (other for key in node.near for other in self._by.get(key, ())):
            if not self._groups.are_apart(node.number, other.number):
                reason = node.may_be(other)
                if reason:
                    return reason, other
        return "", None
