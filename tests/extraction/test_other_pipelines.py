"""Trees in the labels of spaCy's own English pipelines give the same statements as those of the shipped one.

No such pipeline is installed here: the trees in trees.txt are made by hand, and a component writes them into the Doc.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Span

from extraction.model import Model
from extraction.pipeline import Pipeline
from extraction.reader import Reader

POS = {
    "NNP": "PROPN", "NNS": "NOUN", "NN": "NOUN", "VBD": "VERB", "VBZ": "VERB", "VBP": "VERB", "VBN": "VERB", "VBG": "VERB",
    "VB": "VERB", "MD": "AUX", "DT": "DET", "IN": "ADP", "TO": "PART", "JJ": "ADJ", "RB": "ADV", "PRP": "PRON", "CD": "NUM",
    "POS": "PART", "WDT": "PRON",
}  # fmt: skip


@dataclass
class Tree:
    text: str
    says: list[tuple[str, ...]] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def trees() -> list[Tree]:
    out: list[Tree] = []
    for line in (Path(__file__).parent / "trees.txt").read_text(encoding="utf8").splitlines():
        if line.startswith("= "):
            out.append(Tree(line[2:]))
        elif line.startswith(": "):
            out[-1].says.append(tuple(cell.strip() for cell in line[2:].split(" | ")))
        elif line and not line.startswith("#"):
            out[-1].rows.append(line.split())
    return out


TREES = {tree.text: tree for tree in trees()}


class HandMadeParser:
    """Stands where a pipeline's parser stands, with its labels, and writes the tree of a known sentence."""

    labels = tuple({row[3] for tree in TREES.values() for row in tree.rows} | {"pobj", "nsubjpass", "dobj"})

    def __call__(self, doc):
        rows = TREES[doc.text.strip()].rows
        assert [t.text for t in doc] == [row[0] for row in rows]
        for token, (_, lemma, tag, dep, head, *_) in zip(doc, rows, strict=True):
            token.lemma_, token.tag_, token.dep_ = lemma, tag, dep
            token.pos_ = "AUX" if lemma == "be" or dep == "aux" else POS.get(tag, "PUNCT")
            token.head = doc[int(head) - 1] if int(head) else token
        kinds = [row[5] if len(row) > 5 else "" for row in rows]
        doc.ents = [
            Span(doc, a, b, label=kinds[a])
            for a in range(len(kinds))
            if kinds[a] and (a == 0 or kinds[a - 1] != kinds[a])
            for b in [next((k for k in range(a, len(kinds)) if kinds[k] != kinds[a]), len(kinds))]
        ]
        return doc


@pytest.fixture(scope="module")
def clear_reader():
    nlp = spacy.blank("en")
    Language.factory("hand_made_parser", func=lambda nlp, name: HandMadeParser())
    nlp.add_pipe("hand_made_parser", name="parser")
    return Reader(Pipeline(nlp), Model.shipped())


def told(reading) -> list[tuple[str, ...]]:
    return [
        (
            s.speaker or "-",
            s.speaker_type or "-",
            ";".join(s.via) or "-",
            f"{s.polarity} {s.modality}",
            s.content.rstrip(",."),
        )
        for s in reading.statements
    ]


@pytest.mark.parametrize("text", TREES)
def test_clear_labels_give_the_statements(clear_reader, text):
    assert told(clear_reader.read(text)) == TREES[text].says


@pytest.mark.parametrize("text", TREES)
def test_the_shipped_pipeline_gives_the_same(reader, text):
    assert told(reader.read(text)) == TREES[text].says


def test_there_are_a_dozen_shapes_and_each_tree_is_one():
    assert len(TREES) >= 12
    for tree in TREES.values():
        heads = [int(row[4]) for row in tree.rows]
        assert heads.count(0) == 1, tree.text
        assert all(0 <= head <= len(heads) and head != n for n, head in enumerate(heads, start=1)), tree.text
