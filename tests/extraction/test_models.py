"""The small networks: weights as data, and the fitting that makes them."""

from __future__ import annotations

import ast
import json
import re
from importlib.resources import files

import numpy as np
import pytest

from extraction import features
from extraction.model import Model, Network, probability, softmax
from extraction.wordlists import classes, mended, word_set
from training.made_lessons import annotated, made_lessons
from training.network import Recipe, Table, fit_network

QUICK = Recipe(hidden=4, networks=2, passes=40, rate=0.02, batch=8, decay=0.0, least=1)
WEIGHTS = json.loads((files("extraction") / "data" / "weights.json").read_text(encoding="utf8"))
RELATIONS = {
    "acl",
    "advcl",
    "advmod",
    "amod",
    "appos",
    "aux",
    "case",
    "ccomp",
    "compound",
    "conj",
    "cop",
    "csubj",
    "dep",
    "det",
    "discourse",
    "dislocated",
    "expl",
    "fixed",
    "flat",
    "goeswith",
    "iobj",
    "list",
    "mark",
    "nmod",
    "nsubj",
    "nummod",
    "obj",
    "obl",
    "orphan",
    "parataxis",
    "pass",
    "poss",
    "preconj",
    "predet",
    "prt",
    "punct",
    "reparandum",
    "root",
    "tmod",
    "unmarked",
    "vocative",
    "xcomp",
    "relcl",
    "agent",
    "outer",
    "desc",
}
PARTS = ("cue", "content", "speaker", "final")


def test_a_score_is_the_own_weights_plus_the_rectified_sums():
    network = Network.of(["a", "b"], np.array([[2.0, 1.0, -1.0], [0.5, 1.0, -3.0]]), np.array([10.0, 100.0]))
    assert network.scores([["a"], ["a", "b"], ["b", "unknown"], ["unknown"]])[:3] == [12.0, 22.5, 10.5]
    assert network.scores([]) == []


def test_probabilities_add_up_and_never_overflow():
    assert sum(softmax([1.0, 2.0, 800.0])) == pytest.approx(1)
    assert probability(-1e9) < 1e-9 < 1 - 1e-9 < probability(1e9)


def test_a_saved_model_comes_back(tmp_path):
    network = Network.of(["a", "b"], np.array([[1.0, -0.25], [0.0, 0.0]]), np.array([0.5]))
    Model(network, network, network, network, {"threshold": 0.3}).save(tmp_path / "w.json")
    model = Model.load(tmp_path / "w.json")
    assert model.threshold == 0.3
    assert list(model.cue.number) == ["a"]
    assert model.final.scores([["a"]]) == network.scores([["a"]])


def test_the_shipped_weights_say_where_they_come_from():
    about = WEIGHTS["about"]
    assert {"corpus", "articles", "date", "pipeline", "held_out", "threshold", "confidence"} <= set(about)
    assert all(len(WEIGHTS[part]["rows"]) > 100 for part in PARTS)


def test_the_shipped_weights_know_grammar_and_no_vocabulary():
    """Every lower-case word in a feature's name is of a closed class, of our own lists, or a label in our code."""
    names = {name for part in PARTS for name in WEIGHTS[part]["rows"]}
    parts = [re.sub(r"(mark|case|mean)=", r" \1=", name) for name in names]
    words = {word for part in parts for word in re.findall(r"(?<![A-Za-z])[a-z’']{3,}", part)}
    ours = {sense for found in classes("verb_senses").values() for sense in found}
    assert words - word_set("closed_words") - ours - RELATIONS - _labels_in_code() == set()


def _labels_in_code():
    """The words of string constants of the package that are no docstrings, and the classes of its lists of cues."""
    out = {kind for name in ("cue_verbs", "cue_nouns") for kinds in classes(name).values() for kind in kinds}
    for path in files("extraction").iterdir():
        if path.name.endswith(".py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 30:
                    out.update(re.findall(r"[a-z’']{3,}", node.value))
    return out


def test_a_network_learns_which_features_matter_together():
    """Exclusive or: no sum of single weights can tell it."""
    table = Table()
    for row, right in ((["a"], 1.0), (["b"], 1.0), (["a", "b"], 0.0), ([], 0.0)) * 20:
        table.add([["bias", *row]], [right])
    network = fit_network(table, QUICK, softmax=False)
    a, b, both, neither = network.scores([["bias", "a"], ["bias", "b"], ["bias", "a", "b"], ["bias"]])
    assert min(a, b) > 0 > max(both, neither)


def test_a_network_learns_which_of_a_group():
    table = Table()
    for _ in range(40):
        table.add([["good"], ["bad"], ["bad"]], [1.0, 0.0, 0.0])
    good, bad = fit_network(table, QUICK, softmax=True).scores([["good"], ["bad"]])
    assert good - bad > 2


def test_rare_features_are_left_out():
    table = Table()
    for n in range(20):
        table.add([["bias", f"once{n}"]], [float(n % 2)])
    names, rows = table.matrix(least=4)
    assert names == ["bias"]
    assert rows.shape == (20, 1)


def test_a_marked_sentence_becomes_a_record():
    record = annotated(
        "“[Q Yes,]” [C said] [S Anna Kovac]. “[Q No.]” [S1 He] [C1 added] that [Q1 it rained]."
    )
    text = record["text"]
    assert text == "“Yes,” said Anna Kovac. “No.” He added that it rained."
    first, second = record["statements"]
    assert [text[a:b] for a, b in first["content_spans"]] == ["Yes,", "No."]
    assert [text[a:b] for a, b in second["speaker_spans"]] == ["He"]
    assert text[slice(*second["cue_span"])] == "added"


def test_made_lessons_are_the_same_each_time_and_leave_no_tags():
    one, other = list(made_lessons(times=1)), list(made_lessons(times=1))
    assert one == other
    assert not any(set("[]{}") & set(record["text"]) for record in one)
    assert any(not record["statements"] for record in one)


def test_what_is_remembered_of_words_is_bounded():
    """A worker reads for days, and every article brings words never seen before."""
    for remembered in (features._shown, features._meaning, features.senses, mended):
        assert remembered.cache_info().maxsize
