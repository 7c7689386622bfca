"""The recipe from end to end, on tiny data sets and for a few steps: convert, two workers, a second round, a pipeline."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy

pytest.importorskip(
    "spacy_lookups_data", reason="pip install -r training/requirements.txt to test the recipe"
)

from training.package import assembled

ROOT = Path(__file__).resolve().parent.parent.parent
SHORT = [
    "--corpora.train.turn=0",  # the tiny texts have no comma to learn
    "--training.max_steps=4",
    "--training.eval_frequency=2",
    "--training.before_update.every=2",
    "--training.optimizer.learn_rate.warmup_steps=1",
]


def run(folder: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_convert_train_go_on_assemble(treebanks: Path, tmp_path: Path) -> None:
    for path in treebanks.rglob("*.conllu"):
        path.write_text(path.read_text() * 40)  # spaCy's parser leaves out labels seen fewer than 30 times
    run(tmp_path, "training.convert", str(treebanks), "--out", "corpus")
    config, places = ROOT / "training" / "configs" / "news.cfg", ROOT / "training" / "data" / "places.txt"
    paths = ["--paths.corpus=corpus", f"--paths.places={places}"]
    run(tmp_path, "training.train", str(config), "first", *paths, *SHORT)
    run(tmp_path, "training.train", str(config), "trained", "--start", "first/model-last", *paths, *SHORT)
    assert not (tmp_path / "trained" / "weights").exists()
    assembled(tmp_path / "trained" / "model-last", tmp_path / "corpus", "9.9.9").to_disk(tmp_path / "made")
    nlp = spacy.load(tmp_path / "made")
    doc = nlp("Lena Orvik didn't agree.")
    assert nlp.meta["version"] == "9.9.9"
    assert doc.has_annotation("DEP")
    assert [t.lemma_ for t in doc][3] in ("not", "n't")
