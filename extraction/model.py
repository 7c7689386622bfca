"""The four small networks as a plain table of weights: is it a cue, which content, which speaker, is it right?

Each feature has a weight of its own and a few for the hidden units; a score is the sum of the own weights plus the
rectified sums of the others. Weights are stored as whole hundredths.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from extraction.features import Features

PARTS = ("cue", "content", "speaker", "final")
SCALE = 100


def probability(z: float) -> float:
    """The logistic of a score."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def softmax(scores: Sequence[float]) -> list[float]:
    """The scores as probabilities that add up to 1."""
    top = max(scores)
    powers = [math.exp(z - top) for z in scores]
    total = sum(powers)
    return [p / total for p in powers]


@dataclass(frozen=True, slots=True)
class Network:
    """One network: the number of each feature's row, the rows (own weight first), and what each hidden unit counts."""

    number: Mapping[str, int]
    rows: NDArray[np.float32]
    out: NDArray[np.float32]

    @classmethod
    def of(cls, names: Sequence[str], rows: NDArray[Any], out: NDArray[Any]) -> Network:
        """A network from the features' names and rows, in the same order."""
        return cls(
            {name: n for n, name in enumerate(names)},
            np.ascontiguousarray(rows, np.float32),
            np.asarray(out, np.float32),
        )

    @classmethod
    def empty(cls) -> Network:
        """A network that gives everything the score 0."""
        return cls.of(["bias"], np.zeros((1, 1)), np.zeros(0))

    def scores(self, batch: Sequence[Features]) -> list[float]:
        """The score of each list of features; features it does not know count nothing."""
        if not batch:
            return []
        get = self.number.get
        flat: list[int] = []
        starts: list[int] = []
        for features in batch:
            starts.append(len(flat))
            flat += [n for n in map(get, features) if n is not None] or [-1]
        sums = np.add.reduceat(self.rows[np.array(flat)], np.array(starts))
        return [float(x) for x in sums[:, 0] + np.maximum(sums[:, 1:], 0) @ self.out]

    def saved(self) -> dict[str, Any]:
        """As plain data for JSON."""
        rows = np.rint(self.rows * SCALE).astype(int)
        names = sorted(self.number)
        kept = {name: rows[self.number[name]].tolist() for name in names if rows[self.number[name]].any()}
        return {"out": [round(float(x), 4) for x in self.out], "rows": kept}

    @classmethod
    def loaded(cls, data: Mapping[str, Any]) -> Network:
        """From what `saved` gave."""
        rows = np.array(list(data["rows"].values()), np.float32) / SCALE
        return cls.of(list(data["rows"]), rows, np.array(data["out"]))


@dataclass(frozen=True, slots=True)
class Model:
    """The networks, and `about`: on what, when and how well they were fitted, and the threshold that was chosen."""

    cue: Network
    content: Network
    speaker: Network
    final: Network
    about: Mapping[str, Any] = field(default_factory=dict)

    @property
    def threshold(self) -> float:
        """The confidence from which a statement is worth keeping."""
        return float(self.about.get("threshold", 0.4))

    @classmethod
    def shipped(cls) -> Model:
        """The model that comes with the package."""
        return cls._of(json.loads((files("extraction") / "data" / "weights.json").read_text(encoding="utf8")))

    @classmethod
    def load(cls, path: Path) -> Model:
        """A model from a file that `save` wrote."""
        return cls._of(json.loads(path.read_text(encoding="utf8")))

    @classmethod
    def _of(cls, data: Mapping[str, Any]) -> Model:
        cue, content, speaker, final = (Network.loaded(data[part]) for part in PARTS)
        return cls(cue, content, speaker, final, data["about"])

    def save(self, path: Path) -> None:
        """Writes the weights as JSON, sorted, a feature a line."""
        text = json.dumps(
            {"about": self.about} | {part: getattr(self, part).saved() for part in PARTS}, indent=0
        )
        path.write_text(_one_row_a_line(text) + "\n", encoding="utf8")


def _one_row_a_line(text: str) -> str:
    """Joins the lines between square brackets."""
    lines: list[str] = []
    inside = False
    for line in text.split("\n"):
        if inside:
            lines[-1] += line
        else:
            lines.append(line)
        inside = line.endswith("[") or (inside and not line.startswith("]"))
    return "\n".join(lines)
