"""The four linear models as plain tables of weights; no library is needed to use them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from extraction.features import Features

Weights = Mapping[str, float]
PARTS = ("cue", "content", "speaker", "final")


def score(weights: Weights, features: Features) -> float:
    """The sum of the weights of the features that hold."""
    get = weights.get
    return sum(get(name, 0.0) * value for name, value in features.items())


def probability(z: float) -> float:
    """The logistic of a score."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def softmax(scores: list[float]) -> list[float]:
    """The scores as probabilities that add up to 1."""
    top = max(scores)
    powers = [math.exp(z - top) for z in scores]
    total = sum(powers)
    return [p / total for p in powers]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature name: is it a cue, which content, which speaker, is the statement right."""

    cue: Weights
    content: Weights
    speaker: Weights
    final: Weights

    @classmethod
    def shipped(cls) -> Model:
        """The model that comes with the package."""
        return cls._of(json.loads((files("extraction") / "data" / "weights.json").read_text(encoding="utf8")))

    @classmethod
    def load(cls, path: Path) -> Model:
        """A model from a file that `save` wrote."""
        return cls._of(json.loads(path.read_text(encoding="utf8")))

    @classmethod
    def _of(cls, tables: Mapping[str, Weights]) -> Model:
        return cls(*(tables[part] for part in PARTS))

    def save(self, path: Path, smallest: float = 0.1) -> None:
        """Writes the weights as JSON, sorted, without those nearer to nought than `smallest`."""
        tables = {
            part: {k: round(w, 3) for k, w in sorted(getattr(self, part).items()) if abs(w) >= smallest}
            for part in PARTS
        }
        path.write_text(json.dumps(tables, ensure_ascii=False, indent=0) + "\n", encoding="utf8")
