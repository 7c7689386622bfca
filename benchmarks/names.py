"""Our table of pairs of names: how often "one or two?" is answered rightly, and how often rapidfuzz alone would.

The table is split by a hash of the names. One half tuned the points of the scorer, and chooses the threshold of each
peer; the other half, ``held``, only measures.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from rapidfuzz import fuzz, utils
from rapidfuzz.distance import JaroWinkler

from matching.names import normal_form
from matching.names.compare import compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

TABLE = Path(__file__).with_name("name_pairs.jsonl")
Pair = dict[str, Any]
Score = tuple[float, bool]
YES = 0.5
USUAL = 0.85
"""Where who matches names by likeness alone commonly draws the line; beside it stands the tuned half's best line."""


@dataclass(frozen=True)
class Counts:
    """Pairs that are one and were called so, that are not and were, and that are and were not; how many in all."""

    right: int
    wrong: int
    missed: int
    size: int

    @property
    def precision(self) -> float:
        """Of the pairs called one, those that are, 0 to 1."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """Of the pairs that are one, those called so, 0 to 1."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def accuracy(self) -> float:
        """The share of right answers, 0 to 1."""
        return 1 - (self.wrong + self.missed) / self.size

    @property
    def f(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def pairs(*, held: bool) -> list[Pair]:
    """The pairs of one half of the table."""
    rows = map(json.loads, TABLE.read_text(encoding="utf8").splitlines())
    return [row for row in rows if is_held(row) == held]


def is_held(pair: Pair) -> bool:
    """Whether a pair is of the half that only measures."""
    return crc32((pair["a"] + pair["b"]).encode()) % 2 == 1


def ours(pair: Pair) -> float:
    """The production code's probability."""
    return compare(pair["a"], pair["b"], pair.get("a_context", ""), pair.get("b_context", "")).probability


PEERS: dict[str, Callable[[Pair], float]] = {
    "rapidfuzz ratio": lambda p: fuzz.ratio(p["a"], p["b"], processor=utils.default_process) / 100,
    "rapidfuzz token_sort_ratio": lambda p: (
        fuzz.token_sort_ratio(p["a"], p["b"], processor=utils.default_process) / 100
    ),
    "rapidfuzz token_set_ratio": lambda p: (
        fuzz.token_set_ratio(p["a"], p["b"], processor=utils.default_process) / 100
    ),
    "rapidfuzz WRatio": lambda p: fuzz.WRatio(p["a"], p["b"], processor=utils.default_process) / 100,
    "rapidfuzz Jaro-Winkler": lambda p: JaroWinkler.similarity(normal_form(p["a"]), normal_form(p["b"])),
}


def scored(rows: Iterable[Pair], by: Callable[[Pair], float]) -> list[Score]:
    """What a scorer says of each pair, and the truth."""
    return [(by(row), row["same"]) for row in rows]


def counts(scores: Sequence[Score], threshold: float) -> Counts:
    """What calling everything from a threshold on one gives."""
    said = [(score >= threshold, same) for score, same in scores]
    return Counts(
        sum(yes and same for yes, same in said),
        sum(yes and not same for yes, same in said),
        sum(not yes and same for yes, same in said),
        len(said),
    )


def best_threshold(scores: Sequence[Score]) -> float:
    """The threshold from which on the most answers are right (by F, everything would be called one)."""
    tried = sorted({score for score, _ in scores})
    return max(tried, key=lambda threshold: counts(scores, threshold).accuracy)


def table(*, held: bool) -> Iterator[str]:
    """Precision and recall of ours and of the peers, on the half that tuned and, if asked, on the held one."""
    tuned = pairs(held=False)
    thresholds = {name: best_threshold(scored(tuned, by)) for name, by in PEERS.items()}
    for title, rows in [("tuned on", tuned)] + ([("held", pairs(held=True))] if held else []):
        yield f"{title}: {len(rows)} pairs, {sum(row['same'] for row in rows)} of them one"
        begun = time.process_time()
        mine = scored(rows, ours)
        took = (time.process_time() - begun) / len(rows) * 1e6
        yield _line("Claimdesk", YES, counts(mine, YES)) + f"  {took:.0f} µs CPU a pair, cold"
        for name, by in PEERS.items():
            theirs = scored(rows, by)
            best = counts(theirs, thresholds[name]).accuracy
            yield (
                _line(name, USUAL, counts(theirs, USUAL))
                + f"; {100 * best:.1f} % from {thresholds[name]:.2f} on"
            )
        sure = [(score, same) for score, same in mine if not 0.2 < score < 0.8]
        wrong = sum((score > YES) != same for score, same in sure)
        yield f"  Claimdesk is sure (p <= .2 or >= .8) of {len(sure)}, wrongly of {wrong}"


def _line(name: str, threshold: float, found: Counts) -> str:
    return (
        f"  {name:<27} from {threshold:.2f} on: precision {100 * found.precision:5.1f} %, "
        f"recall {100 * found.recall:5.1f} %, right {100 * found.accuracy:5.1f} %"
    )
