"""How the reader does on sentences made for single phenomena: right means every statement with all that belongs to it.

The sentences stand in tests/extraction/made/statements.txt with their readings; its head says how they are written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extraction import Reading, Statement
    from extraction.reader import Reader

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "extraction" / "made"
KINDS = frozenset({"direct", "mixed"})


@dataclass(frozen=True, slots=True)
class Expected:
    """One statement as it must be read; `affiliation` is compared only where the file gives one."""

    speaker: str | None
    type: str | None
    via: tuple[str, ...]
    kind: str
    polarity: str
    modality: str
    parent: int | None
    content: str
    affiliation: str | None = None


@dataclass(slots=True)
class Case:
    """A made text: `form` is to be read so, a trap only tempts."""

    phenomenon: str
    text: str
    form: bool
    expected: list[Expected] = field(default_factory=list)


def cases(path: Path = FOLDER / "statements.txt") -> list[Case]:
    """The made texts in the file's order. Raises ValueError, naming the line, for one that is not written so."""
    out: list[Case] = []
    phenomenon = ""
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), start=1):
        if line.startswith("== "):
            phenomenon = line[3:].strip()
        elif line.startswith(("+ ", "! ")):
            text = line[2:].strip().replace(" ¶ ", "\n\n").replace(" ⏎ ", "\n")
            out.append(Case(phenomenon, text, form=line[0] == "+"))
        elif line.startswith("  ") and out:
            out[-1].expected.append(_expected(line, number))
        elif line.strip() and not line.startswith("#"):
            raise ValueError(f"{path.name}, line {number}: neither a form, a trap nor a statement")
    return out


def known_wrong(path: Path = FOLDER / "known_wrong.txt") -> list[str]:
    """The texts that are known to be read wrong."""
    lines = path.read_text(encoding="utf8").splitlines()
    return [
        line.replace(" ¶ ", "\n\n").replace(" ⏎ ", "\n")
        for line in lines
        if line and not line.startswith("#")
    ]


def _expected(line: str, number: int) -> Expected:
    cells = [cell.strip() for cell in line.split(" | ")]
    if len(cells) not in (5, 6):
        raise ValueError(f"line {number}: a statement has five cells, or six with the affiliation")
    speaker, type_, via, tags, content = cells[:5]
    marks = set() if tags == "-" else set(tags.split())
    inside = next((tag for tag in marks if tag.startswith("in=")), None)
    rest = marks - KINDS - {"denied"} - {inside}
    return Expected(
        speaker=None if speaker == "-" else speaker,
        type=None if type_ == "-" else type_,
        via=() if via == "-" else tuple(via.split(";")),
        kind=next(iter(marks & KINDS), "indirect"),
        polarity="denied" if "denied" in marks else "asserted",
        modality=next(iter(str(tag) for tag in rest), "asserts"),
        parent=int(inside[3:]) if inside else None,
        content=_bare(content),
        affiliation=cells[5] if len(cells) == 6 else None,
    )


def _bare(content: str) -> str:
    return content.rstrip(".,;!… ")


def read_as(statement: Statement, *, affiliation: bool) -> Expected:
    """What was read, in the shape of what is expected."""
    return Expected(
        speaker=statement.speaker,
        type=statement.speaker_type,
        via=statement.via,
        kind=statement.kind,
        polarity=statement.polarity,
        modality=statement.modality,
        parent=statement.parent,
        content=_bare(statement.content),
        affiliation=statement.affiliation if affiliation else None,
    )


def found(case: Case, reading: Reading) -> list[Expected]:
    """The reading of the case's text, comparable with what it expects."""
    wanted = [e.affiliation is not None for e in case.expected] + [False] * len(reading.statements)
    return [read_as(s, affiliation=w) for s, w in zip(reading.statements, wanted, strict=False)]


def is_right(case: Case, reading: Reading) -> bool:
    """Every statement is there with its speaker, way, kind, polarity, modality and parent, and no other one."""
    return found(case, reading) == case.expected


def table(reader: Reader, made: Iterable[Case]) -> Iterator[str]:
    """The lines to print: phenomenon, right of all forms, right of all traps; then what is read wrong."""
    rows: dict[str, list[tuple[bool, bool]]] = {}
    wrong = []
    for case in made:
        reading = reader.read(case.text)
        right = is_right(case, reading)
        rows.setdefault(case.phenomenon, []).append((case.form, right))
        if not right:
            wrong.append((case, found(case, reading)))
    yield f"{'phenomenon':14s} {'forms':>8s} {'traps':>8s}"
    for name, done in rows.items():
        forms, traps = [r for form, r in done if form], [r for form, r in done if not form]
        yield f"{name:14s} {sum(forms):>4d}/{len(forms):<3d} {sum(traps):>4d}/{len(traps):<3d}"
    every = [r for done in rows.values() for _, r in done]
    yield f"right: {sum(every)} of {len(every)} ({100 * sum(every) / max(1, len(every)):.1f} %)"
    for case, read in wrong:
        yield f"\nwrong ({case.phenomenon}): {case.text}"
        yield from (f"  expected {e}" for e in case.expected if e not in read)
        yield from (f"  read     {e}" for e in read if e not in case.expected)
