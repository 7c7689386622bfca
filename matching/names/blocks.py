"""Keys under which names are found that may be one, before anything is compared.

A name is stored under all its keys (``stored_under``) and asked for by some (``asked_by``): two spellings, scripts or
orders of a name share one, and few others do.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from matching.lists import word_set
from matching.names.bodies import bag, bare, has_body_noun, initials, is_acronym
from matching.names.parts import take_apart
from matching.names.persons import forms_of
from matching.names.sounds import sounds
from matching.names.territories import territory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_WORDS = 5
"""Words of a name that make keys; the first ones and the last."""
MOST_KEYS = 60
LONGEST = 60
"""Characters of a key."""


@lru_cache(maxsize=32_768)
def stored_under(name: str) -> tuple[str, ...]:
    """Every key of a name, each once, in no telling order. The answer is shared: read only."""
    return _some(_keys(name, stored=True))


@lru_cache(maxsize=32_768)
def asked_by(name: str) -> tuple[str, ...]:
    """The keys under which others that may be the same are stored. The answer is shared: read only."""
    return _some(_keys(name, stored=False))


def _some(keys: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key[:LONGEST] for key in keys))[:MOST_KEYS]


def _keys(name: str, *, stored: bool) -> Iterator[str]:
    state = territory(name)
    if state is not None:
        yield f"@{state.code}"
    yield from _of_letters(name, stored=stored)
    taken = take_apart(name)
    if taken.marks:
        yield f"^{''.join(taken.marks)}"
    elif has_body_noun(name):
        yield from _of_body(sorted(set(bag(name))), stored=stored)
    else:
        yield from _of_words(taken.words, stored=stored)


def _of_letters(name: str, *, stored: bool) -> Iterator[str]:
    """ "!" for acronyms, "~" for initials: acronyms meet both, and names of several words never meet by initials alone,
    for two letters are those of hundreds.
    """
    if is_acronym(name):
        letters = bare(name).replace(".", "").lower()
        yield from (f"!{letters}", f"~{letters}")
    else:
        yield from (f"{'~' if stored else '!'}{letters}" for letters in sorted(initials(name)))


def _of_words(words: Sequence[str], *, stored: bool) -> Iterator[str]:
    """All in one, the last alone where a name is looked for by its surname, and words by twos in any order."""
    if not words:
        return
    words = (*words[: MOST_WORDS - 1], words[-1]) if len(words) > MOST_WORDS else words
    heard = [_heard(word) for word in words]
    yield from (f"*{''.join(all_of)}" for all_of in _first_of_each(heard))
    if stored or len(words) == 1:
        yield from (f"1{one}" for one in heard[-1] if one)
    for (a, mine), (b, theirs) in combinations(zip(words, heard, strict=True), 2):
        yield from (f"2{' '.join(sorted((x, y)))}" for x in mine for y in theirs)
        if b == words[-1]:
            yield from (f"2{a[0]}. {y}" for y in theirs)


def _first_of_each(heard: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Each word's first way of being heard, and each word's last."""
    plain = [[way for way in ways if way[:1] != "#"] or list(ways) for ways in heard]
    yield [ways[0] for ways in plain]
    yield [ways[-1] for ways in plain]


def _heard(word: str) -> list[str]:
    """The ways to hear a word, coarsely, and the name it is a form of."""
    if len(word) == 1:
        return [f"{word}."]
    ways = sorted({sound.coarse.strip("'").replace("h", "") or sound.letters for sound in sounds(word)})
    return [*ways, *(f"#{form}" for form in sorted(forms_of(word)))]


def _of_body(words: Sequence[str], *, stored: bool) -> Iterator[str]:
    """Words by twos; a name that has a state is asked for with its state alone."""
    telling = [w for w in words if w not in word_set("weak-words")] or list(words)
    states = [w for w in telling if w[0] == "@"]
    for a, b in combinations(telling[: MOST_WORDS + 2], 2):
        if stored or not states or a in states or b in states:
            yield f"%{a} {b}"
    if len(telling) == 1:
        yield f"%{telling[0]}"
