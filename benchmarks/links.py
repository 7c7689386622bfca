"""Quality and speed of suggestions, by the code that production runs, and of others on the same files, side by side."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from benchmarks.effort import Efforts, quantiles
from benchmarks.peers import PEERS, Skipped
from claims.find.rank import CANDIDATES, Ranked, rank
from claims.find.retrieve import find
from claims.find.scratch import load_claims, scratch_tables
from claims.find.shelves import CLAIMS
from matching.features import Said
from matching.names import speaker_terms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

LABELS = {"supports": "supports", "denies": "denies", "reports": "context"}
BEST = 5
Row = dict[str, Any]
Gold = dict[str, dict[str, str]]


@dataclass
class Result:
    """What one way of ranking answered: the places of claims in their file, best first, for each statement."""

    name: str
    answers: dict[str, list[int]] = field(default_factory=dict)
    efforts: Efforts = field(default_factory=Efforts)

    def line(self, gold: Mapping[str, Sequence[int]]) -> str:
        """A row of the table."""
        orders = [(self.answers.get(s, []), set(right)) for s, right in gold.items()]
        scores = [_average(average_precision, orders), _average(first_is_right, orders)]
        scores += [_average(lambda order, right, k=k: recall(order, right, k), orders) for k in (20, 50)]
        worked = [a + b for a, b in zip(self.efforts.own, self.efforts.server, strict=True)]
        times = f"{quantiles(self.efforts.wall):>12} {quantiles(worked):>12}"
        return f"{self.name:42} " + " ".join(f"{score:6.3f}" for score in scores) + f" {times}"


def measure(claims: Path, statements: Path, links: Path, *, peers: bool = True) -> Iterator[str]:
    """Lines of a table: MAP@5, P@1, recall at 20 and 50, and milliseconds (median/95th percentile) on the clock and on
    the processors, with the speaker and the context of each statement and without; then what is shown, and stances.
    """
    rows, said = _read(claims), _read(statements)
    labels = _labels(_read(links))
    place = {row["id"]: n for n, row in enumerate(rows)}
    gold = {s: [place[claim] for claim in right if claim in place] for s, right in labels.items()}
    yield f"{len(rows):,} claims, {len(gold):,} statements with {sum(map(len, gold.values())):,} links"
    yield f"{'':42} {'MAP@5':>6} {'P@1':>6} {'R@20':>6} {'R@50':>6} {'wall ms':>12} {'CPU ms':>12}"
    for plain in (False, True):
        how = "text alone" if plain else "with speaker and context"
        shorn = (_shorn(rows, "speaker"), _shorn(said, "speaker", "context")) if plain else (rows, said)
        ranked: dict[str, list[Ranked]] = {}
        with scratch_tables():
            load_claims(
                (n, row["text"], row.get("title") or "", speaker_terms(row.get("speaker") or ""))
                for n, row in enumerate(shorn[0])
            )
            yield _ours(f"Claimdesk, {how}", shorn[1], ranked).line(gold)
            yield _run(f"  its candidates alone, {how}", shorn[1], _candidates).line(gold)
        for peer in PEERS if peers else ():
            try:
                with peer(shorn[0]) as answer:
                    yield _run(f"{peer.__name__.replace('_', ' ')}, {how}", shorn[1], answer).line(gold)
            except Skipped as why:
                yield f"{peer.__name__.replace('_', ' ')}, {how}: skipped, {why}"
        if not plain:
            yield from _more(ranked, labels, place)


def average_precision(order: Sequence[int], right: set[int]) -> float:
    """Of the BEST first, as MAP@5 has it: over all right ones, found or not."""
    hits = [k for k, claim in enumerate(order[:BEST], start=1) if claim in right]
    return sum((i + 1) / k for i, k in enumerate(hits)) / len(right) if right else 0.0


def first_is_right(order: Sequence[int], right: set[int]) -> float:
    """1 where the first is right."""
    return float(bool(order) and order[0] in right)


def recall(order: Sequence[int], right: set[int], k: int) -> float:
    """The share of the right ones among the first ``k``."""
    return len(set(order[:k]) & right) / len(right) if right else 0.0


def _average(score: Callable[..., float], orders: Sequence[tuple[Sequence[int], set[int]]]) -> float:
    return sum(score(order, right) for order, right in orders) / max(1, len(orders))


def _run(name: str, statements: Sequence[Row], answer: Callable[[Row], list[int]]) -> Result:
    result = Result(name)
    for statement in statements:
        with result.efforts.measured():
            result.answers[statement["id"]] = answer(statement)
    return result


def _said(row: Row) -> Said:
    return Said(row["text"], row.get("speaker") or "", row.get("context") or "")


def _ours(name: str, statements: Sequence[Row], ranked: dict[str, list[Ranked]]) -> Result:
    """The whole ranking, into ``ranked``; timed is what production does, which stops at what an editor would see."""
    result = Result(name)
    for statement in statements:
        with result.efforts.measured():
            rank(_said(statement), only_shown=True)
        ranked[statement["id"]] = rank(_said(statement))
        result.answers[statement["id"]] = [r.claim_id for r in ranked[statement["id"]]]
    return result


def _candidates(row: Row) -> list[int]:
    said = _said(row)
    terms = speaker_terms(said.speaker)
    found = find(CLAIMS, text=said.text, context=said.context, speaker_terms=terms, limit=CANDIDATES)
    return [candidate.pk for candidate in found.best]


def _shorn(rows: Sequence[Row], *names: str) -> list[Row]:
    return [{name: value for name, value in row.items() if name not in names} for row in rows]


def _more(ranked: Mapping[str, Sequence[Ranked]], labels: Gold, place: Mapping[str, int]) -> Iterator[str]:
    """Precision of what is shown, and the stance of linked pairs that were ranked."""
    right = {
        s: {place[claim]: label for claim, label in of.items() if claim in place} for s, of in labels.items()
    }
    shown = [r.claim_id in right[s] for s in right for r in ranked.get(s, ()) if r.shown]
    yield f"  shown: {len(shown):,}, precision {sum(shown) / max(1, len(shown)):.3f}"
    stances = [
        LABELS[right[s][r.claim_id]] == r.stance
        for s in right
        for r in ranked.get(s, ())
        if right[s].get(r.claim_id) in LABELS
    ]
    if stances:
        yield f"  stance of {len(stances):,} linked pairs that were ranked: accuracy {sum(stances) / len(stances):.3f}"


def _labels(links: Sequence[Row]) -> Gold:
    labels: Gold = defaultdict(dict)
    for link in links:
        labels[link["statement"]][link["claim"]] = link["label"]
    return dict(labels)


def _read(path: Path) -> list[Row]:
    # No NUL character, which no database text can hold.
    lines = path.read_text(encoding="utf8").replace("\\u0000", " ").split("\n")
    return [json.loads(line) for line in lines if line.strip()]
