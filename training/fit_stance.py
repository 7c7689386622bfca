"""Fits the stance cues to annotated pairs and writes matching/data/stance-v2.json.

    python training/fit_stance.py ../shared/corpora/links/rumours/train [--out FILE]

The argument is the common beginning of PREFIX.claims.jsonl, PREFIX.statements.jsonl and PREFIX.links.jsonl. Only
weights of named cues are written. Scores are out of fold, five folds by claim, by the code that production runs.
Needs no database: words are compared by a plain cutting of endings here, by the database's stems in production.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from matching.features import Pair, Said, Tracked, pair  # noqa: E402
from matching.rarity import Vocabulary  # noqa: E402
from matching.stance import STANCES, Model, guess  # noqa: E402
from matching.stance_cues import CUES, cues  # noqa: E402
from matching.wording import wording  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

LABELS = {"supports": "supports", "denies": "denies", "reports": "context"}
PENALTY = 3.0
"""On squared weights of standardised cues."""
FOLDS = 5
PRECISE = {"maxiter": 2000, "ftol": 1e-12, "gtol": 1e-6}


def main() -> None:
    """Reads, fits, scores out of fold, writes."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("prefix")
    parser.add_argument("--out", type=Path, default=ROOT / "matching" / "data" / "stance-v2.json")
    options = parser.parse_args()
    pairs = read(options.prefix)
    held_out = out_of_fold(pairs)
    data = {
        "version": "stance-v2",
        "fitted": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "corpus": f"links/{Path(options.prefix).parent.name}, {len(pairs.labels)} pairs over {len(set(pairs.claims))} claims",
        "held_out": held_out,
        "stances": {
            stance: {
                "intercept": round(intercept, 5),
                "cues": {name: round(weight, 5) for name, weight in weights.items()},
            }
            for stance, (intercept, weights) in fit(pairs.rows, pairs.labels).items()
        },
    }
    options.out.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf8")
    print(json.dumps(held_out))


@dataclass(frozen=True)
class Pairs:
    """Pairs of a statement and a claim: both taken apart, their cues, the number of the stance, and the claim's id."""

    beside: list[tuple[Pair, Said, str]]
    rows: NDArray[np.float64]
    labels: NDArray[np.int64]
    claims: list[str]


def read(prefix: str) -> Pairs:
    """The pairs of a corpus that have a stance."""

    def lines(name: str) -> list[dict[str, Any]]:
        text = Path(f"{prefix}.{name}.jsonl").read_text(encoding="utf8")
        return [json.loads(line) for line in text.splitlines() if line.strip()]

    claims = {row["id"]: row["text"] for row in lines("claims")}
    statements = {row["id"]: row["text"] for row in lines("statements")}
    links = [link for link in lines("links") if link["label"] in LABELS]
    vocabulary = plain_vocabulary([*claims.values(), *statements.values()])
    beside, rows = [], []
    for link in links:
        claim, statement = claims[link["claim"]], statements[link["statement"]]
        both = pair(Said(statement), Tracked(claim), speaker_terms=(), vocabulary=vocabulary)
        beside.append((both, Said(statement), claim))
        rows.append([cues(both, statement=statement, claim=claim)[name] for name in CUES])
    numbers = [STANCES.index(LABELS[link["label"]]) for link in links]
    return Pairs(beside, np.array(rows), np.array(numbers), [link["claim"] for link in links])


def plain_vocabulary(texts: Sequence[str]) -> Vocabulary:
    """Words with their commonest endings cut, and how many texts hold them."""
    counts: dict[str, int] = {}
    held = [set(wording(text).words) for text in texts]
    for words in held:
        for stem in {_cut(word) for word in words}:
            counts[stem] = counts.get(stem, 0) + 1
    return Vocabulary({w: (_cut(w), counts[_cut(w)]) for words in held for w in words}, len(texts))


def _cut(word: str) -> str:
    for ending in ("ings", "ing", "ied", "ies", "ed", "es", "ly", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def fit(rows: NDArray[np.float64], labels: NDArray[np.int64]) -> Model:
    """Softmax regression over cues as they are: the intercept and the weights of each stance."""
    mean, deviation = rows.mean(0), rows.std(0) + 1e-9
    x = np.hstack([(rows - mean) / deviation, np.ones((len(rows), 1))])
    y = np.eye(len(STANCES))[labels]
    penalties = np.full((x.shape[1], len(STANCES)), PENALTY)
    penalties[-1] = 1e-3

    def objective(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        w = flat.reshape(penalties.shape)
        p = _softmax(x @ w)
        loss = -float(np.sum(y * np.log(p + 1e-12))) + 0.5 * float(np.sum(penalties * w * w))
        return loss, (x.T @ (p - y) + penalties * w).ravel()

    found = minimize(objective, np.zeros(penalties.size), jac=True, method="L-BFGS-B", options=PRECISE)
    w = found.x.reshape(penalties.shape)
    weights = w[:-1] / deviation[:, None]
    intercepts = w[-1] - mean @ weights
    return {
        stance: (float(intercepts[k]), dict(zip(CUES, map(float, weights[:, k]), strict=True)))
        for k, stance in enumerate(STANCES)
    }


def _softmax(z: NDArray[np.float64]) -> NDArray[np.float64]:
    powers = np.exp(z - z.max(1, keepdims=True))
    return np.asarray(powers / powers.sum(1, keepdims=True))


def out_of_fold(pairs: Pairs) -> dict[str, object]:
    """Accuracy and macro F1 of the guesses that production makes over pairs whose claim the model has not seen, and
    how good a sure "supports" is.
    """
    claims = sorted(set(pairs.claims))
    np.random.default_rng(0).shuffle(claims)
    fold = np.array([claims.index(claim) % FOLDS for claim in pairs.claims])
    labels, shares = pairs.labels, np.zeros((len(pairs.labels), len(STANCES)))
    for k in range(FOLDS):
        model = fit(pairs.rows[fold != k], labels[fold != k])
        for i in np.flatnonzero(fold == k):
            both, said, claim = pairs.beside[i]
            found = guess(both, said, claim=claim, model=model).shares
            shares[i] = [found[stance] for stance in STANCES]
    guessed = shares.argmax(1)
    f = [
        2 * float(np.sum((guessed == k) & (labels == k))) / float(np.sum(guessed == k) + np.sum(labels == k))
        for k in range(len(STANCES))
    ]
    sure = shares[:, 0] >= 0.8
    return {
        "accuracy": round(float(np.mean(guessed == labels)), 4),
        "macro_f1": round(float(np.mean(f)), 4),
        "f1": dict(zip(STANCES, (round(x, 3) for x in f), strict=True)),
        "supports_at_.8": {
            "share": round(float(sure.mean()), 3),
            "right": round(float(np.mean(labels[sure] == 0)), 3),
        },
    }


if __name__ == "__main__":
    main()
