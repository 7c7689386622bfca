"""Compares ways by which claims could be found that share few words with a statement, and prints tables.

    python training/compare_candidates.py ../shared/corpora/links/debates ../shared/corpora/statements

First, other orders of the 200 candidates that retrieval puts first: how many of the right ones are among the first 50
and 25. Then further features of the 50 that retrieval has today. Gains with standard errors, paired, speeches as units;
whatever is fitted is fitted to the training statements of other speeches, in three ways to make folds. Statements that
check the outcome are not read. Takes eight minutes of one processor.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from matching.features import FEATURES  # noqa: E402 - the path is set above
from training.link_candidates import COLUMN, KEPT, RETRIEVAL, Found, searched  # noqa: E402
from training.link_desks import bare, examples, news, read  # noqa: E402
from training.link_fit import Vector, chances, fit_rows  # noqa: E402
from training.link_folds import BEST, FOLDS, Rows, folds, out_of_fold, shown_from  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LOOKED_AT = 25
"""Candidates that production looks at on a large desk."""
SEEDS = 3
PROMINENCE = COLUMN["prominence"]
KINDRED = [COLUMN["claim_kindred"], COLUMN["statement_kindred"]]
ORDERS = {
    "company of the 20 best": ("company of 20",),
    "company of the 10 best": ("company of 10",),
    "vectors of the claims": ("near",),
    "company of the 20 best, vectors": ("company of 20", "near"),
    "who is heard most": ("prominence",),
    "company of the 20 best, who is heard most": ("company of 20", "prominence"),
}
ADDED: Mapping[str, tuple[str, ...]] = {
    "without like stems and synonyms": (),
    "company of the 20 best": ("company of 20",),
    "words like the claim's, by vectors": ("soft",),
    "words translated into the claim's": ("translated",),
    "all three": ("company of 20", "soft", "translated"),
}


def main() -> None:
    """Searches the training statements' candidates in three ways, prints two tables for each."""
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
    said = [*train, *news(options.news / "train.jsonl", most=300, seed=1)]
    silent = [{name: value for name, value in claim.items() if name != "speaker"} for claim in claims]
    with local_services.running(settings.LOCAL_SERVICES):
        for how, desk, asked in (
            ("the text alone, claims' speakers unknown", silent, bare(said)),
            ("the text alone", claims, bare(said)),
            ("with speaker and context", claims, said),
        ):
            found, widened = searched(desk, asked)
            print("\n".join((*orders(how, found, widened), "", *features(how, found), "")), flush=True)


def orders(how: str, found: Found, widened: Sequence[Sequence[int]]) -> Iterator[str]:
    """The table of orders: retrieval's score and what is added to it, weighed by a logistic regression."""
    right = np.array(list(found.right.values()))
    speeches = _speeches(found)
    score = found.rows.x[:, [RETRIEVAL]]
    columns = {**found.likes, "prominence": found.rows.x[:, PROMINENCE]}

    def recalls(odds: Vector) -> Vector:
        ranks = found.rows.ranks(odds)
        return np.array([found.of_each(found.rows.y, ranks < n) / right for n in (KEPT, LOOKED_AT)])

    x = {name: np.column_stack([score, *(columns[like] for like in of)]) for name, of in ORDERS.items()}
    now = recalls(_places(found.rows))
    yield f"| {how}: order by retrieval's score and | R@50 | R@25 |"
    yield "|---|---:|---:|"
    yield f"| nothing | {_digits(now[0].mean())} | {_digits(now[1].mean())} |"
    more = np.array([[sum(r < n for r in ranks) for ranks in widened] for n in (KEPT, LOOKED_AT)]) / right
    yield f"| synonyms in the query | {_gain(more[0] - now[0], speeches)} | {_gain(more[1] - now[1], speeches)} |"
    runs = {
        name: [recalls(_odds(found.rows, of, seed=seed)) for seed in range(SEEDS)] for name, of in x.items()
    }
    runs["the best of these by folds inside each fold"] = [
        recalls(_picked(found, x, seed=seed)) for seed in range(SEEDS)
    ]
    for name, run in runs.items():
        gains = np.mean(run, axis=0) - now
        yield f"| {name} | {_gain(gains[0], speeches)} | {_gain(gains[1], speeches)} |"


def _places(rows: Rows) -> Vector:
    """Odds that leave the candidates as retrieval has them."""
    return -np.arange(len(rows.y), dtype=float)


def _odds(rows: Rows, x: Vector, *, seed: int) -> Vector:
    """Log-odds by a fit to other speeches over a few columns, none of which may speak against a match."""
    empty = np.zeros((len(x), len(FEATURES)))
    return out_of_fold(_over(rows, np.column_stack([empty, x])), rows.matched, seed=seed)


