"""Words that no English stemmer brings together: other forms of one word, and words news uses for one thing."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from matching.lists import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST = 3
"""Letters that are left of a word when an ending is cut."""
ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ed", ""), ("ed", "e"), ("ing", ""),
    ("ing", "e"), ("ment", ""), ("ments", ""),
)  # fmt: skip


@cache
def _verbs() -> dict[str, str]:
    """Each form of an irregular verb -> its base form."""
    rows = [line.split() for line in lines("forms")]
    return {form: row[0] for row in rows for form in row}


@cache
def _forms() -> dict[str, str]:
    """Each listed form -> the form that stands for all of them."""
    rows = [line.split() for line in lines("derivations")]
    return _verbs() | {form: _verbs().get(row[0], row[0]) for row in rows for form in row}


@cache
def _groups() -> dict[str, frozenset[int]]:
    """Each listed word -> the numbers of the groups that have it."""
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines("synonyms")):
        for word in line.split():
            found.setdefault(one_form(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def _members() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split()) for line in lines("synonyms"))


def one_form(word: str) -> str:
    """The form that stands for all of a lower-case word's irregular ones: "sold" -> "sell"; else the word itself."""
    return _forms().get(word, word)


def is_past(word: str) -> bool:
    """Whether a lower-case word is listed as a past form of an irregular verb: "sold"."""
    return _verbs().get(word, word) != word


@lru_cache(maxsize=65_536)
def groups(word: str) -> frozenset[int]:
    """The groups of synonyms that a lower-case word belongs to, by whichever of its base forms is listed."""
    known = _groups()
    return next((known[base] for base in _bases(word) if base in known), frozenset())


def synonyms(word: str) -> Iterator[str]:
    """Other words of the groups that a lower-case word belongs to."""
    return (other for number in sorted(groups(word)) for other in _members()[number] if other != word)


def _bases(word: str) -> Iterator[str]:
    """The word, then what it may be a form of."""
    yield one_form(word)
    for ending, instead in ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= LEAST:
            yield one_form(stem + instead)
            if not instead and stem[-1] == stem[-2]:
                yield one_form(stem[:-1])


def one_word_for(verb: str, particle: str) -> str:
    """The word that says the same as a lower-case verb in any form and the word after it: "handed", "over" -> "deliver";
    "" for two words that are no such verb.
    """
    known = _phrasal().get(particle)
    return next((known[base] for base in _bases_of(verb) if base in known), "") if known else ""


@cache
def _phrasal() -> dict[str, dict[str, str]]:
    """For each particle, base form of a verb -> the one word for both."""
    found: dict[str, dict[str, str]] = {}
    for line in lines("phrasal-verbs"):
        two, _, word = line.partition(":")
        verb, particle = two.split()
        found.setdefault(particle, {})[one_form(verb)] = word.strip()
    return found


def same_word(one: str, other: str) -> bool:
    """Whether two lower-case words can be forms of one word: "delivered" and "delivers"."""
    return one == other or not _bases_of(one).isdisjoint(_bases_of(other))


@lru_cache(maxsize=65_536)
def _bases_of(word: str) -> frozenset[str]:
    return frozenset(_bases(word))


@cache
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in lines("antonyms"):
        left, _, right = line.partition("|")
        for one, other in ((left, right), (right, left)):
            for word in one.split():
                found.setdefault(one_form(word), set()).update(map(one_form, other.split()))
    return {word: frozenset(others) for word, others in found.items()}


def opposite(one: str, other: str) -> bool:
    """Whether two lower-case words cannot both be true of one thing: "alive" and "dead"."""
    known = _opposites()
    return any(not known.get(base, frozenset()).isdisjoint(_bases_of(other)) for base in _bases_of(one))
