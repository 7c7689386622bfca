"""The names in an article: what the pipeline found, mended; names from the desk's own list; designations by pattern."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.kinds import LABELS, is_listed_outlet, kind_of
from extraction.reading import Name
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extraction.article import Article
    from extraction.word import Word

DESIGNATION = re.compile(
    r"(?<![\w-])(?:[A-ZА-Я][A-Za-zА-я]{0,20}-\d{1,4}[A-Za-zА-Я]{0,2}|\d{1,2}[A-ZА-Я]{1,2}\d{2,4})(?![\w-])"
)
WORD = re.compile(r"[^\W_]+")
APOSTROPHES = str.maketrans("’‘", "''")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name where it stands: the words from `a` up to `b`."""

    a: int
    b: int
    text: str
    kind: str


class KnownNames:
    """The desk's curated names, found in a text in one pass."""

    def __init__(self, known: Iterable[tuple[str, str]] = ()) -> None:
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        self.kinds: dict[str, str] = {}
        for surface, kind in known:
            first = WORD.search(surface)
            if first and first.start() == 0:
                self._by_first.setdefault(first.group().lower(), []).append((surface, kind))
                self.kinds[surface] = kind
        for surfaces in self._by_first.values():
            surfaces.sort(key=lambda pair: -len(pair[0]))

    def find(self, text: str) -> Iterator[Name]:
        """Every place where a known name stands in the text as a whole word, the longest one first."""
        if not self._by_first:
            return
        straight = text.translate(APOSTROPHES)
        end = 0
        for word in WORD.finditer(straight):
            start = word.start()
            if start < end:
                continue
            for surface, kind in self._by_first.get(word.group().lower(), ()):
                stop = start + len(surface)
                if (
                    straight.startswith(surface.translate(APOSTROPHES), start)
                    and not straight[stop : stop + 1].isalnum()
                ):
                    yield Name(text[start:stop], (start, stop), kind)
                    end = stop
                    break


def find_names(article: Article, known: KnownNames, found_by_pipeline: Iterable[Mention]) -> list[Name]:
    """All names in text order, none overlapping: the desk's own first, then designations, then the pipeline's."""
    found = list(known.find(article.text))
    found += [Name(m.group(), m.span(), "thing") for m in DESIGNATION.finditer(article.text)]
    found += [Name(m.text, article.span(m.a, m.b), m.kind) for m in found_by_pipeline]
    out: list[Name] = []
    taken: set[int] = set()
    for name in found:
        if not taken.intersection(range(*name.span)):
            taken.update(range(*name.span))
            out.append(name)
    return sorted(out, key=lambda n: n.span)


def mentions(article: Article) -> list[Mention]:
    """The names the pipeline found, in text order: titles and possessives taken off, kinds put right by our lists."""
    out = []
    for a, b in _entities(article.words):
        mention = _mended(article, a, b)
        if mention:
            out.append(mention)
    return out


def with_surnames(article: Article, found: list[Mention]) -> list[Mention]:
    """The mentions and, as mentions too, capitalised words no name covers: a found person's surname, a known outlet."""
    surnames = {m.text.split()[-1] for m in found if m.kind == "person" and m.b - m.a > 1}
    covered = {i for m in found for i in range(m.a, m.b)}
    more = [
        Mention(w.i, w.i + 1, w.text, "person")
        for w in article.words
        if w.text in surnames and w.i not in covered and w.pos in ("PROPN", "NOUN", "ADJ")
    ]
    covered.update(m.a for m in more)
    for word in article.words:
        if word.capital and word.pos == "PROPN" and word.i not in covered:
            outlet = _outlet_at(article, word.i, covered)
            if outlet:
                more.append(outlet)
                covered.update(range(outlet.a, outlet.b))
    return sorted([*found, *more], key=lambda m: m.a)


def _outlet_at(article: Article, i: int, covered: set[int]) -> Mention | None:
    """The longest known outlet whose name begins at word i."""
    for end in range(min(i + 4, len(article.words)), i, -1):
        if covered.isdisjoint(range(i, end)) and is_listed_outlet(article.source(i, end)):
            return Mention(i, end, article.source(i, end), "outlet")
    return None


def _entities(words: list[Word]) -> Iterator[tuple[int, int]]:
    """Word ranges of the entities; one never runs over a line's end."""
    i = 0
    while i < len(words):
        if words[i].entity not in LABELS:
            i += 1
            continue
        a = i
        i += 1
        while (
            i < len(words)
            and words[i].entity == words[a].entity
            and not words[i].opens_entity
            and words[i].paragraph == words[a].paragraph
        ):
            i += 1
        yield a, i


def _mended(article: Article, a: int, b: int) -> Mention | None:
    words, label = article.words, article.words[a].entity
    while a < b and (
        words[a].punct or words[a].lower == "the" or (label in ("PERSON", "PER") and is_title(words[a]))
    ):
        a += 1
    while b > a and (words[b - 1].lower in ("'s", "’s", "'", "’") or words[b - 1].punct):
        b -= 1
    if a >= b or not any(w.alpha or w.capital for w in words[a:b]):
        return None
    text = article.source(a, b)
    kind = kind_of(text, label)
    if kind == "person" and not words[a].capital:
        return None
    return Mention(a, b, text, kind) if kind else None


def is_title(word: Word) -> bool:
    """Is it a role or a form of address, as may stand before a person's name?"""
    return word.lower in word_set("roles") or word.lower in word_set("honorifics")
