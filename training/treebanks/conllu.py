"""CoNLL-U (Universal Dependencies): one word a line in ten columns, a blank line after each sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from training.treebanks.document import Document, Sentence, Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = 10
FORM, LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL, MISC = 1, 2, 3, 4, 5, 6, 7, 9


@dataclass(slots=True)
class Block:
    """The lines of one sentence: its words' columns, the words written together ("do", "n't"), its comments."""

    rows: list[list[str]] = field(default_factory=list)
    together: list[list[str]] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)


def read_blocks(lines: Iterable[str]) -> Iterator[Block]:
    """The sentences of a CoNLL-U file. Empty nodes (8.1) are passed over. Raises ValueError for a line of other shape."""
    block = Block()
    for number, raw in enumerate(lines, 1):
        line = raw.rstrip("\n")
        if not line:
            if block.rows:
                yield block
            block = Block()
        elif line.startswith("#"):
            key, _, value = line[1:].partition("=")
            block.comments[key.strip()] = value.strip()
        else:
            _take(block, line.split("\t"), number)
    if block.rows:
        yield block


def _take(block: Block, columns: list[str], number: int) -> None:
    if len(columns) != COLUMNS:
        raise ValueError(f"Line {number}: {len(columns)} columns where CoNLL-U has {COLUMNS}.")
    if "-" in columns[0]:
        block.together.append(columns)
    elif "." not in columns[0]:
        block.rows.append(columns)


def sentence(block: Block) -> Sentence:
    """A block as a sentence with syntax."""
    rows = block.rows
    spaces = [_space_follows(row) for row in rows]
    for row in block.together:
        first, last = map(int, row[0].split("-"))
        spaces[first - 1 : last] = [False] * (last - first) + [_space_follows(row)]
    heads = [int(row[HEAD]) - 1 if row[HEAD] != "0" else n for n, row in enumerate(rows)]
    syntax = Syntax(
        tags=[row[XPOS] for row in rows],
        pos=[row[UPOS] for row in rows],
        morphs=["" if row[FEATS] == "_" else row[FEATS] for row in rows],
        lemmas=[row[LEMMA] for row in rows],
        heads=heads,
        deps=[
            "ROOT" if head == n else row[DEPREL]
            for n, (head, row) in enumerate(zip(heads, rows, strict=True))
        ],
    )
    return Sentence([row[FORM] for row in rows], spaces, syntax)


def _space_follows(row: list[str]) -> bool:
    return "SpaceAfter=No" not in row[MISC].split("|")


def read_documents(path: Path) -> Iterator[tuple[Document, list[Block]]]:
    """The documents of a file by its "newdoc id" comments, each with the blocks its sentences came from."""
    document, blocks = Document(path.stem), list[Block]()
    with path.open(encoding="utf8") as lines:
        for block in read_blocks(lines):
            if "newdoc id" in block.comments:
                if document.sentences:
                    yield document, blocks
                document, blocks = Document(block.comments["newdoc id"]), []
            document.sentences.append(sentence(block))
            blocks.append(block)
    if document.sentences:
        yield document, blocks
