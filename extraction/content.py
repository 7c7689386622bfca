"""A content candidate, and the collector that trims candidates and cuts their tails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extraction.article import Article, Range
    from extraction.cues import Cue
    from extraction.word import Word

TRIM = frozenset({",", ";", ":", ".", "—", "–", "-", "―", "--", "..."})
OPENING_SIGNS = frozenset("([$#")
CUTTABLE = frozenset(
    [
        "advcl",
        "conj",
        "parataxis",
        "obl",
        "acl",
        "acl:relcl",
        "appos",
        "obl:unmarked",
        "nmod",
        "nmod:unmarked",
        "ccomp",
        "advmod",
        "xcomp",
    ]
)
TAIL_IS_CUT = frozenset({"right", "tail", "passive", "after-comma", "left"})
MOST_CUTS, MOST_CANDIDATES = 5, 150


@dataclass(slots=True)
class Content:
    """One candidate; the labels are relations of the words that bound it, for the models."""

    parts: tuple[Range, ...]
    how: str
    first: str = ""
    """Relation of the first dependent in it."""
    last: str = ""
    before: str = ""
    """Relations of the dependents left out between the cue and it."""
    after: str = ""
    """Relation of the dependent left out after it."""
    head: int = -1
    """The word heading the first dependent."""
    cut: str = ""
    """What was cut off its end: relation and first word."""

    def labelled(self, parts: tuple[Range, ...], cut: str | None = None) -> Content:
        """Other parts with the same labels."""
        cut = self.cut if cut is None else cut
        return Content(parts, self.how, self.first, self.last, self.before, self.after, self.head, cut)


class Contents:
    """Collects the contents of one cue, trimmed and without doubles."""

    def __init__(self, article: Article, cue: Cue) -> None:
        self.article, self.cue = article, cue
        self.found: list[Content] = []
        self._seen: set[tuple[Range, ...]] = set()

    def put(self, parts: list[Range], content: Content) -> None:
        """Adds the parts, labelled like `content`, and what remains when tails are cut off them."""
        kept = tuple(p for p in (self._trimmed(a, b) for a, b in parts) if p[0] < p[1])
        words, at = self.article.words, self.cue.i
        if not kept or kept in self._seen or len(self.found) >= MOST_CANDIDATES:
            return
        if any(a <= at < b for a, b in kept):
            return
        if content.how.startswith("left") and not any(w.alpha for a, b in kept for w in words[a:b]):
            return
        if any(self._runs_on(a, b) for a, b in kept) or self._says_nothing(kept):
            return
        self._seen.add(kept)
        self.found.append(content.labelled(kept))
        a, b = kept[-1]
        if content.how in TAIL_IS_CUT and len(kept) == 1 and a > at and not content.cut and b - a > 2:
            for end, cut in _tail_cuts(words, a, b):
                self.put([(a, end)], content.labelled((), cut))

    def _says_nothing(self, parts: Iterable[Range]) -> bool:
        """Is it a pronoun alone ("denied it"), outside quotation marks?"""
        inner = [w for a, b in parts for w in self.article.words[a:b] if w.wordlike]
        return len(inner) <= 2 and all(w.pos == "PRON" and w.quote < 0 for w in inner)

    def _runs_on(self, a: int, b: int) -> bool:
        """Does it begin with a quotation that ends in a comma, and go on with words about who said it?"""
        words = self.article.words
        if not words[a].mark or words[a].quote < 0:
            return False
        end = self.article.quoted[words[a].quote][1]
        comma = a < end - 2 and words[end - 2].text == "," and words[end - 1].mark
        return comma and end < b and not any(w.quote >= 0 for w in words[end:b])

    def _trimmed(self, a: int, b: int) -> Range:
        words = self.article.words
        while a < b and (
            words[a].text in TRIM
            or words[a].text == ")"
            or (words[a].punct and not words[a].mark and words[a].text not in OPENING_SIGNS)
        ):
            a += 1
        while b > a and words[b - 1].text in TRIM:
            b -= 1
        return a, b


def _tail_cuts(words: list[Word], a: int, b: int) -> Iterator[tuple[int, str]]:
    """Where the tail of a stretch may be cut, from the top of its right edge down: (new end, label)."""
    path = [words[b - 1]]
    while not path[-1].is_root and a <= path[-1].head.i < b:
        path.append(path[-1].head)
    done: set[int] = set()
    for top in reversed(path):
        for c in sorted((c for c in top.children if c.i > top.i), key=lambda c: c.left):
            end = c.left
            while (
                end - 1 > a
                and words[end - 1].dep in ("cc", "punct")
                and words[end - 1].text not in ('"', "”")
            ):
                end -= 1
            if c.dep in CUTTABLE and a < end < b and end not in done:
                if len(done) == MOST_CUTS:
                    return
                done.add(end)
                word = words[c.left]
                closed = word.lower in word_set("closed_words")
                yield end, f"{c.dep}|{word.lower if closed else word.tag}"
