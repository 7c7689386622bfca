"""The parts of one sentence that can be true or false: who, did what, what, how many, to or from whom, when.

What a source must say to bear a claim out is then asked part by part, instead of "are the two sentences alike".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from extraction.phrases import noun_phrase
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extraction.article import Article
    from extraction.reading import Span
    from extraction.word import Word

PartKind = Literal["who", "happened", "what", "how_many", "whom", "when"]
ORDER: tuple[PartKind, ...] = ("who", "happened", "what", "how_many", "whom", "when")
AGENTS = frozenset({"nsubj", "nsubj:outer", "csubj", "obl:agent"})
PASSIVES = frozenset({"nsubj:pass", "csubj:pass"})
OBJECTS = frozenset({"obj", "iobj", "xcomp", "ccomp"})
OBLIQUES = frozenset({"obl", "nmod", "obl:unmarked", "nmod:unmarked"})
EMPTY = frozenset({"DET", "ADP", "PUNCT", "PART", "CCONJ", "SCONJ", "AUX", "PRON"})
SEASONS = frozenset({"spring", "summer", "autumn", "winter", "decade", "quarter", "century"})


@dataclass(frozen=True, slots=True)
class PartWord:
    """A word that a source must have to cover a part. ``head``: the part's main word; ``drop``: what to leave out of the
    sentence where a source does not have it, None where the sentence does not stand without it.
    """

    text: str
    lemma: str
    span: Span
    head: bool
    drop: Span | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sentence at ``span``. ``drop``: the stretch to leave out for a sentence without it, or None."""

    kind: PartKind
    text: str
    span: Span
    words: tuple[PartWord, ...]
    drop: Span | None


def find_parts(article: Article) -> list[Part]:
    """The parts of the first sentence that has a verb or a subject, in the order of ORDER, then of the text."""
    root = next((w for w in article.words if w.is_root and not w.punct), None)
    if root is None:
        return []
    found = [*_of_clause(article, root), *_numbers(article, root)]
    unique = {(part.kind, part.span): part for part in found}
    return sorted(unique.values(), key=lambda part: (ORDER.index(part.kind), part.span))


def _of_clause(article: Article, verb: Word, *, inner: bool = False) -> Iterator[Part]:
    if verb.pos in ("VERB", "AUX"):
        yield _happened(article, verb)
    elif not inner:
        yield _noun(article, "what", verb)
    passive = any(child.dep in PASSIVES for child in verb.children)
    for child in verb.children:
        if child.dep in AGENTS:
            yield _noun(
                article, "who", child, drop=_drop(article, child) if child.dep == "obl:agent" else None
            )
        elif child.dep in PASSIVES or (child.dep in OBJECTS and child.pos not in ("VERB", "AUX")):
            yield from _object(article, child, passive=passive)
        elif passive and child.dep in OBLIQUES and "by" in child.child_lowers("case"):
            yield _noun(article, "who", child, drop=_drop(article, child))
        elif child.dep in OBLIQUES:
            yield _oblique(article, child)
        elif child.dep in ("advcl", "xcomp", "ccomp") and not inner:
            yield from _of_clause(article, child, inner=True)


def _object(article: Article, word: Word, *, passive: bool) -> Iterator[Part]:
    """What it was done to; "supplied Russia with drones": the first of two is to whom."""
    with_it = [c for c in word.head.children if c.dep == "obl" and "with" in c.child_lowers("case")]
    yield _noun(article, "whom" if with_it and not passive and word.pos == "PROPN" else "what", word)


def _oblique(article: Article, word: Word) -> Part:
    drop = _drop(article, word)
    if _is_time(word):
        return _noun(article, "when", word, drop=drop)
    with_it = "with" in word.child_lowers("case")
    return _noun(article, "what" if with_it else "whom", word, drop=None if with_it else drop)


def _is_time(word: Word) -> bool:
    year = word.text.isdigit() and len(word.text) == 4
    return year or bool({word.lemma, word.lower} & (word_set("time_words") | SEASONS))


def _happened(article: Article, verb: Word) -> Part:
    first = verb.i
    while (
        first > 0
        and article.words[first - 1].head is verb
        and article.words[first - 1].pos in ("AUX", "PART")
    ):
        first -= 1
    span = (article.words[first].start, verb.end)
    word = PartWord(verb.text, verb.lemma, (verb.start, verb.end), head=True, drop=None)
    return Part("happened", article.text[slice(*span)], span, (word,), None)


def _noun(article: Article, kind: PartKind, head: Word, *, drop: Span | None = None) -> Part:
    a, b = noun_phrase(article, head)
    while a < b - 1 and article.words[a].pos in ("DET", "ADP") and article.words[a] is not head:
        a += 1
    words = [w for w in article.words[a:b] if _tells(w, head)]
    return Part(
        kind,
        article.source(a, b),
        article.span(a, b),
        tuple(
            PartWord(w.text, w.lemma, (w.start, w.end), w is head, _word_drop(article, w, head))
            for w in words
        ),
        drop,
    )


def _tells(word: Word, head: Word) -> bool:
    year = word.text.isdigit() and len(word.text) == 4
    number = word.pos == "NUM" and word is not head and not year
    return word is head or (word.wordlike and word.pos not in EMPTY and not number)


def _word_drop(article: Article, word: Word, head: Word) -> Span | None:
    """The stretch of a modifier with what hangs on it; behind the main word, as in "of Tessaly", the whole phrase."""
    while word.i > head.i and word.head is not head and not word.is_root:
        word = word.head
    if word is head or word.dep in ("compound:prt", "fixed"):
        return None
    return _drop(article, word)


def _drop(article: Article, word: Word) -> Span:
    numbers = [w.i for w in word.subtree()]
    start, end = article.words[min(numbers)].start, article.words[max(numbers)].end
    if start > 0:
        while start > 0 and article.text[start - 1].isspace():
            start -= 1
        return start, end
    while end < len(article.text) and article.text[end].isspace():
        end += 1
    return start, end


def _numbers(article: Article, root: Word) -> Iterator[Part]:
    """How many: each number that counts a noun, not a year and not part of a name."""
    for word in article.words[root.begins : root.ends]:
        if word.dep != "nummod" or not word.wordlike:
            continue
        if word.head.dep == "nummod":  # the "two" of "two hundred": part of the longer one
            continue
        span = _number_span(article, word)
        part = PartWord(article.text[slice(*span)], word.lemma, span, head=True, drop=None)
        yield Part("how_many", part.text, span, (part,), _drop(article, word))


def _number_span(article: Article, word: Word) -> Span:
    numbers = [w.i for w in word.subtree() if not w.punct]
    return article.words[min(numbers)].start, article.words[max(numbers)].end
