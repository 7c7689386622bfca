"""Whom a speaker speaks for, as far as their name and role tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from matching.kindred import one_form
from matching.lists import word_set
from matching.names import normal_form
from matching.states import is_state
from matching.wording import wording

NO_LONGER = frozenset({"former", "ex", "onetime", "retired"})
INFORMED = re.compile(
    r"\b((?:\w+\s)?(?:information|intelligence|evidence|assessments?|findings|reports?)\s"
    r"(?:provided|shared|given|supplied|received|passed on)\s(?:by|from)\s[\w’'-]+(?:\s[\w’'-]+)?)",
    re.IGNORECASE,
)
SMALL = frozenset({"on", "of", "about", "that", "and", "in", "to", "for", "as", "is", "was"})


@dataclass(frozen=True, slots=True)
class Voice:
    """``states``: the words that stand for the states named in name and role, each with the text's own word for it;
    ``government``: whether it is a voice of its government; ``words``: the words of both, states under one word.
    """

    states: dict[str, str]
    government: bool
    words: frozenset[str]


@lru_cache(maxsize=4096)
def voice(name: str, role: str = "", kind: str = "") -> Voice:
    """What a speaker's name and role say of whom they speak for. ``kind`` is the entity's. The answer is shared."""
    text = f"{name}, {role}"
    taken = wording(text)
    states = {word: taken.shown[word] for word in taken.words if is_state(word)}
    plain = frozenset(normal_form(text).split())
    # A capital keeps a word as it stands, as in names; "foreign ministry" and "Foreign Minister" are of one house here.
    words = frozenset(one_form(word) for word in taken.words)
    office = kind in {"state", "place"} or bool(plain & word_set("government-words"))
    return Voice(states, office and bool(states) and not plain & NO_LONGER, words)


@lru_cache(maxsize=8192)
def rests_on(content: str) -> str:
    """The words by which a text says that it rests on others' information; "" where it does not say so."""
    if (
        " by " not in content and " from " not in content
    ):  # most texts are told by this, at a tenth of the time
        return ""
    found = INFORMED.search(content)
    if found is None:
        return ""
    words = found[1].split()
    while words and words[-1].lower() in SMALL:
        words.pop()
    return " ".join(words)
