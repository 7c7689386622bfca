"""re3d (Dstl): documents about defence and diplomacy as plain text, entities by character offsets.

Only its sources under free licences are read. A mention is a name when its words are capitalised; articles and titles
before it are left out. https://github.com/dstl/re3d
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import spacy

from training.treebanks.document import Document, Name, Sentence
from training.treebanks.gum import is_title

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.tokens import Doc

SOURCES = ("US State Department", "UK Government", "CENTCOM", "Australian Department of Foreign Affairs")
LABELS = {"Person": "PERSON", "Organisation": "ORG", "Location": "LOC"}
SMALL = frozenset(
    {"of", "the", "and", "&", "-", "–", "for", "de", "la", "el", "al", "bin", "van", "von", "in", "on", "'s"}
)
ENDS = frozenset({".", "!", "?"})


def read_re3d(folder: Path) -> Iterator[Document]:
    """The documents of the sources in SOURCES."""
    nlp = spacy.blank("en")
    for source in SOURCES:
        entities = defaultdict(list)
        for entity in _lines(folder / source / "entities.json"):
            entities[entity["documentId"]].append(entity)
        for record in _lines(folder / source / "documents.json"):
            doc = nlp.make_doc(record["text"])
            yield Document(record["_id"], list(_sentences(doc, _names(doc, entities[record["_id"]]))))


def _lines(path: Path) -> Iterator[Any]:
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _names(doc: Doc, entities: list[dict[str, Any]]) -> list[Name]:
    found = set()
    for entity in entities:
        span = doc.char_span(entity["begin"], entity["end"], alignment_mode="contract")
        if span is not None and entity["type"] in LABELS:
            found.add(_name(doc, span.start, span.end, LABELS[entity["type"]]))
    out: list[Name] = []
    for name in sorted(filter(None, found), key=lambda n: (n[0] - n[1], n[0])):
        if all(name[1] <= a or name[0] >= b for a, b, _ in out):
            out.append(name)
    return sorted(out)


def _name(doc: Doc, a: int, b: int, label: str) -> Name | None:
    while a < b and doc[a].lower_ in ("the", "a", "an"):
        a += 1
    if label == "PERSON":
        a = next((k + 1 for k in range(b - 2, a - 1, -1) if is_title(doc[k].text)), a)
        if b - a == 1 and is_title(doc[a].text):
            return None
    words = [t for t in doc[a:b] if t.text[:1].isalpha()]
    capitals = all(t.text[0].isupper() or t.lower_ in SMALL for t in words)
    return (
        (a, b, label) if words and capitals and words[0].text[0].isupper() and not words[0].is_stop else None
    )


def _sentences(doc: Doc, names: list[Name]) -> Iterator[Sentence]:
    """The document cut at lines and full stops, never within a name."""
    inside = {i for a, b, _ in names for i in range(a, b - 1)}
    first = 0
    for token in doc:
        at_end = token.i + 1 == len(doc) or "\n" in token.text or token.text in ENDS
        if at_end and token.i not in inside:
            yield from _cut(doc, first, token.i + 1, names)
            first = token.i + 1


def _cut(doc: Doc, first: int, end: int, names: list[Name]) -> Iterator[Sentence]:
    """The words from first up to end without white space, names renumbered."""
    kept = [t for t in doc[first:end] if not t.is_space]
    place = {t.i: n for n, t in enumerate(kept)}
    here = [(place[a], place[b - 1] + 1, label) for a, b, label in names if a in place and b - 1 in place]
    if kept:
        yield Sentence([t.text for t in kept], [bool(t.whitespace_) for t in kept], names=here)
