"""States and territories under all their names: CLDR's in the scripts we read, and demonyms, capitals and former names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from babel import Locale, UnknownLocaleError
from babel.languages import get_official_languages

from matching.lists import lines
from matching.names.normal import normal_form
from matching.names.script import script_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

By = Literal["name", "people", "seat"]
LANGUAGES = {
    "Arab": ("ar", "fa", "ur"),
    "Cyrl": ("ru", "uk", "be", "bg", "sr"),
    "Hebr": ("he",),
    "Grek": ("el",),
}
# CLDR's codes for what is no state and no territory.
NONE = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
UNITED_STATES = re.compile(r"\bUS\b(?!\.)")
LONGEST = 8
"""Words of the longest name of a state."""


@dataclass(frozen=True, slots=True)
class Territory:
    """``code``: its ISO 3166 code; ``by``: whether it was named by its name, its people's, or its seat of government."""

    code: str
    by: By

    @property
    def name(self) -> str:
        """Its name in English."""
        return _english(self.code)


@lru_cache(maxsize=32_768)
def territory(name: str) -> Territory | None:
    """The state or territory that a whole name stands for, in any script we read; None for another name."""
    return _known(script_of(name)).get(normal_form(with_points(name)))


def with_points(text: str) -> str:
    """The text with "US" as "U.S.", which stays a name in lower case."""
    return UNITED_STATES.sub("U.S.", text)


def territories_in(words: Sequence[str]) -> Iterator[tuple[int, int, Territory]]:
    """The states that English words, in normal form, speak of: (from, to, state), the longest name at each place."""
    known, first = _known("Latn"), _first_words()
    i = 0
    while i < len(words):
        if words[i] not in first:
            i += 1
            continue
        for size in range(min(LONGEST, len(words) - i), 0, -1):
            found = known.get(" ".join(words[i : i + size]))
            if found is not None:
                yield i, i + size, found
                i += size
                break
        else:
            i += 1


def own_names(code: str) -> list[str]:
    """A state's name in English, and in each of its official languages, as CLDR has them."""
    languages = get_official_languages(code, de_facto=True)
    names = [_english(code), *(Locale(each).territories.get(code) for each in languages if _has(each))]
    return list(dict.fromkeys(name for name in names if name))


def _has(language: str) -> bool:
    try:
        return bool(Locale(language).territories)
    except UnknownLocaleError:
        return False


@cache
def territory_names() -> dict[str, list[tuple[str, By]]]:
    """Of each code the English names beside CLDR's own, as the list of ours has them."""
    found: dict[str, list[tuple[str, By]]] = {}
    for line in lines("territories"):
        code, _, rest = line.partition(":")
        people, seat, other = (part.split(",") for part in rest.split("|"))
        named: tuple[tuple[list[str], By], ...] = ((people, "people"), (seat, "seat"), (other, "name"))
        found[code] = [(name.strip(), by) for names, by in named for name in names if name.strip()]
    return found


@cache
def _known(script: str) -> dict[str, Territory]:
    if script != "Latn":
        tables = [_cldr(language) for language in LANGUAGES.get(script, ())]
        return {normal_form(n): Territory(c, "name") for table in reversed(tables) for c, n in table}
    found: dict[str, Territory] = {}
    for code, names in territory_names().items():
        for name, by in names:
            found[normal_form(name)] = Territory(code, by)
            if by == "people":
                found.setdefault(normal_form(f"{name}s"), Territory(code, by))
    for code, name in _cldr("en"):
        found.update({normal_form(n): Territory(code, "name") for n in _spellings(name)})
    return found


@cache
def _first_words() -> frozenset[str]:
    """The words that the names in Latin letters begin with."""
    return frozenset(name.split(" ", 1)[0] for name in _known("Latn"))


def _cldr(language: str) -> list[tuple[str, str]]:
    names = Locale(language).territories.items()
    return [(code, name) for code, name in names if len(code) == 2 and code not in NONE]


def _spellings(name: str) -> list[str]:
    """ "Bosnia & Herzegovina" also with an "and", "Myanmar (Burma)" also as each of the two."""
    outer, _, inner = name.partition(" (")
    whole = [name, outer, inner.rstrip(")")] if inner else [name]
    return [each for one in whole for each in (one, one.replace("&", "and"), one.replace("St.", "Saint"))]


@cache
def _english(code: str) -> str:
    known = Locale("en").territories.get(code)
    return str(known or next(name.title() for name, by in territory_names()[code] if by == "name"))
