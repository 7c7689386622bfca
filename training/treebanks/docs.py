"""Documents as spaCy's Docs and back: a DocBin on disk holds one Doc a document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.tokens import Doc, DocBin, Span

from training.treebanks.document import Document, Sentence, Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.vocab import Vocab

ATTRS = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START", "ENT_IOB", "ENT_TYPE", "SPACY"]


def to_doc(vocab: Vocab, sentences: Sequence[Sentence]) -> Doc:
    """The sentences as one Doc. Syntax and names stay unset (nothing is learnt) unless every sentence has them."""
    words = [w for s in sentences for w in s.words]
    spaces = [x for s in sentences for x in s.spaces]
    kinds: dict[str, list[str]] = {}
    heads: list[int] | None = None
    trees = [s.syntax for s in sentences if s.syntax]
    starts = _starts(sentences)
    if trees and len(trees) == len(sentences):
        for column in ("tags", "pos", "morphs", "lemmas", "deps"):
            kinds[column] = [value for tree in trees for value in getattr(tree, column)]
        heads = [start + head for tree, start in zip(trees, starts, strict=True) for head in tree.heads]
    begins = None if heads else [i in set(starts) for i in range(len(words))]
    doc = Doc(vocab, words=words, spaces=spaces, heads=heads, sent_starts=begins, **kinds)  # type: ignore[arg-type]
    found = [(s.names, start) for s, start in zip(sentences, starts, strict=True)]
    if all(names is not None for names, _ in found):
        spans = [
            Span(doc, start + a, start + b, label) for names, start in found for a, b, label in names or ()
        ]
        doc.set_ents(spans, default="outside")
    return doc


def _starts(sentences: Sequence[Sentence]) -> list[int]:
    starts = [0]
    for s in sentences[:-1]:
        starts.append(starts[-1] + len(s))
    return starts


def to_document(doc: Doc, name: str = "") -> Document:
    """A Doc as a document: the inverse of `to_doc`."""
    parsed, named = doc.has_annotation("DEP"), doc.has_annotation("ENT_IOB")
    return Document(name, [_sentence(span, parsed=parsed, named=named) for span in doc.sents])


def _sentence(span: Span, *, parsed: bool, named: bool) -> Sentence:
    words, spaces = [t.text for t in span], [bool(t.whitespace_) for t in span]
    names = [(e.start - span.start, e.end - span.start, e.label_) for e in span.ents] if named else None
    if not parsed:
        return Sentence(words, spaces, names=names)
    syntax = Syntax(
        tags=[t.tag_ for t in span],
        pos=[t.pos_ for t in span],
        morphs=[str(t.morph) for t in span],
        lemmas=[t.lemma_ for t in span],
        heads=[t.head.i - span.start for t in span],
        deps=[t.dep_ for t in span],
    )
    return Sentence(words, spaces, syntax, names)


def save(vocab: Vocab, documents: Iterable[Document], path: Path) -> tuple[int, int]:
    """Writes the documents; gives how many there were and how many words. Sentences of one kind stay together."""
    store = DocBin(attrs=ATTRS)
    count = words = 0
    for document in documents:
        for part in _alike(document):
            store.add(to_doc(vocab, part))
        count, words = count + 1, words + len(document)
    path.parent.mkdir(parents=True, exist_ok=True)
    store.to_disk(path)
    return count, words


def _alike(document: Document) -> Iterator[list[Sentence]]:
    """Runs of sentences that have the same annotation."""
    run: list[Sentence] = []
    for sentence in document.sentences:
        if run and (sentence.names is None) != (run[-1].names is None):
            yield run
            run = []
        run.append(sentence)
    if run:
        yield run


def load(vocab: Vocab, path: Path) -> list[Document]:
    """The documents of a DocBin."""
    return [to_document(doc) for doc in DocBin().from_disk(path).get_docs(vocab)]
