"""Compares ways to fit the coefficients of links by nested folds of the training statements, and prints a table.

    python training/compare_links.py ../shared/corpora/links/debates ../shared/corpora/statements

A fifth of the speeches is held out; everything a way chooses (its penalty, its calibration, from where on a link is
shown) it chooses by folds of the other four fifths. Statements that check the outcome are not read. Means of three ways
to make folds. Takes some ten minutes on one core.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import isotonic_regression, minimize

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from training.link_desks import Desk, bare, examples, news, read, table, unrelated  # noqa: E402 - the path is set above
from training.link_fit import PENALTY, Vector, chances, fit_rows  # noqa: E402
from training.link_folds import AROUND, FOLDS, NEWS, Mask, Rows, figures, folds, out_of_fold, shown_from  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Calibration = Callable[[Vector], Vector]
"""From log-odds to probabilities."""
PENALTIES = (1.0, 10.0, 30.0, 100.0, 300.0)
SEEDS = 3
FORMER = 0.2
"""From where on links-v3 showed a link."""
MEASURES = {
    "map_at_5": "MAP@5",
    "log_loss": "log loss",
    "calibration_error": "calibration error",
    "worst_bin": "worst bin",
    "shown_precision": "shown: precision",
    "shown": "how many",
    "statements_shown_a_right_claim": "statements shown a right claim",
    "sentences_around_shown_anything": "sentences around",
    "news_shown_anything": "news",
}


def plain(_odds: Vector, _right: Vector) -> Calibration:
    """Log-odds as they are."""
    return chances


def sigmoid(odds: Vector, right: Vector) -> Calibration:
    """A line over the log-odds (Platt 1999)."""
    return _logistic(lambda o: np.c_[o, np.ones(len(o))], odds, right)


def beta(odds: Vector, right: Vector) -> Calibration:
    """A curve that bends each end by itself (Kull, Silva Filho and Flach 2017)."""

    def ends(o: Vector) -> Vector:
        return np.asarray(np.c_[-np.logaddexp(0, -o), np.logaddexp(0, o), np.ones(len(o))])

    return _logistic(ends, odds, right)


def isotonic(odds: Vector, right: Vector) -> Calibration:
    """The best steps that never fall."""
    order = np.argsort(odds, kind="stable")
    steps, at = isotonic_regression(right[order]).x, odds[order]
    return lambda o: np.clip(np.interp(o, at, steps), 1e-5, 1 - 1e-5)


def _logistic(columns: Callable[[Vector], Vector], odds: Vector, right: Vector) -> Calibration:
    """A logistic regression over columns that never fall with the log-odds, and a constant."""
    x = columns(odds)
    start = np.array([1.0] * (x.shape[1] - 1) + [0.0])

    def loss(w: Vector) -> tuple[float, Vector]:
        z = x @ w
        return float(np.sum(np.logaddexp(0, z) - right * z)), x.T @ (chances(z) - right)

    rising: list[tuple[float | None, None]] = [(0.0, None)] * (len(start) - 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[*rising, (None, None)])
    return lambda o: chances(columns(o) @ found.x)


@dataclass(frozen=True)
class Way:
    """A way to fit. ``around``, ``news``: of how many sentences around the statements, and from news, it learns besides
    what is about something tracked; ``least``: from where on it shows a link, None for the rule.
    """

    name: str
    around: int = 0
    news: int = 0
    penalties: tuple[float, ...] = (PENALTY,)
    calibrate: Callable[[Vector, Vector], Calibration] = plain
    least: float | None = None

    def learnt(self, rows: Rows) -> Mask:
        """Which rows it learns from."""
        kept = rows.matched
        for kind, most in ((AROUND, self.around), (NEWS, self.news)):
            names = sorted(set(rows.names[rows.kinds == kind].tolist()))
            some = np.random.default_rng(kind).permutation(names)[:most]
            kept = kept | np.isin(rows.names, some)
        return kept


ALL = 10_000
WAYS = (
    Way("links-v3's: with news and 250 sentences around, from .2", 250, ALL, least=FORMER),
    Way("the same, shown by the rule", 250, ALL),
    Way("**statements about something tracked alone**"),
    Way("the same, penalty by folds", penalties=PENALTIES),
    Way("the same, sigmoid", calibrate=sigmoid),
    Way("the same, beta", calibrate=beta),
    Way("the same, isotonic", calibrate=isotonic),
    Way("with news, sigmoid", 0, ALL, calibrate=sigmoid),
    Way("with news, beta", 0, ALL, calibrate=beta),
    Way("with both, sigmoid", ALL, ALL, calibrate=sigmoid),
    Way("with both, beta", ALL, ALL, calibrate=beta),
    Way("with both, isotonic", ALL, ALL, calibrate=isotonic),
)


def main() -> None:
    """Computes features of the training statements, prints a table with speaker and context, and one without."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("large", type=Path)
    parser.add_argument("news", type=Path)
    options = parser.parse_args()

    import django
    from django.conf import settings

    from config import local_services

    django.setup()
    claims, train = read(options.large / "claims.jsonl"), examples(options.large / "train")
    said = [*train, *unrelated(train), *news(options.news / "train.jsonl", most=300, seed=1)]
    with local_services.running(settings.LOCAL_SERVICES):
        tables = {
            "with speaker and context": table([Desk(claims, said)]),
            "without either": table([Desk(claims, bare(said))]),
        }
    right = {example.name: len(example.right) for example in train}
    for how, found in tables.items():
        print("\n".join(lines(how, Rows.of(found), right)), flush=True)


def lines(how: str, rows: Rows, right: Mapping[str, int]) -> Iterator[str]:
    """The table, as Markdown."""
    yield f"| {how} | " + " | ".join(MEASURES.values()) + " |"
    yield "|---|" + "---:|" * len(MEASURES)
    for way in WAYS:
        runs = [nested(way, rows, right, seed=seed) for seed in range(SEEDS)]
        yield (
            f"| {way.name} | "
            + " | ".join(_written(name, [run[name] for run in runs]) for name in MEASURES)
            + " |"
        )


def nested(way: Way, rows: Rows, right: Mapping[str, int], *, seed: int) -> dict[str, Any]:
    """The figures of a way, each speech by what was chosen without it."""
    p, least = np.zeros(len(rows.y)), np.zeros(len(rows.y))
    fold = folds(rows, seed=seed)
    learnt = way.learnt(rows)
    for number in range(FOLDS):
        away = fold == number
        known = rows[~away]
        inner = {
            penalty: out_of_fold(known, learnt[~away], seed=100 + seed, penalty=penalty)
            for penalty in way.penalties
        }
        penalty = min(inner, key=lambda penalty: _loss(inner[penalty], known))
        calibrated = way.calibrate(inner[penalty][known.matched], known.y[known.matched])
        some = learnt & ~away
        p[away] = calibrated(fit_rows(rows.x[some], rows.y[some], penalty=penalty).odds(rows.x[away]))
        least[away] = shown_from(known, calibrated(inner[penalty])) if way.least is None else way.least
    return figures(rows, p, least, right)


def _loss(odds: Vector, rows: Rows) -> float:
    own, right = odds[rows.matched], rows.y[rows.matched]
    return float(np.sum(np.logaddexp(0, own) - right * own))


def _written(name: str, values: list[float]) -> str:
    digits = {"shown": 0, "map_at_5": 4, "log_loss": 5, "calibration_error": 5}.get(name, 3)
    if name == "worst_bin":
        return " ".join(f"{value:.3f}".lstrip("0") for value in values)
    return f"{np.mean(values):.{digits}f}".lstrip("0") or "0"


if __name__ == "__main__":
    main()
