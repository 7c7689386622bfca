"""Makes annotated records from the lines of made_lessons.txt, in the form of the annotated articles.

Each line becomes several short texts with different fillings. The same seed gives the same texts.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = Path(__file__).with_name("made_lessons.txt")
TAG = re.compile(r"\[([SCQ])(\d?) |\]")
SLOT = re.compile(r"\{(\w+)\}")


def made_lessons(times: int = 6, seed: int = 5, file: Path = FILE) -> Iterator[dict[str, Any]]:
    """Records {"doc_id", "text", "statements"}: each line of the file `times` times. Raises KeyError at a wrong slot."""
    lists: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in file.read_text(encoding="utf8").splitlines():
        if line.startswith("= "):
            name = line[2:]
        elif line and not line.startswith("#"):
            lists[name].append(line)
    rng = random.Random(seed)
    forms = lists.pop("lines")
    for n, form in enumerate(forms * times):
        yield {"doc_id": f"made-{n}"} | annotated(filled(form, lists, rng))


def filled(form: str, lists: dict[str, list[str]], rng: random.Random) -> str:
    """The form with its slots filled; what begins the text begins with a capital."""
    text = SLOT.sub(lambda slot: rng.choice(dict(lists)[slot.group(1)]), form)
    first = next(i for i, c in enumerate(TAG.sub(lambda m: "\0" * len(m.group()), text)) if c.isalpha())
    return text[:first] + text[first].upper() + text[first + 1 :]


def annotated(marked: str) -> dict[str, Any]:
    """The text without its tags, and the statements that they mark."""
    text, last = "", 0
    spans: dict[str, dict[str, list[list[int]]]] = defaultdict(lambda: defaultdict(list))
    left: list[tuple[str, str, int]] = []
    for tag in TAG.finditer(marked):
        text += marked[last : tag.start()]
        last = tag.end()
        if tag.group(1):
            left.append((tag.group(1), tag.group(2), len(text)))
        else:
            kind, number, start = left.pop()
            spans[number][kind].append([start, len(text)])
    text += marked[last:]
    statements = [
        {
            "content_spans": found["Q"],
            "cue_span": found["C"][0],
            "speaker_spans": found["S"] or spans[""]["S"],
            "speech": True,
        }
        for found in spans.values()
        if found["C"] and found["Q"]
    ]
    return {"text": text, "statements": statements}
