"""Names in IOB columns: a word and its label a line, a blank line after each sentence (wikigold, CrossNER, UNER).

Both habits are read: IOB2 (every name begins with B-) and IOB1 (B- only where two names touch).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from training.treebanks.document import Document, Name, Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

CORE = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
"""wikigold and UNER; MISC and OTH are no names of ours."""
CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "organisation": "ORG",
    "politicalparty": "ORG",
    "country": "LOC",
    "location": "LOC",
}
LEANS_LEFT = re.compile(r"[,.;:!?%)\]]|'s|’s|n't|'|'re|'ve|'ll|'d|'m")
LEANS_RIGHT = frozenset({"(", "[", "$", "£", "``"})
MARKS = frozenset({'"', "''", "``"})
TOGETHER = 6
"""Sentences that make one document, where the file does not say which belong together."""


def read_rows(lines: Iterable[str], word: int = 0, label: int = -1) -> Iterator[list[tuple[str, str]]]:
    """Each sentence as (word, label) pairs; `word` and `label` are the columns."""
    rows: list[tuple[str, str]] = []
    for raw in lines:
        line = raw.rstrip("\n")
        if not line.strip():
            if rows:
                yield rows
            rows = []
        elif not line.startswith(("# ", "-DOCSTART")):
            columns = line.split("\t") if "\t" in line else line.split()
            rows.append((columns[word], columns[label]))
    if rows:
        yield rows


def names_of(labels: Iterable[str], kinds: Mapping[str, str]) -> list[Name]:
    """The names in a sentence's labels, those of other kinds left out."""
    out: list[Name] = []
    start, kind = 0, ""
    for i, label in enumerate([*labels, "O"]):
        here = label.partition("-")[2]
        if kind and (here != kind or label.startswith("B-")):
            if kind in kinds:
                out.append((start, i, kinds[kind]))
            kind = ""
        if here and not kind:
            start, kind = i, here
    return out


def read_iob(path: Path, kinds: Mapping[str, str]) -> Iterator[Document]:
    """A file of sentences with names, as documents of a few sentences each."""
    with path.open(encoding="utf8") as lines:
        sentences = [_sentence(rows, kinds) for rows in read_rows(lines)]
    for n in range(0, len(sentences), TOGETHER):
        yield Document(f"{path.stem}-{n}", sentences[n : n + TOGETHER])


def _sentence(rows: list[tuple[str, str]], kinds: Mapping[str, str]) -> Sentence:
    words = [word for word, _ in rows]
    shown = ['"' if word in ("``", "''") else word for word in words]
    return Sentence(shown, guess_spaces(words), names=names_of((label for _, label in rows), kinds))


def guess_spaces(words: list[str]) -> list[bool]:
    """Whether a space follows each word, for files that have lost it; straight marks are taken in turn."""
    out = []
    inside = False
    for word, after in zip(words, [*words[1:], ""], strict=True):
        inside = inside != (word in MARKS)
        closed_up = (
            bool(LEANS_LEFT.fullmatch(after))
            or word in LEANS_RIGHT
            or (word in MARKS and inside)
            or (after in MARKS and inside)
        )
        out.append(not closed_up)
    return out
