"""Names that our own lists hold, found in the text: states, cities, bodies, peoples, weapons. The same for every pipeline.

A list cannot tell Jordan the state from Jordan the man: what the pipeline found as a longer name stands, and so does a
person's surname (`extraction.names`).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from extraction.known import KnownNames
from extraction.wordlists import entries, mapping, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extraction.reading import Name

SMALL = frozenset({"and", "of", "the"})
LONGEST_ACRONYM = 4
NUMBER = re.compile(r"(?:[- ]\d{1,4}[A-Z]{0,2}\d?|[- ][A-Z]{1,2}-?\d{1,3}[A-Z]?)(?![\w-])")
"""What belongs to a weapon's name: "-136", " 2A6", " TB2"."""


def find_places(text: str) -> Iterator[Name]:
    """States, cities and bodies of our lists ("state", "place", "organisation"), in text order."""
    return _places().find(text)


def find_peoples(text: str) -> Iterator[Name]:
    """Nationalities, peoples, faiths and parties by their members ("group"), in text order."""
    return _peoples().find(text)


def find_weapons(text: str) -> Iterator[Name]:
    """Weapons of our list ("thing") with the number behind the name, in text order."""
    for name in _weapons().find(text):
        start, end = name.span
        number = NUMBER.match(text, end)
        stop = number.end() if number else end
        yield type(name)(text[start:stop], (start, stop), name.kind)


def is_nationality(name: str) -> bool:
    """Is it an adjective or a noun for where people are from ("Iranian", "Iranians")?"""
    lower = name.lower()
    return name[:1].isupper() and (lower in _nations() or lower.removesuffix("s") in _nations())


@cache
def _nations() -> frozenset[str]:
    """The nationalities that are not also short for a state ("US")."""
    states = {other.strip() for others in mapping("states").values() for other in others.split(",")}
    return word_set("nationalities") - states


@cache
def _places() -> KnownNames:
    found = [(_spelt(state), "state") for state in mapping("states")]
    for others in mapping("states").values():
        found += [(_alias(other.strip()), "state") for other in others.split(",") if other.strip()]
    found += [(name, "place") for name in (*entries("capitals"), *entries("cities"))]
    found += [(name, "organisation") for name in entries("bodies")]
    return KnownNames(found)


@cache
def _peoples() -> KnownNames:
    nations = [_spelt(word) for word in sorted(_nations())]
    plurals = [word + "s" for word in nations if word.endswith(("n", "i"))]
    return KnownNames((name, "group") for name in (*nations, *plurals, *entries("groups")))


@cache
def _weapons() -> KnownNames:
    return KnownNames((name, "thing") for name in entries("weapons"))


def _spelt(name: str) -> str:
    """A name of a lower-case list with its capitals."""
    return " ".join(
        word if word in SMALL else "-".join(w[:1].upper() + w[1:] for w in word.split("-"))
        for word in name.split()
    )


def _alias(name: str) -> str:
    """Another name of a state: short ones are acronyms, written in capitals."""
    return name.upper() if len(name.replace(".", "")) <= LONGEST_ACRONYM else _spelt(name)
