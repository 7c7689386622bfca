"""The corpus readers that the training config names: the pipeline's examples, endlessly varied, and the fixed dev set."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

from spacy.training import Example
from spacy.util import registry

from training.treebanks.docs import load, to_doc
from training.treebanks.lists import lines_of
from training.treebanks.vary import NamePool, Typography, lowered, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from spacy.language import Language

    from training.treebanks.document import Document, Sentence

MOST_SENTENCES = 8


def varied_news(
    path: str, seed: int, swap: float, lower: float, turn: float, places: str
) -> Callable[[Language], Iterator[Example]]:
    """Reads `path` again and again, shuffled, a few neighbouring sentences an example, each time printed otherwise.

    `swap` is the share of names changed for others, `lower` of examples put in lower case, `turn` of reporting
    sentences with the clause put first; `places` is a list of place names, one a line, to draw from.
    """

    def read(nlp: Language) -> Iterator[Example]:
        documents = load(nlp.vocab, Path(path))
        pool = NamePool((s for d in documents for s in d.sentences), lines_of(Path(places)))
        rng = random.Random(seed)
        while True:
            pieces = [piece for d in documents for piece in _pieces(d, rng)]
            rng.shuffle(pieces)
            for piece in pieces:
                yield _example(nlp, _varied(piece, pool, rng, (swap, lower, turn)))

    return read


def news(path: str, sentences: int) -> Callable[[Language], Iterator[Example]]:
    """The documents of `path` as they are, so many sentences an example."""

    def read(nlp: Language) -> Iterator[Example]:
        for document in load(nlp.vocab, Path(path)):
            for n in range(0, len(document.sentences), sentences):
                yield _example(nlp, document.sentences[n : n + sentences])

    return read


def _pieces(document: Document, rng: random.Random) -> Iterator[list[Sentence]]:
    n = 0
    while n < len(document.sentences):
        size = rng.randint(1, MOST_SENTENCES)
        yield document.sentences[n : n + size]
        n += size


def _varied(
    piece: list[Sentence], pool: NamePool, rng: random.Random, shares: tuple[float, float, float]
) -> list[Sentence]:
    swap, lower, turn = shares
    marks = Typography(rng)
    out = [(turned(s, rng) if rng.random() < turn else None) or s for s in piece]
    if rng.random() < 0.5:  # half of the examples keep the names that were really there
        out = [pool.swapped(s, rng, swap) for s in out]
    out = [marks.of(s) for s in out]
    return [lowered(s) for s in out] if rng.random() < lower else out


def _example(nlp: Language, piece: list[Sentence]) -> Example:
    """The annotated words beside the same text as our tokenizer cuts it."""
    doc = to_doc(nlp.vocab, piece)
    return Example(nlp.make_doc(doc.text), doc)


registry.readers.register("claimdesk.VariedNews.v1", func=varied_news)
registry.readers.register("claimdesk.News.v1", func=news)
