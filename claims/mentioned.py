"""Whom a note mentions: “@name”, the name being an account's."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

MENTION = re.compile(r"(?<![\w@.+-])@([\w@.+-]+)")
"""An account's name has letters, digits and @ . + - _; within a word, as in an address for mail, it is none."""
AFTER = "@.+-"
"""May end an account's name, and far more often end the sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a note's words; ``is_person`` where they are the name of an account, with its @."""

    text: str
    is_person: bool = False


def names_in(words: str) -> list[str]:
    """The names that a note mentions, each once, in order, without case; whether there are such accounts is not asked."""
    return list(dict.fromkeys(name.casefold() for _, _, name in _found(words)))


def parts_of(words: str, known: Collection[str]) -> list[Part]:
    """A note's words in order, the names that are ``known`` (accounts', without case) apart."""
    parts, at = [], 0
    for start, end, name in _found(words):
        if name.casefold() in known:
            parts += [Part(words[at:start]), Part(words[start:end], is_person=True)]
            at = end
    return [part for part in (*parts, Part(words[at:])) if part.text]


def _found(words: str) -> Iterator[tuple[int, int, str]]:
    for match in MENTION.finditer(words):
        name = match[1].rstrip(AFTER)
        if name:
            yield match.start(), match.start(1) + len(name), name
