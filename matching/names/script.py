"""The script a name is written in, and the same name in Latin letters."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

from anyascii import anyascii

# The first word of a letter's Unicode name -> ISO 15924. Others are told as "Zyyy": neither of these, or no letters.
SCRIPTS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "HEBREW": "Hebr", "GREEK": "Grek", "ARMENIAN": "Armn",
    "GEORGIAN": "Geor", "DEVANAGARI": "Deva", "BENGALI": "Beng", "TAMIL": "Taml", "THAI": "Thai", "ETHIOPIC": "Ethi",
    "HANGUL": "Hang", "HIRAGANA": "Hira", "KATAKANA": "Kana", "CJK": "Hani",
}  # fmt: skip
UNKNOWN = "Zyyy"
"""What ISO 15924 calls letters of no script of their own; also for a name without letters."""


@lru_cache(maxsize=32_768)
def script_of(name: str) -> str:
    """The ISO 15924 code of the script that most letters of the name are in ("Latn", "Arab"), or ``UNKNOWN``."""
    if name.isascii():
        return "Latn" if any(map(str.isalpha, name)) else UNKNOWN
    found = Counter(_script(c) for c in name if c.isalpha())
    return found.most_common(1)[0][0] if found else UNKNOWN


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return SCRIPTS.get(unicodedata.name(letter, "").split(" ", 1)[0].split("-", 1)[0], UNKNOWN)


@lru_cache(maxsize=65_536)
def latin(name: str) -> str:
    """The name in plain Latin letters, lower and upper case as far as its script has them.

    Scripts that write no vowels give none: "كنعاني" is "knaany", and comparing has to know that.
    """
    return anyascii(name)
