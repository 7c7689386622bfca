"""The fit of links' coefficients: its minimum, the sense of its weights, folds by speech, from where on a link is shown."""

from __future__ import annotations

import numpy as np
import pytest

from matching.features import FEATURES
from training.link_desks import Table
from training.link_fit import HELD, chances, fit, fit_rows
from training.link_folds import (
    AROUND,
    MATCHED,
    NEWS,
    Rows,
    calibration,
    figures,
    folds,
    out_of_fold,
    shown_from,
)

OF = {name: n for n, name in enumerate(FEATURES)}
TRUTH = {"claim_coverage": 2.0, "same_speaker": 1.0, "numbers_missing": -1.0}


def drawn(n: int = 3000, *, seed: int = 1, **truth: float) -> tuple[np.ndarray, np.ndarray]:
    """Rows of features, and labels that fall as the weights say."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(n, len(FEATURES)))
    weights = np.zeros(len(FEATURES))
    for name, weight in (TRUTH | truth).items():
        weights[OF[name]] = weight
    return x, (rng.random(n) < chances(x @ weights - 1.0)).astype(float)


def statements(*, speeches: int = 12, each: int = 5, candidates: int = 8) -> Rows:
    """Statements of speeches, each with one right claim among its candidates, and as many from news with none."""
    rng = np.random.default_rng(2)
    table = Table([], [], [])
    for n in range(speeches * each):
        for name, right in (
            (f"speech{n % speeches}_{n}", 0),
            (f"unrelated speech{n % speeches}_{n} 1", -1),
            (f"news d{n} 1", -1),
        ):
            for place in range(candidates):
                row = rng.normal(size=len(FEATURES))
                row[OF["claim_coverage"]] += 3.0 * (place == right)
                table.rows.append(list(row))
                table.right.append(place == right)
                table.names.append(name)
    return Rows.of(table)


def test_a_fit_finds_what_made_the_labels() -> None:
    found = fit_rows(*drawn())
    for name, weight in TRUTH.items():
        assert found.weights[OF[name]] == pytest.approx(weight, abs=0.25)
    assert found.intercept == pytest.approx(-1.0, abs=0.25)


def test_no_weight_goes_against_its_features_sense() -> None:
    found = fit_rows(*drawn(claim_coverage=-2.0, numbers_missing=1.0, alone=-1.0))
    assert found.weights[OF["claim_coverage"]] == 0
    assert found.weights[OF["numbers_missing"]] == 0
    assert found.weights[OF["alone"]] < -0.5


def test_a_fit_towards_another_stays_near_it_and_keeps_what_is_held() -> None:
    other = fit_rows(*drawn())
    x, y = drawn(200, seed=3, claim_coverage=0.0, same_speaker=3.0)
    table = Table(x.tolist(), y.astype(bool).tolist(), ["s"] * len(y))
    near, free = fit([table], towards=other), fit([table])
    coverage = OF["claim_coverage"]
    assert free.weights[coverage] < near.weights[coverage] < other.weights[coverage]
    for name, share in HELD.items():
        assert near.weights[OF[name]] == pytest.approx(share * other.weights[OF[name]])


def test_rows_know_their_kind_and_no_speech_is_in_two_folds() -> None:
    rows = statements()
    assert set(rows.kinds.tolist()) == {MATCHED, AROUND, NEWS}
    fold = folds(rows, seed=0)
    for speech in set(rows.speeches.tolist()):
        assert len(set(fold[rows.speeches == speech].tolist())) == 1
    sizes = [len(set(rows.names[(fold == n) & rows.matched])) for n in range(5)]
    assert sum(sizes) == 60
    assert max(sizes) - min(sizes) <= 5


def test_a_fold_is_judged_by_a_fit_that_never_saw_it() -> None:
    """Labels of one fold turned round change what is said of all others, and nothing of what is said of itself."""
    rows = statements()
    before, fold = out_of_fold(rows, rows.matched, seed=0), folds(rows, seed=0)
    other = Rows(rows.x, np.where(fold == 0, 1 - rows.y, rows.y), rows.names, rows.kinds, rows.speeches)
    after = out_of_fold(other, rows.matched, seed=0)
    assert np.array_equal(before[fold == 0], after[fold == 0])
    assert not np.isclose(before[fold == 1], after[fold == 1]).all()


def test_showing_begins_where_enough_is_right_and_strangers_are_shown_little() -> None:
    rows = statements()
    p = chances(out_of_fold(rows, rows.matched, seed=0))
    least = shown_from(rows, p)
    right = dict.fromkeys(set(rows.names[rows.matched].tolist()), 1)
    found, below = figures(rows, p, least, right), figures(rows, p, 0.0, right)
    assert found["news_shown_anything"] <= 0.03
    assert found["shown_precision"] >= 0.76 > below["shown_precision"]
    assert 0 < found["shown"] < below["shown"]
    assert below["map_at_5"] == found["map_at_5"] > 0.7


def test_what_is_always_right_is_shown_from_the_least_and_what_never_is_not_at_all() -> None:
    rows = statements()
    matched = rows[rows.matched]
    sure = np.where(matched.y > 0, 0.9, 0.1)
    assert shown_from(matched, sure) > 0.1
    assert shown_from(matched, 1 - sure) == 1.0


def test_calibration_holds_what_is_said_against_what_is_so() -> None:
    p = np.array([0.04, 0.06, 0.55, 0.55, 1.0])
    y = np.array([0.0, 0.0, 1.0, 0.0, 1.0])
    assert calibration(p, y) == [
        (0.0, 2, pytest.approx(0.05), 0.0),
        (0.5, 2, pytest.approx(0.55), 0.5),
        (0.9, 1, 1.0, 1.0),
    ]
