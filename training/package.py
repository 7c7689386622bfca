"""python -m training.package TRAINED OUT [--version 0.3.0]: the trained pipeline as an ordinary wheel, sources in its meta.

Adds the lemmatizer, names the sources and their licences, leaves out what training alone needed. OUT/en_news_ud_xs is
the same pipeline as a folder, for measuring.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import spacy

from training.lemmas import add_lemmatizer, usual_lemmas
from training.treebanks.docs import load

HERE = Path(__file__).resolve().parent
NAME = "news_ud_xs"
DESCRIPTION = (
    "Small English pipeline for news: tags, Universal Dependencies, lemmas, names of persons, organisations and "
    "places on one shared tok2vec."
)
LICENCE = "CC BY-SA 4.0"


def sources() -> list[dict[str, str]]:
    """The data sets that the pipeline is made from, as the wheel's meta names them."""
    listed: list[dict[str, str]] = json.loads((HERE / "data" / "sources.json").read_text(encoding="utf8"))
    return [{k: v for k, v in source.items() if k != "folder"} for source in listed]


def assembled(trained: Path, corpus: Path, version: str) -> Any:
    """The whole pipeline, with its meta."""
    nlp = spacy.load(trained)
    add_lemmatizer(nlp, usual_lemmas(load(nlp.vocab, corpus / "train.spacy")))
    nlp.config["training"] = {}
    nlp.config["corpora"] = {}
    nlp.config["initialize"] = {}
    performance = {k: v for k, v in nlp.meta.get("performance", {}).items() if isinstance(v, float)}
    nlp.meta.update(
        name=NAME,
        version=version,
        description=DESCRIPTION,
        license=LICENCE,
        author="Claimdesk",
        email="",
        url="",
        sources=sources(),
        performance=performance,
    )
    return nlp


def build(nlp: Any, out: Path) -> None:
    """Writes OUT/en_news_ud_xs-VERSION-py3-none-any.whl and OUT/en_news_ud_xs."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        model, packages = out / f"{nlp.meta['lang']}_{NAME}", Path(folder)
        nlp.to_disk(model)
        command = [
            sys.executable,
            "-m",
            "spacy",
            "package",
            str(model),
            str(packages),
            "--build",
            "wheel",
            "--force",
        ]
        subprocess.run(command, check=True)
        for wheel in packages.glob("*/dist/*.whl"):
            (out / wheel.name).write_bytes(wheel.read_bytes())
            print(out / wheel.name, f"{wheel.stat().st_size / 1e6:.1f} MB")


def main() -> None:
    """Assembles and packages."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("trained", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--corpus", type=Path, default=HERE / "corpus")
    ap.add_argument("--version", default="0.3.0")
    args = ap.parse_args()
    build(assembled(args.trained, args.corpus, args.version), args.out)


if __name__ == "__main__":
    main()
