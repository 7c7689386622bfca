"""What the training statements say of a fit by themselves: probabilities by fits that saw nothing of a statement's
speech, from where on a link is shown, and the figures of both. No other statements are looked at.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from training.link_fit import PENALTY, Vector, chances, fit_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.link_desks import Table

Mask = NDArray[np.bool_]
Places = NDArray[np.int64]
FOLDS, BEST = 5, 5
PRECISION = 0.76
"""What is shown of the statements about something tracked is right so often at least, by folds: two hundredths more than is asked."""
STRANGERS = 0.03
"""So many of the news statements about none of the claims are shown anything at most, by folds: one in a hundred less than is allowed."""
FEWEST = 20
"""Pairs from which a share of right ones says anything of a threshold."""
LEAST_BIN = 30
REPEATED = 5
MATCHED, AROUND, NEWS = 0, 1, 2
"""Kinds of statements: about something tracked; sentences around those; from news about none of the claims."""


@dataclass(frozen=True)
class Rows:
    """The candidates of statements: features, 1 for each right one, each one's statement, its kind and its speech."""

    x: Vector
    y: Vector
    names: NDArray[np.str_]
    kinds: Places
    speeches: NDArray[np.str_]

    @classmethod
    def of(cls, table: Table) -> Rows:
        """The rows of a table; a statement "2016_debate_0004" is of the speech "2016_debate"."""
        kinds, speeches = zip(*map(_kind_and_speech, table.names), strict=True)
        return cls(
            np.array(table.rows),
            np.array(table.right, dtype=float),
            np.array(table.names),
            np.array(kinds, dtype=np.int64),
            np.array(speeches),
        )

    def __getitem__(self, kept: Mask) -> Rows:
        """Some of the rows."""
        return Rows(self.x[kept], self.y[kept], self.names[kept], self.kinds[kept], self.speeches[kept])

    @cached_property
    def statements(self) -> Places:
        """The number of each row's statement."""
        return np.asarray(np.unique(self.names, return_inverse=True)[1])

    @property
    def matched(self) -> Mask:
        """Which rows are of statements about something tracked."""
        return np.asarray(self.kinds == MATCHED)

    def ranks(self, p: Vector) -> Places:
        """The rank of each row among its statement's, from 0."""
        order = np.lexsort((-p, self.statements))
        own = self.statements[order]
        starts = np.flatnonzero(np.r_[True, own[1:] != own[:-1]])
        ranks = np.empty(len(p), dtype=np.int64)
        ranks[order] = np.arange(len(p)) - np.repeat(starts, np.diff(np.r_[starts, len(p)]))
        return ranks


def _kind_and_speech(name: str) -> tuple[int, str]:
    """Of "2016_debate_0004", "unrelated 2016_debate_0004 2" or "news DOCUMENT 3"."""
    first, _, rest = name.partition(" ")
    if first == "news":
        return NEWS, rest.partition(" ")[0]
    kind, statement = (AROUND, rest.partition(" ")[0]) if first == "unrelated" else (MATCHED, first)
    return kind, statement.rpartition("_")[0]


def folds(rows: Rows, *, seed: int) -> Places:
    """The fold of each row: no speech is in two, and all have about as many statements about something tracked."""
    rng = random.Random(seed)
    sizes = dict.fromkeys(sorted(set(rows.speeches.tolist())), 0)
    for name in set(rows.names[rows.matched].tolist()):
        sizes[_kind_and_speech(name)[1]] += 1
    shuffled = rng.sample(list(sizes), len(sizes))
    held, fold = [0] * FOLDS, {}
    for speech in sorted(shuffled, key=lambda speech: -sizes[speech]):
        least = held.index(min(held)) if sizes[speech] else rng.randrange(FOLDS)
        fold[speech] = least
        held[least] += sizes[speech]
    return np.array([fold[speech] for speech in rows.speeches.tolist()], dtype=np.int64)


def out_of_fold(rows: Rows, learnt: Mask, *, seed: int, penalty: float = PENALTY) -> Vector:
    """The log-odds of every row by a fit to those ``learnt`` of the other folds."""
    odds, fold = np.zeros(len(rows.y)), folds(rows, seed=seed)
    for number in range(FOLDS):
        away = fold == number
        some = learnt & ~away
        odds[away] = fit_rows(rows.x[some], rows.y[some], penalty=penalty).odds(rows.x[away])
    return odds


