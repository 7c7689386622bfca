"""What all features share: names for words, sizes and classes that carry grammar and no vocabulary.

A feature is a name that holds or does not. Only function words, part-of-speech and relation labels, endings, and the
classes of our own word lists may enter a name, so that weights fitted on a corpus carry none of its text.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from extraction.cues import is_saying
from extraction.wordlists import classes, is_belief, word_set

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.word import Word

Features = list[str]

STEPS = (0, 1, 2, 3, 5, 8, 12, 20, 35)
MEANINGS = (
    ("cue", "cue_nouns"), ("told", "told_nouns"), ("doc", "document_nouns"), ("role", "roles"),
    ("who", "anonymous_nouns"), ("org", "org_nouns"), ("carrier", "carriers"), ("time", "time_words"),
)  # fmt: skip
ENDINGS = (
    "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ism", "ship", "ing", "al", "ure", "th", "sis", "age", "cy",
    "er", "or", "ist",
)  # fmt: skip
"""Endings that tell deeds and qualities (first) from those who do them (last)."""
SENTENCE_ENDS = frozenset({".", "!", "?", "…", "”", '"', "’"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


BUCKETS = tuple(bisect_left(STEPS, n) for n in range(STEPS[-1] + 1))


def bucket(n: int) -> int:
    """A size in one of ten steps."""
    return BUCKETS[max(n, 0)] if n < len(BUCKETS) else len(STEPS)


@lru_cache(maxsize=20_000)
def _shown(punct: bool, lower: str, pos: str) -> str:  # noqa: FBT001 - a cache key
    return lower if punct or lower in word_set("closed_words") else pos


def shown(word: Word) -> str:
    """A function word or a mark by itself, any other by its part of speech."""
    return _shown(word.punct, word.lower, word.pos)


def is_headline(article: Article, word: Word) -> bool:
    """Does it stand in a first line that is no sentence?"""
    return word.paragraph == 0 and article.words[word.ends - 1].text not in SENTENCE_ENDS


def closed(word: Word) -> str:
    """A word of a closed class by itself, any other by its tag."""
    return word.lower if word.lower in word_set("closed_words") else word.tag


def verb_class(word: Word) -> str:
    """Saying, reporting or believing verb, else the part of speech."""
    if word.pos in ("VERB", "AUX") and word.lemma in classes("cue_verbs"):
        return "say" if is_saying(word) else "rep"
    return "belief" if is_belief(word) else word.pos


@lru_cache(maxsize=20_000)
def senses(lemma: str) -> tuple[str, ...]:
    """What a verb of saying does (our own list), or nothing."""
    return tuple(sorted(classes("verb_senses").get(lemma, ())))


@lru_cache(maxsize=20_000)
def _meaning(lemma: str) -> str:
    for name, listed in MEANINGS:
        if lemma in (classes(listed) if listed == "cue_nouns" else word_set(listed)):
            return name
    return next((end for end in ENDINGS if lemma.endswith(end) and len(lemma) > len(end) + 2), "-")


def meaning(word: Word) -> str:
    """What sort of thing a noun stands for: a kind of name, a class of our lists, or the ending of the word."""
    if word.entity:
        return word.entity
    if word.pos == "PRON":
        return closed(word)
    if word.pos not in NOMINAL:
        return word.pos
    return "name" if word.pos == "PROPN" else _meaning(word.lemma)
