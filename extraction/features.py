"""What all features share: names for words, sizes and classes that carry grammar and no vocabulary.

A feature is a name that holds or does not; the few with a value are the scores of earlier models. Only function words,
part-of-speech and relation labels, and the classes of our own cue lists may enter a name, so that weights fitted on a
corpus carry none of its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.cues import is_saying
from extraction.wordlists import classes, is_belief, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extraction.word import Word

Features = dict[str, float]

STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 35)


def bucket(n: int) -> int:
    """A size in one of ten steps."""
    return sum(n > step for step in STEPS)


def shown(word: Word) -> str:
    """A function word or a mark by itself, any other by its part of speech."""
    return word.lower if word.punct or word.lower in word_set("function_words") else word.pos


def verb_class(word: Word) -> str:
    """Saying, reporting or believing verb, else the part of speech."""
    if word.pos in ("VERB", "AUX") and word.lemma in classes("cue_verbs"):
        return "say" if is_saying(word) else "rep"
    return "belief" if is_belief(word) else word.pos


def on(names: Iterable[str]) -> Features:
    """Features that hold."""
    return dict.fromkeys(names, 1.0)
