"""What compare_candidates.py tries: claims like those found best, like words by the claims, words learnt as translations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matching.features import FEATURES
from training.compare_candidates import features, orders, paired_error
from training.link_candidates import LIKES, Found
from training.link_desks import Table
from training.link_fit import fit_rows
from training.link_folds import Rows
from training.link_likes import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

FERRIES = [["ferri", "sink", "harbour"], ["boat", "sink", "harbour"], ["ferri", "quay"], ["boat", "quay"]]
TAXES = [["tax", "rise"], ["levi", "rise"], ["tax", "budget"], ["levi", "budget"]]


def words(*claims: list[str]) -> Words:
    return Words.of(claims, Counter(word for claim in claims for word in claim))


def test_the_company_of_the_best_is_what_they_have_and_the_statement_lacks() -> None:
    known = words(["ferri", "sink", "quay"], ["ferri", "quay"], ["ferri", "tax"], ["budget"])
    found = known.company(np.arange(4), np.array([9.0, 8.0, 1.0, 1.0]), ["ferri"], best=2)
    assert found[1] > found[2] == 0.0
    assert found[0] > 0.0 == found[3]
    every_word = ["ferri", "sink", "quay"]
    assert known.company(np.arange(4), np.ones(4), every_word, best=2).max() == 0.0


def test_names_of_speakers_are_no_words() -> None:
    assert words(["ferri", "spk:orvik"]).names == ["ferri"]


def test_words_that_keep_the_same_company_are_like_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.link_likes.DIMENSIONS", 4)
    monkeypatch.setattr("training.link_likes.LEAST", 2)
    known = words(*FERRIES * 3, *TAXES * 3)
    assert known.soft(["boat", "sink"], ["ferri", "sink"]) > 0.3
    assert known.soft(["levi", "sink"], ["ferri", "sink"]) == 0.0
    near = known.near(np.array([3, 15]), ["ferri"])
    assert near[0] > 0.5 > near[1]


def test_a_word_is_translated_as_pairs_of_texts_have_it() -> None:
    claims = [["ship", "missil"], ["deliveri", "missil"], ["tax"], ["levi"]]
    known = words(*claims * 3)
    pairs = [(["ship", "missil"], ["deliveri", "missil"]), (["tax"], ["levi"]), (["missil"], ["missil"])] * 3
    table = known.translation(pairs)
    assert np.asarray(table.sum(1)).max() == pytest.approx(1.0)
    right = known.translated(table, ["deliveri"], ["ship"])
    assert right > 0.3 > known.translated(table, ["levi"], ["ship"])


def test_a_column_that_is_tried_never_speaks_against_a_match() -> None:
    rng = np.random.default_rng(4)
    x = np.column_stack([np.zeros((800, len(FEATURES))), rng.normal(size=(800, 2))])
    y = (x[:, -2] - x[:, -1] + rng.normal(size=800) > 0).astype(float)
    found = fit_rows(x, y)
    assert found.weights[-2] > 0.5
    assert found.weights[-1] == 0.0


def test_an_error_takes_speeches_as_units() -> None:
    gains = np.array([1.0, 1.0, 0.0, 0.0])
    assert paired_error(gains, ["a", "a", "b", "b"]) > paired_error(gains, ["a", "b", "c", "d"])


def made(*, speeches: int = 10, each: int = 2, candidates: int = 60) -> Found:
    """Statements whose right claim is the last that retrieval has, and is known by its company alone."""
    rng = np.random.default_rng(5)
    table = Table([], [], [])
    company: list[float] = []
    for n in range(speeches * each):
        for name, last in ((f"speech{n % speeches}_{n}", True), (f"news d{n} 1", False)):
            for place in range(candidates):
                right = last and place == candidates - 1
                row = dict.fromkeys(FEATURES, 0.0) | {"retrieval": 3.0 - place / candidates}
                table.rows.append(list(row.values()))
                table.right.append(right)
                table.names.append(name)
                company.append(2.0 * right + 0.2 * rng.random())
    likes = {name: np.zeros(len(company)) for name in LIKES} | {"company of 20": np.array(company)}
    return Found(Rows.of(table), likes, {f"speech{n % speeches}_{n}": 1 for n in range(speeches * each)})


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folds are made in one way, and two things are tried."""
    tried = "training.compare_candidates"
    monkeypatch.setattr(f"{tried}.SEEDS", 1)
    monkeypatch.setattr(f"{tried}.ORDERS", {"company": ("company of 20",), "vectors": ("near",)})
    monkeypatch.setattr(f"{tried}.ADDED", {"company": ("company of 20",)})


def second_column(lines: Iterable[str]) -> dict[str, str]:
    """What a table says of each row in its second column."""
    return {cells[0].lstrip("| "): cells[1] for line in lines for cells in [line.split(" | ")] if cells[1:]}


@pytest.mark.usefixtures("once")
def test_an_order_that_helps_is_seen_to_help_and_one_that_says_nothing_is_not() -> None:
    told = second_column(orders("made up", made(), [[] for _ in range(20)]))
    assert told["nothing"] == ".0000"
    assert told["company"] == "+1.0000 (.0000)"
    assert told["vectors"] == "+.0000 (.0000)"


@pytest.mark.usefixtures("once")
def test_a_feature_is_tried_on_what_retrieval_has_today() -> None:
    """Beyond the first fifty nothing can help; among them the company finds what retrieval puts last."""
    assert second_column(features("made up", made(candidates=51)))["company"] == "+.0000 (.0000)"
    assert second_column(features("made up", made(candidates=20)))["company"] == "+1.0000 (.0000)"
