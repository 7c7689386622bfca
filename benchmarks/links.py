"""Quality and speed of suggestions, by the code that production runs."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from claims.rank import Ranked, rank
from claims.scratch import load_claims, scratch_tables
from matching.features import Said
from matching.names import speaker_terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LABELS = {"supports": "supports", "denies": "denies", "reports": "context"}
BEST = 5


def measure(claims: Path, statements: Path, links: Path) -> dict[str, float]:
    """MAP@5, precision of what is shown, stance accuracy of linked pairs that were ranked, and milliseconds."""
    rows = _read(claims)
    gold: dict[str, dict[str, str]] = defaultdict(dict)
    for link in _read(links):
        gold[link["statement"]][link["claim"]] = link["label"]
    answers: dict[str, list[tuple[str, Ranked]]] = {}
    times = []
    with scratch_tables():
        load_claims(
            (n, row["text"], row.get("title") or "", speaker_terms(row.get("speaker") or ""))
            for n, row in enumerate(rows, start=1)
        )
        for statement in _read(statements):
            said = Said(statement["text"], statement.get("speaker") or "", statement.get("context") or "")
            start = time.perf_counter()
            ranked = rank(said)
            times.append(1000 * (time.perf_counter() - start))
            answers[statement["id"]] = [(rows[r.claim_id - 1]["id"], r) for r in ranked]
    times.sort()
    return {
        "claims": len(rows),
        "statements": len(gold),
        "MAP@5": round(
            sum(_precision(answers.get(s, []), right) for s, right in gold.items()) / len(gold), 4
        ),
        "shown precision": _shown(answers, gold),
        "stance accuracy": _stances(answers, gold),
        "ms p50": round(times[len(times) // 2], 1),
        "ms p95": round(times[int(len(times) * 0.95)], 1),
    }


def _precision(ranked: Sequence[tuple[str, Ranked]], right: dict[str, str]) -> float:
    hits = [k for k, (claim, _) in enumerate(ranked[:BEST], start=1) if claim in right]
    return sum((i + 1) / k for i, k in enumerate(hits)) / len(right)


def _shown(answers: dict[str, list[tuple[str, Ranked]]], gold: dict[str, dict[str, str]]) -> float:
    shown = [claim in gold[s] for s in gold for claim, r in answers.get(s, []) if r.shown]
    return round(sum(shown) / max(1, len(shown)), 3)


def _stances(answers: dict[str, list[tuple[str, Ranked]]], gold: dict[str, dict[str, str]]) -> float:
    guesses = {(s, claim): r.stance for s, ranked in answers.items() for claim, r in ranked}
    pairs = [
        LABELS[label] == guesses[s, claim]
        for s, right in gold.items()
        for claim, label in right.items()
        if label in LABELS and (s, claim) in guesses
    ]
    return round(sum(pairs) / max(1, len(pairs)), 3)


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]
