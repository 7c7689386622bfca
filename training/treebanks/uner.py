"""Universal NER for UD English EWT: names for the sentences of EWT, matched by the sentences' ids.

https://github.com/UniversalNER/UNER_English-EWT
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from training.treebanks.iob import CORE, names_of, read_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from training.treebanks.conllu import Block
    from training.treebanks.document import Document, Name

WORD, LABEL = 1, 2


def read_names(path: Path) -> dict[tuple[str, ...], list[Name]]:
    """The names of each sentence, found by its words."""
    with path.open(encoding="utf8") as lines:
        rows = list(read_rows(lines, WORD, LABEL))
    return {
        tuple(w for w, _ in sentence): names_of((label for _, label in sentence), CORE) for sentence in rows
    }


def with_names(
    documents: Iterator[tuple[Document, list[Block]]], names: dict[tuple[str, ...], list[Name]]
) -> Iterator[Document]:
    """EWT's documents with the names; a sentence that UNER lacks keeps its syntax and teaches no names."""
    for document, _ in documents:
        document.sentences = [
            s.named(names[tuple(s.words)]) if tuple(s.words) in names else s for s in document.sentences
        ]
        yield document
