"""Sets that grow together, with reasons, and with pairs that must stay apart."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable


class Groups:
    """Numbers from 0 up to ``size``, at first each by itself. Union-find with path halving; the lowest number leads."""

    def __init__(self, size: int, apart: Iterable[tuple[int, int]] = ()) -> None:
        """``apart``: pairs that no joining may bring into one group."""
        self._above = list(range(size))
        self._apart: dict[int, set[int]] = defaultdict(set)
        self.reasons: dict[int, list[str]] = defaultdict(list)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def of(self, number: int) -> int:
        """The leader of the group a number is in."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def are_apart(self, one: int, other: int) -> bool:
        """Whether the groups of the two must stay apart."""
        one, other = self.of(one), self.of(other)
        fewer, many = sorted((one, other), key=lambda leader: len(self._apart[leader]))
        return any(self.of(enemy) == many for enemy in self._apart[fewer])

    def join(self, one: int, other: int, reason: str = "") -> bool:
        """Makes one group of two; False where they must stay apart. The reason is kept once for the group."""
        one, other = sorted((self.of(one), self.of(other)))
        if one == other:
            return True
        if self.are_apart(one, other):
            return False
        self._above[other] = one
        self._apart[one] |= self._apart.pop(other, set())
        reasons = [*self.reasons[one], *self.reasons.pop(other, []), *([reason] if reason else [])]
        self.reasons[one] = list(dict.fromkeys(reasons))
        return True

    def join_all(self, keys: Iterable[tuple[int, Hashable]], reason: str = "") -> None:
        """Joins the numbers that share a key, each to the first with that key that it may be with; None is no key."""
        firsts: dict[Hashable, list[int]] = {}
        for number, key in keys:
            if key is None:
                continue
            leaders = firsts.setdefault(key, [])
            if not any(self.join(leader, number, reason) for leader in leaders):
                leaders.append(number)

    def members(self) -> dict[int, list[int]]:
        """Every group by its leader, members in order."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._above)):
            found[self.of(number)].append(number)
        return dict(found)
