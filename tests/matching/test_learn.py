"""Learning from decisions: towards the shipped coefficients, and only where that is clearly better."""

import math
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.features import FEATURES
from matching.learn import Fitted, _at_least, _Table, refit
from matching.lessons import ENOUGH, ERRORS, REVIEWED_PENALTY, SHOWN_ERRORS, SHOWN_PENALTY, Labelled, choose
from matching.score import INTERCEPT, largeness, logistic, shipped

DESK = 500


def desk_rows(model, *, statements, seed=1, most=4):
    """Pairs whose labels fall as ``model`` says: what a desk whose truth it is would decide."""
    rng = random.Random(seed)
    means = shipped().small.coefficients
    rows = []
    for statement in range(statements):
        for _ in range(rng.randint(1, most)):
            features = {n: max(0.0, rng.gauss(means[n].mean, means[n].deviation)) for n in FEATURES}
            # Likely and unlikely pairs alike, as a desk shows them.
            features["retrieval"] += rng.uniform(0, 4)
            right = rng.random() < model.probability(features, claims=DESK)
            rows.append(Labelled(statement, DESK, features, right))
    return rows


def fitted(rows, *, in_use=None, penalty=REVIEWED_PENALTY):
    return refit(rows, shipped=shipped(), in_use=in_use or shipped(), penalty=penalty)


def other_desk(**moves):
    return shipped().moved("truth", moves)


def test_a_desk_that_differs_is_learnt_and_is_better():
    rows = desk_rows(other_desk(numbers_missing=2.0, intercept=-1.5), statements=1200)
    assert sum(row.right for row in rows) >= ENOUGH
    found = fitted(rows)
    assert found.is_better()
    assert found.loss < found.loss_shipped == found.loss_in_use
    assert found.moves["numbers_missing"] > 0.3
    fresh = desk_rows(other_desk(numbers_missing=2.0, intercept=-1.5), statements=300, seed=2)
    moved = shipped().moved("fitted", found.moves)
    assert _loss(fresh, moved) < _loss(fresh, shipped())


def test_a_desk_like_the_shipped_corpora_keeps_the_shipped_model():
    swaps = sum(fitted(desk_rows(shipped(), statements=200, seed=seed)).is_better() for seed in range(5))
    assert swaps == 0


def test_what_is_in_use_is_not_swapped_for_the_same_again():
    rows = desk_rows(other_desk(numbers_missing=2.0, intercept=-1.5), statements=600)
    in_use = shipped().moved("in use", fitted(rows).moves)
    assert not fitted(rows, in_use=in_use).is_better()


def test_never_better_than_what_is_in_use_while_worse_than_the_shipped():
    rows = desk_rows(shipped(), statements=200)
    wild = other_desk(intercept=6.0)
    found = fitted(rows, in_use=wild)
    assert found.gain > ERRORS * found.gain_error
    assert found.is_better() == (found.loss <= found.loss_shipped and found.order_least >= 0)


def test_a_heavier_penalty_stays_nearer_to_the_shipped():
    rows = desk_rows(other_desk(numbers_missing=2.0, intercept=-1.5), statements=300)
    near, far = (fitted(rows, penalty=p).moves["numbers_missing"] for p in (SHOWN_PENALTY, REVIEWED_PENALTY))
    assert 0 < near < far


def test_moves_are_what_a_minimum_is():
    """At the minimum no small step in any direction costs less."""
    rows = desk_rows(other_desk(numbers_missing=2.0), statements=60)
    moves = fitted(rows).moves
    cost = _cost(rows, moves)
    for name in (*FEATURES, INTERCEPT):
        for step in (0.01, -0.01):
            assert _cost(rows, moves | {name: moves[name] + step}) >= cost - 1e-9


def _cost(rows, moves):
    """The penalised loss, by plain arithmetic."""
    share = largeness(DESK)
    large, small, alone = (part.coefficients for part in (shipped().large, shipped().small, shipped().alone))
    loss = _loss(rows, shipped().moved("x", moves)) * len(rows)
    for name in FEATURES:
        of_large = max(large[name].deviation, alone[name].deviation)
        deviation = max(0.01, share * of_large + (1 - share) * small[name].deviation)
        loss += 0.5 * REVIEWED_PENALTY * (deviation * moves[name]) ** 2
    return loss + 0.5 * REVIEWED_PENALTY * 0.05 * moves[INTERCEPT] ** 2


