"""The wheel that is shipped: its size, its labels, its sources, and that it asks for nothing of ours."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import spacy

from extraction.labels import is_clear

ROOT = Path(__file__).resolve().parent.parent.parent
MOST = 15_000_000
"""Bytes."""


@pytest.fixture(scope="module")
def wheel() -> Path:
    (found,) = (ROOT / "wheels").glob("en_news_ud_xs-*.whl")
    return found


@pytest.fixture(scope="module")
def meta(wheel: Path) -> Any:
    with zipfile.ZipFile(wheel) as packed:
        name = next(n for n in packed.namelist() if n.endswith("/meta.json"))
        return json.loads(packed.read(name))


def test_the_wheel_is_small_and_the_one_installed(wheel: Path, meta: Any) -> None:
    assert wheel.stat().st_size < MOST
    assert meta["version"] == wheel.name.split("-")[1]
    assert spacy.load("en_news_ud_xs").meta["version"] == meta["version"]


def test_the_wheel_names_its_sources_and_licence(meta: Any) -> None:
    page = (ROOT / "training" / "ATTRIBUTION.md").read_text(encoding="utf8")
    assert meta["license"] == "CC BY-SA 4.0"
    assert len(meta["sources"]) >= 6
    for source in meta["sources"]:
        assert source["license"]
        assert source["url"] in page


def test_the_labels_are_those_our_rules_speak(meta: Any) -> None:
    relations = set(meta["labels"]["parser"])
    assert {
        "nsubj",
        "nsubj:pass",
        "ccomp",
        "parataxis",
        "obl",
        "nmod:poss",
        "acl:relcl",
        "compound:prt",
    } <= relations
    assert not is_clear(sorted(relations))
    assert set(meta["labels"]["ner"]) == {"PERSON", "ORG", "LOC"}


def test_the_wheel_loads_without_our_code(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        config = packed.read(next(n for n in packed.namelist() if n.endswith("/config.cfg"))).decode()
        requires = packed.read(next(n for n in packed.namelist() if n.endswith("/METADATA"))).decode()
    assert "claimdesk" not in config
    assert [line for line in requires.splitlines() if line.startswith("Requires-Dist")] == [
        "Requires-Dist: spacy<3.9.0,>=3.8.18"
    ]


def test_one_tok2vec_serves_all(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        config = packed.read(next(n for n in packed.namelist() if n.endswith("/config.cfg"))).decode()
    assert config.count("spacy.MultiHashEmbed.v2") == 1
    assert config.count("spacy.Tok2VecListener.v1") == 4


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("It is late.", "is", "be"),
        ("It isn't late.", "n't", "not"),
        ("It's late.", "'s", "be"),
        ("They’re late.", "’re", "be"),
        ("The minister denied it.", "denied", "deny"),
        ("She urged calm.", "urged", "urge"),
    ],
)
def test_lemmas_of_small_and_of_cue_words(text: str, word: str, lemma: str) -> None:
    nlp = spacy.load("en_news_ud_xs")
    assert {t.text: t.lemma_ for t in nlp(text)}[word] == lemma
