"""The word lists of data/: one file a list, a reason on its first line, words by white space or one entry a line."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extraction.word import Word


def _lines(name: str) -> Iterator[str]:
    text = (files("extraction") / "data" / f"{name}.txt").read_text(encoding="utf8")
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def word_set(name: str) -> frozenset[str]:
    """The list data/NAME.txt as single lower-case words. Raises FileNotFoundError for an unknown list."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrase_set(name: str) -> frozenset[str]:
    """The list data/NAME.txt as entries of one line each, lower case."""
    return frozenset(line.lower() for line in _lines(name))


@cache
def entries(name: str) -> tuple[str, ...]:
    """The list data/NAME.txt as its lines, in order and as they stand."""
    return tuple(_lines(name))


@cache
def classes(name: str) -> dict[str, frozenset[str]]:
    """The list data/NAME.txt, lines of "class: words", as word -> its classes.

    A word ending in an underscore is weak: it is left out here and found by `weak`.
    """
    out: dict[str, set[str]] = {}
    for word, kind in _classed(name):
        if not word.endswith("_"):
            out.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in out.items()}


@cache
def weak(name: str) -> frozenset[str]:
    """The weak words of a list of classes: cues only where the grammar insists."""
    return frozenset(word[:-1] for word, _ in _classed(name) if word.endswith("_"))


@cache
def mapping(name: str) -> dict[str, str]:
    """The list data/NAME.txt, lines of "key: value"."""
    return {key.strip(): value.strip() for key, _, value in (line.partition(":") for line in _lines(name))}


def _classed(name: str) -> Iterator[tuple[str, str]]:
    kind = ""
    for line in _lines(name):
        head, colon, rest = line.partition(":")
        if colon:
            kind = head.strip()
        for word in (rest if colon else line).split():
            yield word, kind


ENDINGS = (
    ("ies", ("y",)),
    ("ied", ("y",)),
    ("es", ("", "e")),
    ("s", ("",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
)
"""Endings of a verb form and what stands in their place in its dictionary form."""


def cue_lemma(form: str) -> str | None:
    """The dictionary form when `form` (lower case) is one of a cue verb's regular forms, else None."""
    verbs = classes("cue_verbs")
    for end, puts in ENDINGS:
        if not form.endswith(end) or len(form) <= len(end) + 2:
            continue
        stem = form[: -len(end)]
        for put in puts:
            if stem + put in verbs:
                return stem + put
        if len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in verbs:
            return stem[:-1]
    return None


@lru_cache(maxsize=20_000)
def mended(lemma: str, form: str) -> str:
    """A lemma put right: the rule lemmatizer leaves -es, -ied and capitals in headlines. All lower case."""
    lemma = mapping("lemma_mends").get(lemma, lemma)
    if lemma in classes("cue_verbs") or lemma in classes("cue_nouns") or lemma in word_set("belief_verbs"):
        return lemma
    return cue_lemma(form) or lemma


def is_belief(word: Word) -> bool:
    return word.lemma in word_set("belief_verbs")
