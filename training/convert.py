"""python -m training.convert FOLDER [--out corpus]: the data sets as DocBins, train, dev and test; labels for spaCy.

FOLDER holds ewt/, gum/, uner/, wikigold/, crossner-politics/, re3d/ (training/README.md says where to get them).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.training import Example

from training.treebanks.conllu import read_documents
from training.treebanks.docs import save, to_doc
from training.treebanks.gum import read_gum
from training.treebanks.iob import CORE, CROSSNER, read_iob
from training.treebanks.re3d import read_re3d
from training.treebanks.uner import read_names, with_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.treebanks.document import Document

TWICE = ("news", "interview")
"""Genres nearest to ours, counted twice."""
LEARNT = ("tagger", "morphologizer", "parser", "ner")


def ewt(folder: Path, part: str) -> Iterator[Document]:
    """UD English EWT; dev and test have names by UNER."""
    path = folder / "ewt" / f"en_ewt-ud-{part}.conllu"
    names = folder / "uner" / f"en_ewt-ud-{part}.iob2"
    return with_names(read_documents(path), read_names(names) if names.is_file() else {})


def named(folder: Path) -> Iterator[Document]:
    """The data sets that have names alone."""
    return chain(
        read_iob(folder / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt", CORE),
        *(
            read_iob(folder / "crossner-politics" / f"{part}.txt", CROSSNER)
            for part in ("train", "dev", "test")
        ),
        read_re3d(folder / "re3d"),
    )


def parts(folder: Path) -> dict[str, list[Document]]:
    """What is learnt from (train), what the training is steered by (dev), what it is judged by at the end."""
    out: dict[str, list[Document]] = defaultdict(list)
    out["train"] += chain(ewt(folder, "train"), ewt(folder, "dev"), named(folder))
    out["test_ewt"] += ewt(folder, "test")
    for genre, part, document in read_gum(folder / "gum"):
        if part == "train":
            out["train"] += [document] * (2 if genre in TWICE else 1)
        elif part == "dev":
            out["dev"].append(document)
        else:
            out["test_gum_news" if genre in TWICE else "test_gum_other"].append(document)
    return dict(out)


def write_labels(documents: list[Document], folder: Path) -> None:
    """The labels each component learns, as spaCy reads them: a stream cannot be looked through beforehand."""
    nlp = spacy.blank("en")
    for name in LEARNT:
        nlp.add_pipe(name)
    docs = [to_doc(nlp.vocab, d.sentences) for d in documents]
    nlp.initialize(lambda: (Example(nlp.make_doc(doc.text), doc) for doc in docs))
    for name in LEARNT:
        labels: Any = nlp.get_pipe(name)
        (folder / f"{name}.json").write_text(json.dumps(labels.label_data), encoding="utf8")


def main() -> None:
    """Reads, writes, tells the sizes."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--out", type=Path, default=Path(__file__).parent / "corpus")
    args = ap.parse_args()
    if not (args.folder / "ewt").is_dir():
        raise SystemExit(f"{args.folder} has no treebanks; training/README.md says where they come from.")
    vocab = spacy.blank("en").vocab
    found = parts(args.folder)
    for part, documents in found.items():
        count, words = save(vocab, documents, args.out / f"{part}.spacy")
        print(f"{part:16}{count:6} documents {words:8} words")
    (args.out / "labels").mkdir(exist_ok=True)
    write_labels([d for d in found["train"] if d.sentences], args.out / "labels")


if __name__ == "__main__":
    main()
