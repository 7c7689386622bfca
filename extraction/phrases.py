"""Noun phrases around a head word, and what "according to" governs: as ranges of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.word import SUBJECTS, Word
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Collection

    from extraction.article import Article, Range

LOOSE = frozenset({"acl:relcl", "parataxis", "cop", "advcl", "ccomp", "cc", "advmod", "aux"}) | SUBJECTS
"""What hangs on a noun without being part of its name: clauses, and the verb of a sentence headed by the noun."""
TITLE_DEPS = frozenset({"nmod:desc", "compound"})
SHORT_PARTICIPLE = 5
"""Words of a participle that still belongs to the noun ("the man detained")."""
LONG_OBJECT = 12


def noun_phrase(article: Article, head: Word, lo: int | None = None, hi: int | None = None) -> Range:
    """The noun phrase of `head` with titles and appositives, without clauses, inside [lo, hi)."""
    words = article.words
    inside = {head.i}
    for child in head.children:
        if not _is_loose(child):
            inside.update(word.i for word in child.subtree())
    a = b = head.i
    while a - 1 in inside:
        a -= 1
    while b + 1 in inside:
        b += 1
    b += 1
    a = a if lo is None else max(a, lo)
    b = b if hi is None else min(b, hi)
    while a < b - 1 and words[a].punct and not words[a].mark:
        a += 1
    while b - 1 > a and words[b - 1].punct and words[b - 1].text not in (")", '"', "”"):
        b -= 1
    return a, b


def _is_loose(child: Word) -> bool:
    return child.dep in LOOSE or (child.dep == "acl" and child.right - child.left > SHORT_PARTICIPLE)


def governed(article: Article, first: int, last: int) -> tuple[int, int, Word]:
    """What "according to" (words `first` to `last`) governs: start and end of the whole phrase, and its top word."""
    words = article.words
    word = words[first]
    noun = word.head if word.dep in ("case", "mark") else None
    while noun is not None and noun.dep in TITLE_DEPS and noun.head.i > noun.i:  # from "Mayor" to the name
        noun = noun.head
    if noun is None or noun.i < first:
        objects = ("obl", "obj", "nmod", "xcomp", "pobj")
        noun = next((c for c in word.children if c.i > last and c.dep in objects), word)
    if noun is word:
        end = last + 1
        while end < word.ends and words[end].text not in (",", ".", ";"):
            end += 1
        return first, end, word
    end = noun.right
    if end - first > LONG_OBJECT:
        end = next((j for j in range(noun.i + 1, end) if words[j].text == ","), end)
    return first, end, word if noun.is_root else noun


def marked_with(word: Word, deps: Collection[str] = ("case",)) -> str:
    """The preposition or conjunction before a phrase, when it is a function word; "-" for none."""
    return next((w for w in word.child_lowers(*deps) if w in word_set("function_words")), "-")


def only_time(article: Article, a: int, b: int) -> bool:
    """Do these words say nothing but when?"""
    rest = [w for w in article.words[a:b] if not w.punct]
    return bool(rest) and all(
        w.lower in word_set("time_words")
        or w.pos in ("ADP", "DET", "NUM", "ADJ")
        or w.lower in ("last", "this")
        for w in rest
    )
