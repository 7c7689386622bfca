"""Shares over time as a line in a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, HEIGHT = 600, 120


@dataclass(frozen=True)
class Curve:
    """A line of shares from 0 (bottom) to 1 (top), in a picture of WIDTH by HEIGHT."""

    name: str
    points: list[tuple[float, float]]

    @property
    def line(self) -> str:
        """The points as an SVG polyline has them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


def curve(name: str, shares: Sequence[float | None]) -> Curve:
    """The line through the shares that are known, evenly spaced; None leaves its place out."""
    step = WIDTH / max(1, len(shares) - 1)
    return Curve(
        name,
        [
            (round(number * step, 1), round(HEIGHT * (1 - share), 1))
            for number, share in enumerate(shares)
            if share is not None
        ],
    )
