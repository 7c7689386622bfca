r"""Fits the coefficients that score links to annotated statements, and writes matching/data/links-v5.json.

    python training/fit_links.py ../shared/corpora/links/debates ../shared/corpora/links/rumours \
        ../shared/corpora/statements [--out FILE]

The first folder has claims.jsonl and, for train and dev, SPLIT.statements.jsonl and SPLIT.links.jsonl: a large
collection, and small desks are cut out of it. The second has train.claims.jsonl, train.statements.jsonl and
train.links.jsonl: small desks alone; a fifth of its claims is held out. The third has train.jsonl and dev.jsonl:
articles about none of the claims. Only coefficients of named features are written. Takes some ten minutes on one core.

Those of the large collection are fitted on statements about something in it alone: learning from others besides makes
every probability of a statement that bears on something too low (docs/learning.md). From where on they show a link is
chosen by folds of the same statements, before the dev ones are looked at.

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

from training.link_desks import (  # noqa: E402 - the path is set above
    Desk,
    Example,
    bare,
    examples,
    news,
    read,
    small_desks,
    table,
    topical_desks,
)
from training.link_fit import fit, fit_rows, written  # noqa: E402
from training.link_folds import Rows, by_folds, chosen_from, figures  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from training.link_desks import Table
    from training.link_fit import Fit

SMALL = ("small", "rumours", "topical", "topical rumours")
"""What the coefficients of small desks are fitted on."""
POSSIBLE, LIKELY = 0.2, 0.7


def main() -> None:
    """Reads, computes features, fits on train, scores on what was held out, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("large", type=Path)
    parser.add_argument("small", type=Path)
    parser.add_argument("news", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "matching" / "data" / "links-v5.json")
    options = parser.parse_args()

    import django
    from django.conf import settings

    from config import local_services

    django.setup()
    with local_services.running(settings.LOCAL_SERVICES):
        tables = all_tables(options.large, options.small, options.news)
    data = fitted(tables, options.large, options.small)
    options.out.write_text(json.dumps(data, indent=1) + "\n", encoding="utf8")
    print(json.dumps({"folds": data["folds"], "held_out": data["held_out"]}, indent=1))


def fitted(tables: Mapping[str, Table], large_corpus: Path, small_corpus: Path) -> dict[str, Any]:
    """The three fits with what folds and what was held out say of them, as the file has it."""
    large, alone = Rows.of(tables["large"]), Rows.of(tables["large alone"])
    right, right_dev = (_right(examples(large_corpus / part)) for part in ("train", "dev"))
    of_large, of_alone = (fit_rows(rows.x[rows.matched], rows.y[rows.matched]) for rows in (large, alone))
    small = fit([tables[name] for name in SMALL], towards=of_large)
    least, least_alone = chosen_from(large), chosen_from(alone)
    dev, dev_alone = Rows.of(tables["large dev"]), Rows.of(tables["large dev alone"])
    return {
        "version": "links-v5",
        "fitted": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "corpora": [
            f"links/{large_corpus.name} train",
            f"links/{small_corpus.name}, four fifths of its claims",
            "statements train, as statements about none of the claims: for where showing begins",
        ],
        "folds": {
            "large": _rounded(figures(large, by_folds(large), least, right)),
            "large, without speaker and context": _rounded(
                figures(alone, by_folds(alone), least_alone, right)
            ),
        },
        "held_out": {
            "large": _rounded(figures(dev, of_large.chances(dev.x), least, right_dev)),
            "large, without speaker and context": _rounded(
                figures(dev_alone, of_alone.chances(dev_alone.x), least_alone, right_dev)
            ),
            "small desks": chances(tables["small dev"], small),
            "small desks, second corpus": chances(tables["rumours held out"], small),
            "desks about one topic": chances(tables["topical dev"], small),
            "desks about one topic, second corpus": chances(tables["topical rumours held out"], small),
        },
        "large": {"shown_from": least, **written(of_large)},
        "small": {"shown_from": POSSIBLE, **written(small)},
        "alone": {"shown_from": least_alone, **written(of_alone)},
    }


def _right(found: Sequence[Example]) -> dict[str, int]:
    return {example.name: len(example.right) for example in found}


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 5) for name, value in figures.items()}


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
    with_words = [*train, *other]
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


def chances(table: Table, fitted: Fit) -> dict[str, dict[str, float]]:
    """Precision and recall over pairs from each threshold on, and the log loss in nats."""
    p, y = fitted.chances(np.array(table.rows)), np.array(table.right)
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
