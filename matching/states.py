"""States under their several names: "Iran", "Iranian" and "Tehran" meet, which no English stemmer makes them do."""

from __future__ import annotations

from functools import cache

from matching.lists import lines


@cache
def _standing_for() -> dict[tuple[str, ...], str]:
    """The words of each name of a state -> the one word that stands for all of them."""
    found: dict[tuple[str, ...], str] = {}
    for line in lines("states"):
        first, _, others = line.partition(":")
        for name in (first, *others.split(",")):
            found[tuple(name.split())] = first
    return found


@cache
def _names() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, first in _standing_for().items():
        found.setdefault(first, []).append(" ".join(name))
    return {first: tuple(names) for first, names in found.items()}


@cache
def _first_words() -> frozenset[str]:
    return frozenset(name[0] for name in _standing_for())


LONGEST = 4
"""Words in the longest name of a state."""


def state_at(words: list[str], i: int) -> tuple[str, int] | None:
    """The state named by lower-case ``words`` from place ``i`` on, and how many words name it; None for none.

    The longest name wins: "north korean" is not "korean", nor "south sudan" "sudan" where the list has both.
    """
    if words[i] not in _first_words():
        return None
    known = _standing_for()
    for size in range(min(LONGEST, len(words) - i), 0, -1):
        state = known.get(tuple(words[i : i + size]))
        if state is not None:
            return state, size
    return None


def is_state(word: str) -> bool:
    """Whether this is the word that stands for a state."""
    return word in _names()


def other_names(state: str) -> tuple[str, ...]:
    """Every name of the state that a word stands for, itself among them; nothing for another word."""
    return _names().get(state, ())