def shown_from(rows: Rows, p: Vector) -> float:
    """The least probability from which PRECISION of what is shown of statements about something tracked is right, and
    no more than STRANGERS of the news statements get anything.
    """
    own = rows.matched & (rows.ranks(p) < BEST)
    order = np.flatnonzero(own)[np.argsort(-p[own], kind="stable")]
    right = np.cumsum(rows.y[order]) / np.arange(1, len(order) + 1)
    last_of_equals = np.diff(p[order], append=-1.0) != 0
    enough = np.flatnonzero((right >= PRECISION) & last_of_equals & (np.arange(len(order)) >= FEWEST - 1))
    least = float(p[order[enough[-1]]]) if len(enough) else 1.0
    best = np.sort(_best(rows, p, NEWS))[::-1]
    return max(least, float(np.nextafter(best[int(STRANGERS * len(best))], 2.0)) if len(best) else 0.0)


def _best(rows: Rows, p: Vector, kind: int) -> Vector:
    """The highest probability of each statement of a kind."""
    own = rows.kinds == kind
    best = np.zeros(len(rows.names))
    np.maximum.at(best, rows.statements[own], p[own])
    return np.asarray(best[np.unique(rows.statements[own])])


def chosen_from(rows: Rows) -> float:
    """``shown_from`` for a fit to the statements about something tracked: the mean of REPEATED ways to make folds."""
    found = [
        shown_from(rows, chances(out_of_fold(rows, rows.matched, seed=seed))) for seed in range(REPEATED)
    ]
    return round(float(np.mean(found)), 3)


def by_folds(rows: Rows) -> Vector:
    """The probability of every row by a fit to the statements about something tracked in other folds."""
    return chances(out_of_fold(rows, rows.matched, seed=0))


def figures(rows: Rows, p: Vector, least: float | Vector, right: Mapping[str, int]) -> dict[str, Any]:
    """MAP@5, log loss, calibration and what is shown from ``least`` on, over the statements about something tracked;
    ``right``: how many claims are right for each. Beside it, how many of the others are shown anything.
    """
    own, ranks = rows.matched, rows.ranks(p)
    shown = (ranks < BEST) & (p >= least)
    mine = shown & own
    bins = calibration(p[own], rows.y[own])
    q = np.clip(np.where(rows.y > 0, p, 1 - p), 1e-12, 1.0)[own]

    def share(kind: int) -> float:
        return len(set(rows.names[shown & (rows.kinds == kind)])) / max(
            1, len(set(rows.names[rows.kinds == kind]))
        )

    return {
        "map_at_5": sum(_average_precisions(rows, ranks, right)) / len(right),
        "log_loss": -float(np.log(q).mean()),
        "calibration_error": sum(n * abs(said - was) for _, n, said, was in bins) / max(1, int(own.sum())),
        "worst_bin": max((abs(said - was) for _, n, said, was in bins if n >= LEAST_BIN), default=0.0),
        "shown_precision": float(rows.y[mine].mean()) if mine.any() else 0.0,
        "shown": int(mine.sum()),
        "statements_shown_a_right_claim": len(set(rows.names[mine & (rows.y > 0)])) / len(right),
        "sentences_around_shown_anything": share(AROUND),
        "news_shown_anything": share(NEWS),
    }


def calibration(p: Vector, y: Vector) -> list[tuple[float, int, float, float]]:
    """For each tenth of probability: its beginning, pairs, what was said on average, what was right."""
    tenth = np.minimum(9, (p * 10).astype(int))
    return [
        (n / 10, int((tenth == n).sum()), float(p[tenth == n].mean()), float(y[tenth == n].mean()))
        for n in range(10)
        if (tenth == n).any()
    ]


def _average_precisions(rows: Rows, ranks: Places, right: Mapping[str, int]) -> list[float]:
    """Of each statement with a right claim among its best; the others have none."""
    hits: dict[str, list[int]] = {}
    for place in np.flatnonzero(rows.matched & (rows.y > 0) & (ranks < BEST)):
        hits.setdefault(str(rows.names[place]), []).append(int(ranks[place]) + 1)
    return [
        sum((n + 1) / rank for n, rank in enumerate(sorted(found))) / right[name.removesuffix(" bare")]
        for name, found in hits.items()
    ]
