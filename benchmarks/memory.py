"""Does a worker that reads for days keep its size? Articles of made-up words, so that each brings words never seen."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.stories import Writer
from extraction.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

PARAGRAPHS = 8
FORMS = (
    "{name}, the {role}, said that {said}.",
    "“{Said},” said {name}, a {role} at the port.",
    "{Said}, according to the {role}.",
    "{Said}. He told {name} that {other}.",
)
ROLES = ("minister", "mayor", "harbour master", "spokesman", "professor")


def measure(pipeline: str, *, articles: int, seed: int = 1) -> Iterator[str]:
    """One line a thousand articles: resident memory in MB, and the words and statements read by then."""
    rng = np.random.default_rng(seed)
    writer = Writer(rng, stories=1)
    reader = Reader.on(pipeline)
    reader.read(_article(writer, rng))
    yield f"{'articles':>9} {'words':>10} {'statements':>11} {'resident':>9} {'processor':>10}"
    words = statements = 0
    start = time.process_time()
    for n in range(1, articles + 1):
        text = _article(writer, rng)
        words += len(text.split())
        statements += len(reader.read(text).statements)
        if n % 1000 == 0 or n in (10, 100) or n == articles:
            took = time.process_time() - start
            yield f"{n:>9,} {words:>10,} {statements:>11,} {_resident():>6.0f} MB {took:>8.0f} s"


def _article(writer: Writer, rng: np.random.Generator) -> str:
    sentences = iter(writer.sentences(np.full(2 * PARAGRAPHS, -1), median=14))
    rows = []
    for form in rng.integers(len(FORMS), size=PARAGRAPHS):
        said, other = next(sentences), next(sentences)
        role = ROLES[int(rng.integers(len(ROLES)))]
        rows.append(
            FORMS[form].format(
                name=writer.name(), role=role, said=said, other=other, Said=said[:1].upper() + said[1:]
            )
        )
    return "\n\n".join(rows)


def _resident() -> float:
    """Megabytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
