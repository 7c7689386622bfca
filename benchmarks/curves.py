"""Curves as a picture that is read without colour, in light and dark, with its numbers in a table beside it."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH, PANEL, TOP, LEFT, GAP = 760, 150, 30, 52, 52
RIGHT = 16
DASHES = ("none", "7 4", "2 3", "9 3 2 3")
STYLE = """
  text { font: 12px system-ui, sans-serif; fill: #1c1e21 }
  .name { font-weight: 600 } .soft { fill: #5a6068 }
  .rule { stroke: #e4e0d8 } .line { fill: none; stroke-width: 2 } .paper { fill: #fbfaf7 }
  .c0 { stroke: #1f4e79 } .c1 { stroke: #a83232 } .c2 { stroke: #1b6e4a } .c3 { stroke: #855600 }
  .p0 { fill: #1f4e79 } .p1 { fill: #a83232 } .p2 { fill: #1b6e4a } .p3 { fill: #855600 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e9e7e2 } .soft { fill: #a9afb7 } .rule { stroke: #2c3038 } .paper { fill: #14161a }
    .c0 { stroke: #8fbbe6 } .c1 { stroke: #f08a80 } .c2 { stroke: #6fcf9f } .c3 { stroke: #e6b450 }
    .p0 { fill: #8fbbe6 } .p1 { fill: #f08a80 } .p2 { fill: #6fcf9f } .p3 { fill: #e6b450 }
  }
"""


@dataclass(frozen=True)
class Panel:
    """One measure over the same steps: a curve for each name, None where there is no value."""

    name: str
    curves: Sequence[Sequence[float | None]]


def picture(
    *,
    title: str,
    description: str,
    across: str,
    steps: Sequence[int],
    names: Sequence[str],
    panels: Sequence[Panel],
) -> str:
    """The SVG. ``steps``: what is along the bottom, evenly spaced; ``names``: one for each curve, in order."""
    height = TOP + len(panels) * (PANEL + GAP) + 18 * len(names) + 20
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="t d">',
        f'<title id="t">{escape(title)}</title><desc id="d">{escape(description)}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="paper" width="{WIDTH}" height="{height}"/>',
    ]
    for number, panel in enumerate(panels):
        parts += _panel(panel, steps, across, TOP + number * (PANEL + GAP))
    below = TOP + len(panels) * (PANEL + GAP) + 6
    for number, name in enumerate(names):
        y = below + 18 * number
        parts.append(
            f'<path class="line c{number}" stroke-dasharray="{DASHES[number]}" d="M{LEFT} {y}h40"/>'
            f"{_mark(number, LEFT + 20, y)}"
            f'<text x="{LEFT + 50}" y="{y + 4}">{escape(name)}</text>'
        )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _panel(panel: Panel, steps: Sequence[int], across: str, top: float) -> list[str]:
    values = [value for curve in panel.curves for value in curve if value is not None]
    low, high = min(values), max(values)
    room = (high - low) * 0.12 or 0.01
    low, high = low - room, high + room

    def place(step: int, value: float) -> tuple[float, float]:
        x = LEFT + step * (WIDTH - LEFT - RIGHT) / (len(steps) - 1)
        return round(x, 1), round(top + PANEL - (value - low) / (high - low) * PANEL, 1)

    parts = [f'<text class="name" x="{LEFT}" y="{top - 10}">{escape(panel.name)}</text>']
    for line in range(4):
        value = low + (high - low) * line / 3
        _, y = place(0, value)
        parts.append(f'<path class="rule" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>')
        parts.append(
            f'<text class="soft" x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{value:.3f}</text>'.replace(
                "0.", "."
            )
        )
    for number, step in enumerate(steps):
        x, _ = place(number, low)
        anchor = "middle" if 0 < number < len(steps) - 1 else "start" if number == 0 else "end"
        label = f"{step} {across}" if number == 0 else str(step)
        parts.append(
            f'<text class="soft" x="{x}" y="{top + PANEL + 18}" text-anchor="{anchor}">{label}</text>'
        )
    for number, curve in enumerate(panel.curves):
        points = [place(step, value) for step, value in enumerate(curve) if value is not None]
        path = "M" + "L".join(f"{x} {y}" for x, y in points)
        parts.append(f'<path class="line c{number}" stroke-dasharray="{DASHES[number]}" d="{path}"/>')
        parts += [_mark(number, x, y) for x, y in points]
    return parts


def _mark(number: int, x: float, y: float) -> str:
    """Each curve has points of a shape of its own."""
    shapes = (
        f'<circle class="p0" cx="{x}" cy="{y}" r="4"/>',
        f'<rect class="p1" x="{x - 4}" y="{y - 4}" width="8" height="8"/>',
        f'<path class="p2" d="M{x} {y - 5}l5 9h-10z"/>',
        f'<path class="p3" d="M{x} {y - 5}l5 5l-5 5l-5 -5z"/>',
    )
    return shapes[number]
