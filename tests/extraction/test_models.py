"""The linear models: weights as data, and the fitting that makes them."""

from __future__ import annotations

import importlib.util
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

from extraction.model import Model, probability, score, softmax

TRAINING = Path(__file__).resolve().parents[2] / "training" / "logistic.py"


@pytest.fixture(scope="module")
def logistic():
    spec = importlib.util.spec_from_file_location("logistic", TRAINING)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_scores_are_sums_and_probabilities_add_up():
    assert score({"a": 2.0, "b": -1.0}, {"a": 1.0, "b": 3.0, "unknown": 9.0}) == -1.0
    assert sum(softmax([1.0, 2.0, 800.0])) == pytest.approx(1)
    assert probability(-1e9) < 1e-9 < 1 - 1e-9 < probability(1e9)


def test_a_saved_model_comes_back_without_its_small_weights(tmp_path):
    Model({"a": 1.0, "tiny": 0.01}, {}, {}, {"b": -2.0}).save(tmp_path / "w.json")
    model = Model.load(tmp_path / "w.json")
    assert (model.cue, model.final) == ({"a": 1.0}, {"b": -2.0})


def test_the_shipped_weights_know_grammar_and_no_vocabulary():
    """Every lower-case word in a feature name belongs to a closed class or to our own labels."""
    weights = json.loads((files("extraction") / "data" / "weights.json").read_text(encoding="utf8"))
    assert set(weights) == {"cue", "content", "speaker", "final"}
    assert all(len(table) > 100 for table in weights.values())
    names = " ".join(name for table in weights.values() for name in table)
    words = set(re.findall(r"(?:w-?\d|wz|wl|wb|wa|w0|w1)=([a-z]{4,})", names))
    assert words <= {
        "about", "against", "because", "after", "when", "while", "during", "since", "before", "until", "than", "they",
        "into", "over", "like", "that", "with", "what", "whether", "from", "this",
    }  # fmt: skip


def test_logistic_regression_learns_a_rule(logistic):
    rows = [({"bias": 1.0, "yes": 1.0}, True)] * 30 + [({"bias": 1.0, "no": 1.0}, False)] * 30
    weights = logistic.fit_logistic(rows, penalty=0.1)
    assert weights["yes"] > 1 > -1 > weights["no"]


def test_conditional_logit_learns_which_of_a_group(logistic):
    groups = [([{"good": 1.0}, {"bad": 1.0}, {"bad": 1.0}], [1.0, 0.0, 0.0])] * 20
    weights = logistic.fit_softmax(groups, penalty=0.1)
    assert weights["good"] - weights["bad"] > 2


def test_rare_features_are_left_out(logistic):
    rows = [({"bias": 1.0, f"once{n}": 1.0}, n % 2 == 0) for n in range(20)]
    assert set(logistic.fit_logistic(rows, penalty=1.0, least=4)) == {"bias"}
