"""What the words around a name say of whom it means: states, callings, and bodies that are named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from matching.lists import classes, word_set
from matching.names.normal import normal_form
from matching.names.territories import territories_in, with_points

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


@lru_cache(maxsize=4_096)
def context_of(text: str, besides: str = "") -> Context:
    """Takes a context apart; the words of ``besides`` (the name itself) say nothing. English; other text gives little."""
    words = normal_form(with_points(POSSESSIVE.sub("", text[:MOST_CHARACTERS]))).split()
    own = set(normal_form(POSSESSIVE.sub("", besides)).split())
    spoken = list(territories_in(words))
    taken = {i for a, b, _ in spoken for i in range(a, b)}
    states = frozenset(state.code for a, b, state in spoken if " ".join(words[a:b]) not in own)
    plain = [ONE.get(w, w) for i, w in enumerate(words) if i not in taken and w not in own]
    roles = frozenset(w for w in plain if w in _callings())
    passed = word_set("stop-words") | word_set("weak-words")
    telling = frozenset(w for w in plain if len(w) > 2 and w not in passed and w not in roles)
    callings = frozenset(c for w in roles for c in _callings()[w])
    acronyms = frozenset(w.lower() for w in ACRONYM.findall(text[:MOST_CHARACTERS]) if w.lower() not in own)
    return Context(states, callings, roles, telling, acronyms, _initials(text[:MOST_CHARACTERS]))


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