def _picked(found: Found, ways: Mapping[str, Vector], *, seed: int) -> Vector:
    """Log-odds by the way that finds most among the first KEPT in the other speeches, fitted to those; anew for each fold."""
    rows, fold = found.rows, folds(found.rows, seed=seed)
    odds = np.zeros(len(rows.y))
    for number in range(FOLDS):
        away = fold == number
        known = found.only(~away)

        def found_in_others(name: str, known: Found = known, away: Any = away) -> float:
            ranks = known.rows.ranks(_odds(known.rows, ways[name][~away], seed=100 + seed))
            right = np.array(list(known.right.values()))
            return float((known.of_each(known.rows.y, ranks < KEPT) / right).sum())

        best = ways[max(ways, key=found_in_others)]
        x = np.column_stack([np.zeros((len(best), len(FEATURES))), best])
        some = rows.matched & ~away
        odds[away] = fit_rows(x[some], rows.y[some]).odds(x[away])
    return odds


def _over(rows: Rows, x: Vector) -> Rows:
    return Rows(x, rows.y, rows.names, rows.kinds, rows.speeches)


def features(how: str, found: Found) -> Iterator[str]:
    """The table of features that are added to those of the first KEPT candidates."""
    kept = found.only(found.rows.ranks(_places(found.rows)) < KEPT)
    speeches = _speeches(found)
    now = np.mean([_measured(kept, kept.rows, seed=seed) for seed in range(SEEDS)], axis=0)
    yield f"| {how}: features and | MAP@5 | log loss, nats | statements shown a right claim | precision of what is shown | news |"
    yield "|---|---:|---:|---:|---:|---:|"
    own = now[:, : len(speeches)]
    yield f"| nothing | {_digits(own[0].mean())} | {own[1].sum():.0f} | {_digits(own[2].mean())} | {_rates(now, len(speeches))} |"
    for name, likes in ADDED.items():
        rows = kept.with_likes(likes, without=() if likes else KINDRED)
        tried = np.mean([_measured(kept, rows, seed=seed) for seed in range(SEEDS)], axis=0)
        ap, nats, shown = tried[:, : len(speeches)] - own
        loss = f"{nats.sum():+.1f} ({paired_error(nats, speeches) * len(nats):.1f})".replace("-", "−")
        yield f"| {name} | {_gain(ap, speeches)} | {loss} | {_gain(shown, speeches)} | {_rates(tried, len(speeches))} |"


def _measured(kept: Found, rows: Rows, *, seed: int) -> Vector:
    """Average precision, nats, and whether a right claim is shown, of each statement about something tracked; behind them, in
    two further columns, precision of what is shown and the share of news statements that are shown anything.
    """
    odds, least = np.zeros(len(rows.y)), np.zeros(len(rows.y))
    fold = folds(rows, seed=seed)
    for number in range(FOLDS):
        away = fold == number
        known, some = rows[~away], rows.matched & ~away
        least[away] = shown_from(known, chances(out_of_fold(known, known.matched, seed=100 + seed)))
        odds[away] = fit_rows(rows.x[some], rows.y[some]).odds(rows.x[away])
    ranks = rows.ranks(odds)
    shown = (ranks < BEST) & (chances(odds) >= least)
    hits = kept.of_each(rows.y, shown) > 0
    nats = kept.of_each(np.logaddexp(0, odds) - rows.y * odds, np.ones(len(odds), dtype=bool))
    strangers = len(set(rows.names[shown & ~rows.matched])) / max(1, len(set(rows.names[~rows.matched])))
    mine = shown & rows.matched
    rates = [float(rows.y[mine].mean()) if mine.any() else 0.0, strangers]
    precisions = _average_precisions(kept, ranks)
    return np.column_stack([np.array([precisions, nats, hits]), np.array([rates, rates, rates])])


def _average_precisions(kept: Found, ranks: Any) -> Vector:
    """Of each statement about something tracked, over all right claims, found or not."""
    held: dict[str, list[int]] = {name: [] for name in kept.right}
    for at in np.flatnonzero(kept.rows.matched & (kept.rows.y > 0) & (ranks < BEST)):
        held[str(kept.rows.names[at])].append(int(ranks[at]) + 1)
    return np.array(
        [
            sum((n + 1) / rank for n, rank in enumerate(sorted(found))) / kept.right[name]
            for name, found in held.items()
        ]
    )


def _speeches(found: Found) -> list[str]:
    """The speech of each statement about something tracked."""
    return [name.removesuffix(" bare").rpartition("_")[0] for name in found.right]


def paired_error(gains: Vector, speeches: Sequence[str]) -> float:
    """The standard error of a mean of gains that come by speech."""
    _, place = np.unique(speeches, return_inverse=True)
    sums = np.bincount(place, gains - gains.mean())
    return math.sqrt(float((sums**2).sum()) * len(sums) / (len(sums) - 1)) / len(gains)


def _gain(gains: Vector, speeches: Sequence[str]) -> str:
    return f"{_digits(gains.mean(), '+')} ({_digits(paired_error(gains, speeches))})"


def _rates(measured: Vector, statements: int) -> str:
    precision, strangers = measured[0, statements:]
    return f"{_digits(precision)[:4]} | {_digits(strangers)[:4]}"


def _digits(value: float, sign: str = "") -> str:
    return f"{value:{sign}.4f}".replace("0.", ".", 1).replace("-", "−")


if __name__ == "__main__":
    main()