def _loss(rows, model):
    chances = [(model.probability(row.features, claims=row.claims), row.right) for row in rows]
    return -sum(math.log(p if right else 1 - p) for p, right in chances) / len(rows)


def test_what_was_reviewed_whole_is_preferred_and_too_little_teaches_nothing():
    right, wrong = (Labelled(1, 5, {}, right=label) for label in (True, False))
    assert choose(shown=[right] * (ENOUGH - 1) + [wrong] * 900, reviewed=[]) is None
    shown = [right] * ENOUGH
    assert choose(shown=shown, reviewed=shown[1:]).penalty == SHOWN_PENALTY
    chosen = choose(shown=shown, reviewed=[*shown, wrong])
    assert (len(chosen.rows), chosen.penalty) == (ENOUGH + 1, REVIEWED_PENALTY)


def test_better_chances_in_a_worse_order_are_not_better():
    fit = Fitted(
        {},
        gain=0.1,
        gain_error=0.01,
        order_gain=0.0,
        order_least=0.0,
        loss=0.1,
        loss_in_use=0.2,
        loss_shipped=0.2,
    )
    assert fit.is_better()
    assert not replace(fit, order_gain=0.01, order_least=-0.001).is_better()
    assert not replace(fit, gain_error=0.06).is_better()
    assert not replace(fit, gain_error=0.04).is_better(SHOWN_ERRORS)
    assert not replace(fit, loss=0.21).is_better()


def test_an_order_that_only_seems_better_may_be_worse():
    """Of forty statements one gains much and the others lose a little or nothing: the mean says more than is known."""
    gains = np.array([0.5, *[-0.01] * 20, *[0.0] * 19])
    assert gains.mean() > 0 > _at_least(gains)
    assert _at_least(np.full(40, 0.01)) == pytest.approx(0.01)
    assert _at_least(np.array([])) == 0


def test_order_is_mean_average_precision():
    """Of one statement's three claims the second best is right: 1/2; of another's two the best: 1."""
    one = [
        Labelled(1, DESK, {FEATURES[3]: x}, right) for x, right in ((0.9, False), (0.8, True), (0.1, False))
    ]
    other = [Labelled(2, DESK, {FEATURES[3]: x}, right) for x, right in ((0.9, True), (0.8, False))]
    table = _Table.of([*one, *other], shipped(), REVIEWED_PENALTY)
    assert table.order(table.base) == pytest.approx([0.5, 1.0])


def test_nothing_is_no_fit():
    with pytest.raises(ValueError, match="nothing"):
        fitted([])


def test_one_statement_alone_is_never_enough():
    rows = [Labelled(1, 5, dict.fromkeys(FEATURES, 1.0), right=True)] * 300
    assert not fitted(rows).is_better()


def test_all_labels_alike_and_features_that_never_vary_are_survived():
    rows = [Labelled(n, 5, {}, right=True) for n in range(200)]
    found = fitted(rows)
    assert all(math.isfinite(move) for move in found.moves.values())
    assert found.moves[INTERCEPT] > 0


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.floats(-1e3, 1e3), st.booleans(), st.integers(0, 10**6)),
        min_size=1,
        max_size=30,
    )
)
def test_any_rows_give_finite_moves(found):
    rows = [Labelled(s, claims, {FEATURES[0]: x, FEATURES[3]: x}, right) for s, x, right, claims in found]
    assert all(math.isfinite(move) for move in fitted(rows).moves.values())


def test_moving_a_model_adds_to_its_log_odds_on_every_desk():
    features = dict.fromkeys(FEATURES, 0.5)
    moved = shipped().moved("x", {"numbers_missing": 2.0, INTERCEPT: -0.25})
    for claims in (3, 1000, 10**6):
        gap = moved.log_odds(features, claims=claims) - shipped().log_odds(features, claims=claims)
        assert gap == pytest.approx(2.0 * 0.5 - 0.25)
        assert moved.probability(features, claims=claims) == pytest.approx(
            logistic(moved.log_odds(features, claims=claims))
        )
    assert moved.version == "x"
