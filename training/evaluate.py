"""python -m training.evaluate PIPELINE [--corpus corpus] [--record README.md]: scores by type on texts never learnt from.

Besides spaCy's own scores: subjects of the verbs of saying, all of them and those behind their verb ("said the
minister"), as who said what depends on them. Words that our tokenizer cuts otherwise than the treebank count as wrong
in none of them: they are left out, as spaCy's scorer does.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.scorer import Scorer

from extraction.wordlists import classes
from training.treebanks.corpus import news

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc
    from spacy.training import Example

HERE = Path(__file__).resolve().parent
TESTS = ("test_gum_news", "test_gum_other", "test_ewt", "dev")
ACCURACIES = ("pos_acc", "tag_acc", "morph_acc", "lemma_acc")
RELATIONS = ("nsubj", "obj", "ccomp", "xcomp", "parataxis", "conj", "obl", "nmod", "appos", "flat", "advcl")
KINDS = ("PERSON", "ORG", "LOC")
START, END = "<!-- scores -->", "<!-- end of scores -->"
Edge = tuple[int, int, int]
"""A subject of a verb of saying: offsets of the subject and of the verb, and whether it comes behind (1) or not (0)."""


@dataclass
class Count:
    """Found, right and wanted things of one kind."""

    found: int = 0
    right: int = 0
    wanted: int = 0

    def add(self, found: set[Edge], wanted: set[Edge]) -> None:
        """Counts one text's."""
        self.found, self.wanted = self.found + len(found), self.wanted + len(wanted)
        self.right += len(found & wanted)

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall, in hundredths."""
        return 200 * self.right / max(1, self.found + self.wanted)


@dataclass
class Subjects:
    """Subjects of the verbs of saying, all and inverted."""

    all: Count = field(default_factory=Count)
    inverted: Count = field(default_factory=Count)

    def add(self, predicted: Doc, reference: Doc) -> None:
        """Counts one text's."""
        verbs = {t.idx for t in reference if t.pos_ == "VERB" and t.lemma_.lower() in classes("cue_verbs")}
        found, wanted = subjects(predicted, verbs), subjects(reference, verbs)
        self.all.add(found, wanted)
        self.inverted.add({e for e in found if e[2]}, {e for e in wanted if e[2]})


def subjects(doc: Doc, verbs: Iterable[int]) -> set[Edge]:
    """The subjects that the verbs at these offsets have."""
    known = set(verbs)
    return {
        (t.idx, t.head.idx, int(t.i > t.head.i)) for t in doc if t.dep_ == "nsubj" and t.head.idx in known
    }


def scores(nlp: Any, path: Path) -> dict[str, float]:
    """All scores on one DocBin, in hundredths."""
    examples: list[Example] = list(news(str(path), 10)(nlp))
    who = Subjects()
    docs = nlp.pipe([example.predicted for example in examples], batch_size=32)
    for example, doc in zip(examples, docs, strict=True):
        example.predicted = doc
        who.add(doc, example.reference)
    all_: dict[str, Any] = {**Scorer(nlp).score(examples), **Scorer.score_spans(examples, "ents")}
    out: dict[str, float] = {}
    out |= {str(key): 100 * (all_[key] or 0) for key in ACCURACIES if key in all_}
    out |= {"uas": 100 * all_["dep_uas"], "las": 100 * all_["dep_las"], "sentences": 100 * all_["sents_f"]}
    per_type = all_["dep_las_per_type"]
    out |= {f"LAS {name}": 100 * per_type[name]["f"] for name in RELATIONS if name in per_type}
    out |= {
        "subjects of saying": who.all.f,
        "of them inverted": who.inverted.f,
        "inverted, how many": who.inverted.wanted,
    }
    if any(example.reference.has_annotation("ENT_IOB") for example in examples):
        kinds = all_["ents_per_type"]
        out |= {"names": 100 * all_["ents_f"], "names untyped": untyped(examples)}
        out |= {f"names {kind}": 100 * kinds[kind]["f"] for kind in KINDS if kind in kinds}
    return out


def untyped(examples: Iterable[Example]) -> float:
    """F of the names' bounds alone, in hundredths."""
    count = Count()
    for example in examples:
        if example.reference.has_annotation("ENT_IOB"):
            found = {(e.start_char, e.end_char, 0) for e in example.predicted.ents}
            count.add(found, {(e.start_char, e.end_char, 0) for e in example.reference.ents})
    return count.f


def table(columns: dict[str, dict[str, float]]) -> str:
    """The scores as a Markdown table, a test a column."""
    rows = dict.fromkeys(key for column in columns.values() for key in column)
    lines = ["| | " + " | ".join(columns) + " |", "|---|" + "---:|" * len(columns)]
    for row in rows:
        shown = [f"{column[row]:.1f}" if row in column else "" for column in columns.values()]
        lines.append(
            f"| {row} | " + " | ".join(x.removesuffix(".0") if "how many" in row else x for x in shown) + " |"
        )
    return "\n".join(lines)


def record(page: Path, text: str) -> None:
    """Puts the table between the page's two marks. Raises ValueError when the page has none."""
    before, _, rest = page.read_text(encoding="utf8").partition(START)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{page} has no place for scores.")
    page.write_text(f"{before}{START}\n{text}\n{END}{after}", encoding="utf8")


def main() -> None:
    """Scores, prints, records."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("pipeline")
    ap.add_argument("--corpus", type=Path, default=HERE / "corpus")
    ap.add_argument("--record", type=Path)
    args = ap.parse_args()
    nlp = spacy.load(args.pipeline)
    tests = [name for name in TESTS if (args.corpus / f"{name}.spacy").is_file()]
    text = table({name: scores(nlp, args.corpus / f"{name}.spacy") for name in tests})
    print(text)
    if args.record:
        record(args.record, text)


if __name__ == "__main__":
    main()
