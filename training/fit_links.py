r"""Fits the coefficients that score links to annotated statements, and writes matching/data/links-v3.json.

    python training/fit_links.py ../shared/corpora/links/debates ../shared/corpora/links/rumours \
        ../shared/corpora/statements [--out FILE]

The first folder has claims.jsonl and, for train and dev, SPLIT.statements.jsonl and SPLIT.links.jsonl: a large
collection, and small desks are cut out of it. The second has train.claims.jsonl, train.statements.jsonl and
train.links.jsonl: small desks alone; a fifth of its claims is held out. The third has train.jsonl and dev.jsonl:
articles about none of the claims. Only coefficients of named features are written. Takes some ten minutes on one core.

The coefficients of small desks are fitted towards those of the large one: what a small desk says too little of, or
what says the same as another feature there, keeps the sense it has in the large collection.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from matching.features import FEATURES  # noqa: E402
from training.link_desks import (  # noqa: E402 - the path is set above
    Desk,
    Example,
    Table,
    bare,
    examples,
    news,
    read,
    small_desks,
    table,
    topical_desks,
    unrelated,
)
from training.logistic import Vector, minimise  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PENALTY = 1.0
"""On squared weights of standardised features."""
TOWARDS = 30.0
"""The same on the difference to the large collection's weights, for small desks."""
HELD = {"note_coverage": 0.5, "same_speaker": 0.5, "names_missing": 2.0, "prominence": 0.0, "alone": 0.0}
"""Features of which small desks take over so much of the weight: the second corpus has neither notes nor speakers, and
so many right pairs that lacking them would seem to speak for a match. Among a few claims it says less that speaker or
note agree, and more that nothing the claim names is named; and nobody is tracked so much there as to be heard most.
"""
HOLDING = 1e6
"""The penalty that holds them."""
SMALL = ("small", "rumours", "topical", "topical rumours")
"""What the coefficients of small desks are fitted on."""
AGAINST = frozenset({"numbers_missing", "names_missing"})
"""Features that can only speak against a match."""
EITHER = frozenset({"alone"})
"""Features that may speak for or against it."""
POSSIBLE, LIKELY = 0.2, 0.7
Fit = tuple[Vector, float, Vector, Vector]


