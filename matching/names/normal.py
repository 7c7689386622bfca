"""The normal form of a name, under which its spellings meet."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from matching.lists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

# Marks that stand for an apostrophe or a letter written like one in romanised names: left out of the normal form.
APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼʾʿʹ′"))
BETWEEN = re.compile(r"[\W_]+")
SPEAKER = "spk:"
"""How the lexemes of speakers' names begin."""
TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof", "sir", "dame", "the"})


@lru_cache(maxsize=32_768)
def normal_form(name: str) -> str:
    """The form under which spellings of one name meet.

    In: a name as written. Out: case-folded, without diacritics, apostrophes, punctuation and leading courtesy
    titles, words separated by one space; for a name with no letters or digits at all, its case-folded text.
    "Nasser Kan’ani" and "nasser KANANI" meet; "Kanani" and "Kanaani" do not: whether they are one is a decision.
    """
    plain = name.strip()
    if plain.endswith(("'s", "’s")):
        plain = plain[:-2]
    letters = plain.translate(APOSTROPHES).casefold()
    if not letters.isascii():
        letters = unicodedata.normalize("NFKD", letters)
        letters = "".join(c for c in letters if not unicodedata.combining(c))
    words = BETWEEN.sub(" ", letters).split()
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return " ".join(words)[:300] or plain.casefold()[:300]


def speaker_terms(name: str) -> list[str]:
    """The lexemes that stand for a speaker in the text-search columns: one for each word of the name's normal form.

    "Sean Savett" gives ["spk:savett", "spk:sean"]: a claim and a statement by the same speaker meet in them, and no
    word of a text ever does. Roles ("President", "spokesperson"), initials and words of two letters say too little
    and are left out, unless the name has nothing else. No name, no lexemes.
    """
    words = normal_form(name).split()
    telling = [word for word in words if len(word) > 2 and word not in word_set("roles")]
    return sorted({f"{SPEAKER}{word[:60]}" for word in telling or words})


def goes_round(speaker_terms: Iterable[str]) -> bool:
    """Whether a speaker, by the lexemes of the name, is what goes round and nobody's speech: "Facebook posts"."""
    return not _going_round().isdisjoint(speaker_terms)


@cache
def _going_round() -> frozenset[str]:
    return frozenset(SPEAKER + word for word in word_set("goes-round"))
