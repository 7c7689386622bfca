"""How far two words of names sound apart, whatever alphabet or romanisation they came through.

A word is folded to what romanisations agree on: consonants one by one, vowels in three classes. Consonants tell
words apart; vowels hardly do, for romanisations write them as they like and some scripts do not write them at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from matching.names.script import latin, script_of

VOWELLESS = frozenset({"Arab", "Hebr"})
# Letters that one romanisation writes in several ways -> one sign each. Longer ones first.
SIGNS = (
    ("shch", "SC"), ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("dzh", "J"), ("dj", "J"), ("zh", "Z"), ("kh", "X"),
    ("gh", "G"), ("sh", "S"), ("ch", "C"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("qu", "k"), ("q", "k"),
    ("x", "ks"), ("tz", "c"), ("ts", "c"), ("j", "J"),
)  # fmt: skip
INNER_J = re.compile(r"(?<=\w)j")
SINGLE_C = re.compile(r"(?<!s)c(?![hkz])")
SOFT_C = re.compile(r"c(?=[eiy])")
DOUBLED = re.compile(r"([bcdfgklmnprstvz])\1+")
VOWELS = re.compile(r"[aeiouyw]+")
FIRST_W = re.compile(r"^w|w$")
# Consonants that scripts and romanisations exchange; anything else that differs is another sound.
COARSE = str.maketrans("bpvfgGqXkdtzsScCJZ", "PPPPKKKKKTTSSSSSSS")
ARABIC_ARTICLE = re.compile(r"^ال(?=\w{3})")
# Of vowelless scripts: letters that anyascii gives by one of their sounds only.
LETTERS = {"Hebr": str.maketrans({"ו": "w", "ב": "b"})}
# What is written otherwise than it is heard, by script.
HEARD = {
    "Arab": ((ARABIC_ARTICLE, ""), (re.compile("الله"), "له"), (re.compile("ه\u200c"), "")),
    "Grek": ((re.compile("[Γγ]ι(?=[αάεέοόυύωώ])"), "Y"),),
}
PERSIAN = str.maketrans({"ض": "z", "ذ": "z", "ظ": "z", "ث": "s", "و": "v"})
FAR = 1.0
LITTLE = 0.1
"""How far apart two words are whose one consonant is all there is to compare."""
SHORT = 3
"""Letters up to which a word says too little for its consonants alone to tell."""
VOWEL_SHARE = 0.15
"""What vowels, all of them different, put between two words."""
EXCHANGED = 0.25
"""What a consonant counts that scripts exchange, beside any other."""


@dataclass(frozen=True, slots=True)
class Sound:
    """``consonants``, the coarse classes of them, ``vowels`` in three classes; ``bare``: from a script without vowels."""

    consonants: str
    coarse: str
    vowels: str
    bare: bool
    letters: str


@lru_cache(maxsize=65_536)
def sounds(word: str) -> tuple[Sound, ...]:
    """The ways to hear one word of a name: more than one where its letters leave that open."""
    script = script_of(word)
    written = word
    for pattern, heard in HEARD.get(script, ()):
        written = pattern.sub(heard, written)
    readings = [written.translate(LETTERS.get(script, {}))]
    if script == "Arab":
        readings.append(written.translate(PERSIAN))
    plain = {re.sub(r"[^a-z0-9]", "", latin(reading).lower()) for reading in readings}
    plain |= {INNER_J.sub("y", w) for w in plain if "j" in w[1:]}
    plain |= {w.replace("w", "v") for w in plain if "w" in w}
    plain |= {SINGLE_C.sub("ch", w) for w in plain if "c" in w}
    return tuple(dict.fromkeys(_heard(w, bare=script in VOWELLESS) for w in sorted(plain)))


def _heard(word: str, *, bare: bool) -> Sound:
    folded = word if bare else FIRST_W.sub("v", word)
    for letters, sign in SIGNS:
        folded = folded.replace(letters, sign)
    folded = SOFT_C.sub("s", folded).replace("c", "k" if "C" not in folded else "c")
    folded = folded if bare else DOUBLED.sub(r"\1", folded)
    folded = folded[:-1] if len(folded) > SHORT and folded.endswith("h") else folded
    vowels = "".join(_vowel(v[0]) for v in VOWELS.findall(folded))
    consonants = VOWELS.sub("", folded)
    if not bare and VOWELS.match(folded):
        consonants = f"'{consonants}"
    return Sound(consonants, consonants.translate(COARSE), vowels, bare, folded)


def _vowel(group: str) -> str:
    """One of three: what is written e is i elsewhere, and o is u."""
    return group.translate(str.maketrans("eyow", "iiuu"))


@lru_cache(maxsize=65_536)
def apart(one: str, other: str) -> float:
    """How far two words of names are apart, 0 (one spelling or romanisation of the other) to 1. Symmetric."""
    if one == other:
        return 0.0
    return min(_apart(a, b) for a in sounds(one) for b in sounds(other))


def _apart(one: Sound, other: Sound) -> float:
    if one.letters == other.letters and one.bare == other.bare:
        return 0.0
    if one.bare and other.bare:
        return float(Levenshtein.normalized_distance(one.letters, other.letters))
    mixed = one.bare != other.bare
    a, b = (one.consonants, other.consonants), (one.coarse, other.coarse)
    if mixed:
        a, b = (a[0].lstrip("'"), a[1].lstrip("'")), (b[0].lstrip("'"), b[1].lstrip("'"))
    fewest = min(len(each.strip("'")) for each in a)
    if mixed and fewest < 2:
        return LITTLE if a[0] == a[1] and a[0] else FAR
    if not mixed and (fewest < 1 or max(len(one.letters), len(other.letters)) <= SHORT):
        return float(Levenshtein.normalized_distance(one.letters, other.letters))
    fine, coarse = Levenshtein.normalized_distance(*a), Levenshtein.normalized_distance(*b)
    consonants = EXCHANGED * fine + (1 - EXCHANGED) * coarse
    vowels = 0.0 if mixed else Levenshtein.normalized_distance(one.vowels, other.vowels)
    return min(FAR, consonants + VOWEL_SHARE * vowels)
