"""A simulated desk that learns: its suggestions after 25, 100, 200 and 400 decisions, on statements nobody decided.

An editor goes through statements in random order, by the answers that the collection of links has; every 25 decisions
make a night, on which production's own rule (matching/learn.py) refits. Features come from production's own ranking.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from matching.features import FEATURES
from matching.learn import Vector, refit
from matching.lessons import Labelled, choose
from matching.score import Coefficient, Model, Regression
from training.link_desks import Desk, Table, examples, read, table, unrelated
from training.link_fit import fit_rows
from training.link_folds import Rows, chosen_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

AFTER = (0, 25, 100, 200, 400)
NIGHT = 25
BEST = 5
FOUND = 0.9
"""Of the right claims that were not shown, so many an editor finds who looks before saying that nothing else fits."""
FLOOR = 1e-6
WORSE = 0.002
"""Nats of log loss from which on a swap counts as having made it worse."""
Candidates = dict[str, tuple[Vector, Vector]]


@dataclass(frozen=True)
class Editor:
    """How an editor works, and which statements there are to go through."""

    name: str
    start: Model
    stream: Sequence[str]
    marks: bool


@dataclass(frozen=True)
class Figures:
    """Quality on held-out statements: MAP@5; log loss in nats of the best five; precision of what is shown, and how
    many are shown.
    """

    map5: float
    loss: float
    precision: float
    shown: float


@dataclass
class Run:
    """What became of one simulated desk: figures after so many decisions, and what each swap did."""

    after: dict[int, Figures] = field(default_factory=dict)
    swaps: list[Figures] = field(default_factory=list)
    nights: int = 0


def measure(folder: Path, *, seeds: int) -> tuple[dict[str, list[Run]], dict[str, Figures]]:
    """The runs by editor, and the figures of where each began. ``folder``: as training/fit_links.py has it."""
    claims, train, dev = read(folder / "claims.jsonl"), examples(folder / "train"), examples(folder / "dev")
    held_out = _grouped(table([Desk(claims, [*dev, *unrelated(dev)])]))
    rows = table([Desk(claims, [*train, *unrelated(train)])])
    gold = {example.name: len(example.right) for example in dev}
    found: dict[str, list[Run]] = {}
    begun: dict[str, Figures] = {}
    for editor in _editors(rows, [example.name for example in train]):
        begun[editor.name] = figures(editor.start, held_out, gold)
        found[editor.name] = [
            simulate(editor, _grouped(rows), held_out, gold, claims=len(claims), seed=seed)
            for seed in range(seeds)
        ]
    return found, begun


def _editors(rows: Table, matching: Sequence[str]) -> Iterable[Editor]:
    """Two beginnings: coefficients fitted on a third of the statements, and ones that know nothing but the sense of
    each feature; and two editors, one who says where nothing else fits and one who never does.
    """
    here = set(rows.names)
    known = [name for name in matching if name in here]
    strangers = sorted({name for name in here if name.startswith("unrelated")})
    third = {*known[::3], *strangers[::3]}
    fitted = _fitted(rows, third)
    rest = [name for name in (*known, *strangers) if name not in third]
    for marks in (True, False):
        how = "says where nothing else fits" if marks else "only answers"
        yield Editor(f"fitted start, {how}", fitted, rest, marks)
        yield Editor(f"blind start, {how}", _blind(fitted), [*known, *strangers], marks)


def _fitted(rows: Table, names: set[str]) -> Model:
    own = Rows.of(rows)
    own = own[np.isin(own.names, list(names))]
    fitted = fit_rows(own.x[own.matched], own.y[own.matched])
    parts = zip(FEATURES, fitted.weights, fitted.mean, fitted.deviation, strict=True)
    coefficients = {name: Coefficient(float(w), float(m), float(d)) for name, w, m, d in parts}
    regression = Regression(fitted.intercept, coefficients, chosen_from(own))
    return Model("start", regression, regression)


def _blind(other: Model) -> Model:
    """Every standardised feature weighs the same."""
    coefficients = {
        name: Coefficient(
            (-0.3 if name.endswith("missing") else 0.3) / max(c.deviation, 0.01), c.mean, c.deviation
        )
        for name, c in other.large.coefficients.items()
    }
    intercept = -5.5 - sum(c.weight * c.mean for c in coefficients.values())
    regression = Regression(intercept, coefficients)
    return Model("start", regression, regression)


def simulate(
    editor: Editor,
    candidates: Candidates,
    held_out: Candidates,
    gold: Mapping[str, int],
    *,
    claims: int,
    seed: int,
) -> Run:
    """One desk, from its first decision to the end of its statements."""
    rng, model, run = random.Random(seed), editor.start, Run()
    stream = rng.sample(list(editor.stream), len(editor.stream))
    shown: list[Labelled] = []
    reviewed: list[Labelled] = []
    decisions, night, waiting = 0, NIGHT, list(AFTER)
    for number, name in enumerate(stream):
        x, y = candidates[name]
        chances = _chances(model, x)
        for rank, i in enumerate(np.argsort(-chances, kind="stable")):
            row = Labelled(number, claims, dict(zip(FEATURES, map(float, x[i]), strict=True)), bool(y[i]))
            if rank < BEST and chances[i] >= model.large.shown_from:
                decisions += 1
                shown.append(row)
                reviewed += [row] if editor.marks else []
            elif editor.marks:
                seen = row.right and rng.random() < FOUND
                decisions += seen
                reviewed.append(Labelled(number, claims, row.features, seen))
        if decisions >= night:
            night = (decisions // NIGHT + 1) * NIGHT
            model = _refitted(editor, model, shown, reviewed, run)
            if len(run.swaps) < int(model.version.partition("+")[2] or 0):
                run.swaps.append(figures(model, held_out, gold))
        while waiting and decisions >= waiting[0]:
            run.after[waiting.pop(0)] = figures(model, held_out, gold)
    return run


def _refitted(
    editor: Editor, model: Model, shown: Sequence[Labelled], reviewed: Sequence[Labelled], run: Run
) -> Model:
    """The model after a night: as production decides it (claims/refit.py)."""
    chosen = choose(shown=shown, reviewed=reviewed)
    if chosen is None:
        return model
    run.nights += 1
    found = refit(chosen.rows, shipped=editor.start, in_use=model, penalty=chosen.penalty)
    return (
        editor.start.moved(f"start+{len(run.swaps) + 1}", found.moves)
        if found.is_better(chosen.errors)
        else model
    )


def figures(model: Model, held_out: Candidates, gold: Mapping[str, int]) -> Figures:
    """The figures of a model; ``gold``: how many claims are right for each statement that has any."""
    total, losses, shown = 0.0, [], []
    for name, (x, y) in held_out.items():
        chances = _chances(model, x)
        best = np.argsort(-chances, kind="stable")[:BEST]
        hits = [k for k, i in enumerate(best, start=1) if y[i]]
        if name in gold:
            total += sum((i + 1) / k for i, k in enumerate(hits)) / gold[name]
        p = np.clip(chances[best], FLOOR, 1 - FLOOR)
        losses.append(-np.log(np.where(y[best] > 0, p, 1 - p)))
        shown += [bool(y[i]) for i in best if chances[i] >= model.large.shown_from]
    loss = float(np.concatenate(losses).mean())
    return Figures(total / len(gold), loss, sum(shown) / max(1, len(shown)), float(len(shown)))


def _chances(model: Model, x: Vector) -> Vector:
    weights = np.array([model.large.coefficients[name].weight for name in FEATURES])
    return np.asarray(1 / (1 + np.exp(-np.clip(x @ weights + model.large.intercept, -500, 500))))


def _grouped(rows: Table) -> Candidates:
    """Each statement's candidates: features, and 1 for each right one."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(rows.names):
        places.setdefault(name, []).append(place)
    x, y = np.array(rows.rows), np.array(rows.right, dtype=float)
    return {name: (x[own], y[own]) for name, own in places.items()}


def mean(runs: Sequence[Run], after: int) -> Figures | None:
    """The mean figures after so many decisions, of the runs that came so far; None where none did."""
    found = [run.after[after] for run in runs if after in run.after]
    if not found:
        return None
    return Figures(
        *(
            float(np.mean([getattr(f, name) for f in found]))
            for name in ("map5", "loss", "precision", "shown")
        )
    )


def worse(runs: Sequence[Run], begun: Figures) -> int:
    """How many swaps left the held-out log loss worse than the start's."""
    return sum(swap.loss > begun.loss + WORSE for run in runs for swap in run.swaps)
