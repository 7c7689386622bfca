"""The simulated desk's figures as a table and a picture: docs/learning.md has the first between two marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.curves import Panel, picture
from benchmarks.learning import AFTER, mean, worse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from benchmarks.learning import Figures, Run

PAGE, PICTURE = "learning.md", "learning.svg"
BEGIN, END = "<!-- figures: python -m benchmarks learning -->", "<!-- end of figures -->"
MEASURES = {"MAP@5": "map5", "log loss": "loss", "precision of what is shown": "precision"}


def lines(found: Mapping[str, Sequence[Run]], begun: Mapping[str, Figures]) -> Iterator[str]:
    """The table, as Markdown."""
    yield "| desk | measure | " + " | ".join(map(str, AFTER)) + " | swaps in nights | made worse |"
    yield "|---|---|" + "---:|" * (len(AFTER) + 2)
    for name, runs in found.items():
        swaps, nights = sum(len(run.swaps) for run in runs), sum(run.nights for run in runs)
        for measure, attribute in MEASURES.items():
            values = " | ".join(_written(mean(runs, after), attribute) for after in AFTER)
            tail = f"{swaps} in {nights} | {worse(runs, begun[name])}" if attribute == "map5" else " | "
            yield f"| {name if attribute == 'map5' else ''} | {measure} | {values} | {tail} |"


def write(folder: Path, found: Mapping[str, Sequence[Run]], begun: Mapping[str, Figures]) -> None:
    """Writes the picture, and the table into the page. Raises ValueError for a page without the marks."""
    page = folder / PAGE
    text = page.read_text(encoding="utf8")
    before, _, rest = text.partition(BEGIN)
    _, mark, after = rest.partition(END)
    if not mark:
        raise ValueError(f"{page} has no place for the figures: {BEGIN} ... {END}")
    table = "\n".join(lines(found, begun))
    page.write_text(f"{before}{BEGIN}\n\n{table}\n\n{mark}{after}", encoding="utf8")
    panels = [
        Panel(
            measure,
            [
                [getattr(figures, attribute) if figures else None for figures in _means(runs)]
                for runs in found.values()
            ],
        )
        for measure, attribute in MEASURES.items()
    ]
    (folder / PICTURE).write_text(
        picture(
            title="A simulated desk that learns",
            description="MAP@5, log loss and precision on held-out statements after 0, 25, 100, 200 and 400 decisions, "
            "for four desks. The table in learning.md has the same numbers.",
            across="decisions",
            steps=AFTER,
            names=list(found),
            panels=panels,
        ),
        encoding="utf8",
    )


def _means(runs: Sequence[Run]) -> list[Figures | None]:
    return [mean(runs, after) for after in AFTER]


def _written(figures: Figures | None, attribute: str) -> str:
    return f"{getattr(figures, attribute):.3f}".lstrip("0") if figures else "–"