def main() -> None:
    """Reads, computes features, fits on train, scores on what was held out, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("large", type=Path)
    parser.add_argument("small", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "matching" / "data" / "links-v3.json")
    options = parser.parse_args()

    import django
    from django.conf import settings

    from config import local_services

    django.setup()
    with local_services.running(settings.LOCAL_SERVICES):
        tables = all_tables(options.large, options.small, options.news)
    data = fitted(tables, options.large, options.small)
    options.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf8")
    print(json.dumps(data["held_out"], indent=1))


def fitted(tables: Mapping[str, Table], large_corpus: Path, small_corpus: Path) -> dict[str, Any]:
    """Both fits with what was held out scored by them, as the file has it."""
    large = fit([tables["large"]])
    alone = fit([tables["large"], tables["large alone"]])
    small = fit([tables[name] for name in SMALL], towards=large)
    return {
        "version": "links-v3",
        "fitted": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "corpora": [
            f"links/{large_corpus.name} train",
            f"links/{small_corpus.name}, four fifths of its claims",
            "statements train, as statements about none of the claims",
        ],
        "held_out": {
            "large": scores(tables["large dev"], large, examples(large_corpus / "dev")),
            "large, without speaker and context": scores(
                tables["large dev alone"], alone, bare(examples(large_corpus / "dev"))
            ),
            "small desks": chances(tables["small dev"], small),
            "small desks, second corpus": chances(tables["rumours held out"], small),
            "desks about one topic": chances(tables["topical dev"], small),
            "desks about one topic, second corpus": chances(tables["topical rumours held out"], small),
        },
        "large": written(large),
        "small": written(small),
        "alone": written(alone),
    }


def all_tables(large: Path, small: Path, articles: Path) -> dict[str, Table]:
    """Features of every set of examples."""
    claims, rumours = read(large / "claims.jsonl"), read(small / "train.claims.jsonl")
    train, dev = examples(large / "train"), examples(large / "dev")
    told, held_out = examples(small / "train"), {claim["id"] for claim in rumours[::5]}
    seen = [e for e in told if not e.right & held_out]
    unseen = [e for e in told if e.right & held_out]
    kept = [c for c in rumours if c["id"] not in held_out]
    other = news(articles / "train.jsonl", most=300, seed=1)
    other_dev = news(articles / "dev.jsonl", most=400, seed=2)
    with_words = [*train, *unrelated(train)[:250], *other]
    return {
        "large": table([Desk(claims, with_words)]),
        "large alone": table([Desk(claims, bare(with_words))]),
        "large dev": table([Desk(claims, [*dev, *other_dev])]),
        "large dev alone": table([Desk(claims, bare([*dev, *other_dev]))]),
        "small": table(small_desks(claims, train, seed=1, most=15)),
        "small dev": table(small_desks(claims, dev, seed=2, most=15)),
        "rumours": table(small_desks(kept, seen, seed=3, most=12)),
        "rumours held out": table(small_desks(rumours[::5], unseen, seed=4, most=12)),
        "topical": table(topical_desks(claims, train, seed=5)),
        "topical dev": table(topical_desks(claims, dev, seed=6)),
        "topical rumours": table(topical_desks(kept, seen, seed=7)),
        "topical rumours held out": table(topical_desks(rumours[::5], unseen, seed=8)),
    }


def fit(tables: Sequence[Table], *, towards: Fit | None = None) -> Fit:
    """Logistic regression: weights and intercept for features as they are, and their mean and standard deviation.

    The ridge is on the difference to the weights ``towards``, else on the weights. A feature whose weight comes out
    against its sense (a shared name that speaks against a match, beside others that say the same better) is left out,
    the worst first, and the rest fitted again: reasons are read off these weights.
    """
    rows = np.array([row for table in tables for row in table.rows])
    y = np.array([right for table in tables for right in table.right], dtype=float)
    mean, deviation = rows.mean(0), rows.std(0) + 1e-9
    sense = np.array([-1.0 if name in AGAINST else float(name not in EITHER) for name in FEATURES])
    kept = np.ones(len(FEATURES))
    prior = towards[0] * deviation if towards else np.zeros(len(FEATURES))
    penalties = np.full(len(FEATURES), PENALTY)
    if towards:
        penalties = np.array([HOLDING if name in HELD else TOWARDS for name in FEATURES])
        prior = prior * np.array([HELD.get(name, 1.0) for name in FEATURES])
    while True:
        z = np.hstack([(rows - mean) / deviation * kept, np.ones((len(rows), 1))])
        w = _minimum(z, y, np.append(prior * kept, 0.0), np.append(penalties, 1e-3))
        wrong = w[:-1] * sense * kept
        if wrong.min() >= 0:
            break
        kept[wrong.argmin()] = 0.0
    weights = w[:-1] * kept / deviation
    return weights, float(w[-1] - mean @ weights), mean, deviation


def _minimum(x: Vector, y: Vector, prior: Vector, penalties: Vector) -> Vector:
    def objective(moved: Vector) -> tuple[float, Vector]:
        z = x @ (prior + moved)
        loss = float(np.sum(np.logaddexp(0, z) - y * z)) + 0.5 * float(penalties @ (moved * moved))
        return loss, x.T @ (1 / (1 + np.exp(-z)) - y) + penalties * moved

    return np.asarray(prior + minimise(objective, len(penalties)))


def written(fitted: Fit) -> dict[str, Any]:
    """A fit as the file has it."""
    weights, intercept, mean, deviation = fitted
    return {
        "intercept": round(intercept, 5),
        "features": {
            name: {"weight": round(float(w), 5), "mean": round(float(m), 5), "deviation": round(float(d), 5)}
            for name, w, m, d in zip(FEATURES, weights, mean, deviation, strict=True)
        },
    }


def probabilities(table: Table, fitted: Fit) -> Vector:
    """The probability of every row."""
    weights, intercept, _, _ = fitted
    return np.asarray(1 / (1 + np.exp(-(np.array(table.rows) @ weights + intercept))))


def scores(table: Table, fitted: Fit, gold: Sequence[Example]) -> Mapping[str, float]:
    """MAP@5, and what is shown: precision, reach, and how many unrelated sentences are shown anything."""
    by_name: dict[str, list[tuple[float, bool]]] = {}
    for name, chance, right in zip(table.names, probabilities(table, fitted), table.right, strict=True):
        by_name.setdefault(name, []).append((-float(chance), right))
    total, shown, shown_right, reached = 0.0, 0, 0, 0
    for example in gold:
        best = sorted(by_name.get(example.name, []), key=lambda t: t[0])[:5]
        hits = [k for k, (_, right) in enumerate(best, start=1) if right]
        total += sum((i + 1) / k for i, k in enumerate(hits)) / len(example.right)
        visible = [right for minus, right in best if -minus >= POSSIBLE]
        shown, shown_right, reached = shown + len(visible), shown_right + sum(visible), reached + any(visible)
    strangers = [rows for name, rows in by_name.items() if name.startswith("news")]
    return {
        "map_at_5": round(total / len(gold), 4),
        "shown_precision": round(shown_right / max(1, shown), 3),
        "statements_shown_a_right_claim": round(reached / len(gold), 3),
        "unrelated_statements_shown_anything": round(
            sum(min(rows)[0] <= -POSSIBLE for rows in strangers) / max(1, len(strangers)), 3
        ),
    }


def chances(table: Table, fitted: Fit) -> dict[str, dict[str, float]]:
    """Precision and recall over pairs from each threshold on, and the log loss in nats."""
    p, y = probabilities(table, fitted), np.array(table.right)
    loss = -float(np.mean(np.where(y, np.log(p + 1e-12), np.log(1 - p + 1e-12))))
    return {
        f"from {threshold}": {
            "precision": round(float(y[p >= threshold].mean()), 3),
            "recall": round(float((p[y] >= threshold).mean()), 3),
        }
        for threshold in (POSSIBLE, LIKELY)
    } | {"all": {"pairs": len(y), "log_loss": round(loss, 4)}}


if __name__ == "__main__":
    main()
