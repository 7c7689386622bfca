"""What the words around a name say of whom it means: states, callings, and bodies that are named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from matching.lists import classes, word_set
from matching.names.normal import normal_form
from matching.names.territories import territories_in, with_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

MOST_CHARACTERS = 2_000
"""What is read of a context."""
CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
RUN = re.compile(r"[A-Z][\w’'-]+(?: (?:of |for |the |and |on )*[A-Z][\w’'-]+)+")
ACRONYM = re.compile(r"\b[A-Z]{3,8}\b")
ONE = {
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
}
POSSESSIVE = re.compile(r"['’]s\b")


@dataclass(frozen=True, slots=True)
class Context:
    """``states``: codes of those spoken of; ``callings``: classes of what people are; ``roles``: the very words for it,
    in one form; ``words``: what else tells, in normal form, states and small words left out; ``acronyms``: those that
    stand there; ``initials``: the acronyms that its capitalised words would have.
    """

    states: frozenset[str]
    callings: frozenset[str]
    roles: frozenset[str]
    words: frozenset[str]
    acronyms: frozenset[str]
    initials: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.states or self.callings or self.words or self.acronyms)


@dataclass(frozen=True, slots=True)
class _Read:
    """A text's words in normal form, the states among them by their places, and the context that all of it makes."""

    words: tuple[str, ...]
    spoken: tuple[tuple[int, int, str], ...]
    whole: Context


def context_of(text: str, besides: str = "") -> Context:
    """Takes a context apart; the words of ``besides`` (the name itself) say nothing. English; other text gives little."""
    read = _read(text[:MOST_CHARACTERS])
    own = set(normal_form(POSSESSIVE.sub("", besides)).split())
    if own.isdisjoint(read.words) and own.isdisjoint(read.whole.acronyms):
        return read.whole
    return _told(read.words, read.spoken, read.whole.acronyms - own, read.whole.initials, own)


@lru_cache(maxsize=16_384)
def _read(text: str) -> _Read:
    """A text taken apart once, whoever it is said of: what many are described by is the same words."""
    words = tuple(normal_form(with_points(POSSESSIVE.sub("", text))).split())
    spoken = tuple((a, b, state.code) for a, b, state in territories_in(words))
    acronyms = frozenset(w.lower() for w in ACRONYM.findall(text))
    return _Read(words, spoken, _told(words, spoken, acronyms, _initials(text), frozenset()))


def _told(
    words: Sequence[str],
    spoken: Iterable[tuple[int, int, str]],
    acronyms: frozenset[str],
    initials: frozenset[str],
    own: AbstractSet[str],
) -> Context:
    taken = {i for a, b, _ in spoken for i in range(a, b)}
    states = frozenset(code for a, b, code in spoken if " ".join(words[a:b]) not in own)
    plain = [ONE.get(w, w) for i, w in enumerate(words) if i not in taken and w not in own]
    roles = frozenset(w for w in plain if w in _callings())
    passed = _passed()
    telling = frozenset(w for w in plain if len(w) > 2 and w not in passed and w not in roles)
    callings = frozenset(c for w in roles for c in _callings()[w])
    return Context(states, callings, roles, telling, acronyms, initials)


@cache
def _passed() -> frozenset[str]:
    return word_set("stop-words") | word_set("weak-words")


def _initials(text: str) -> frozenset[str]:
    runs = (CAPITAL.findall(run[0]) for run in RUN.finditer(text))
    return frozenset("".join(w[0] for w in words).lower() for words in runs if len(words) > 2)


@cache
def _callings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for calling, words in classes("callings").items():
        for word in words:
            found.setdefault(ONE.get(word, word), set()).add(calling)
    return {word: frozenset(kinds) for word, kinds in found.items()}
