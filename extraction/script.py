"""Interviews and transcripts: "MR. HALVORSEN: It is closed.", "Q: ... A: ...". Each turn is its speaker's own words.

A text is one where at least three lines begin with a label and a colon, most of them with a sentence behind it, and a
label comes twice: a box of facts ("Age: 34") has each of its labels once. What stands between two turns without a label
of its own goes on the turn before; what follows the last turn's paragraph does not. Needs no spaCy.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.lines import Line, lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.reading import Residue, Span

NAME = r"[^\W\d_][\w.’'-]*"
LABEL = re.compile(
    rf"\s*(?P<label>[QA](?=[.:])|{NAME}(?: (?:of|the|de|van|von|bin|al)\b| {NAME}){{0,5}}"
    r"(?:,? ?\([^()\n]{1,40}\))?)\s?(?P<mark>[.:])\s+(?=\S)"
)
ASKING = frozenset(
    {"q", "question", "questioner", "journalist", "reporter", "interviewer", "moderator", "host"}
)
ANSWERING = frozenset({"a", "answer"})
SMALL = frozenset({"of", "the", "de", "van", "von", "bin", "al"})
STAGE = re.compile(r"\s*[(\[][^()\[\]\n]{0,200}[)\]]\s*$")
FEWEST, FEWEST_QA = 3, 2
"""Turns of a script; with "Q" and "A" two are enough."""
SENTENCES = 0.6
"""Share of the turns that must end as sentences do."""
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says until the next one speaks: the offsets of the label, of its colon and of each paragraph."""

    label: Span
    mark: Span
    spans: tuple[Span, ...]
    asks: bool
    """Somebody who only asks, and is not named."""
    answers: bool
    """ "A": whoever is interviewed."""


def turns(text: str, page: Sequence[Residue] = ()) -> list[Turn]:
    """The turns of a text that is a script, in order; none where it is no script. Linear in its length."""
    passed_over = {piece.span for piece in page}
    lines = [line for line in lines_of(text) if (line.start, line.end) not in passed_over]
    labelled = [(n, found) for n, line in enumerate(lines) if (found := _label(line))]
    if not _is_script([(lines[n], found) for n, found in labelled]):
        return []
    ends = [n for n, _ in labelled[1:]] + [labelled[-1][0] + 1]
    return [_turn(lines[n:end], found) for (n, found), end in zip(labelled, ends, strict=True)]


def _label(line: Line) -> re.Match[str] | None:
    """The label of a line: a role or a name, all of it in capitals or each word with one."""
    found = LABEL.match(line.text[: LONGEST_LABEL + 10])
    if found is None or (found["mark"] == "." and found["label"] not in ("Q", "A")):
        return None
    words = [word for word in re.findall(NAME, found["label"].split("(")[0]) if word not in SMALL]
    return found if words and all(word[:1].isupper() for word in words) else None


def _is_script(labelled: Sequence[tuple[Line, re.Match[str]]]) -> bool:
    names = Counter(found["label"].lower() for _, found in labelled)
    plainly = {"q", "a"} <= set(names) or {"question", "answer"} <= set(names)
    if len(labelled) < (FEWEST_QA if plainly else FEWEST) or len(names) < 2:
        return False
    whole = sum(line.is_sentence for line, _ in labelled)
    return (plainly or max(names.values()) > 1) and whole >= SENTENCES * len(labelled)


def _turn(lines: Sequence[Line], found: re.Match[str]) -> Turn:
    first = lines[0]
    label = found["label"].lower()
    spans = [(first.start + found.end(), first.end)]
    spans += [(line.start, line.end) for line in lines[1:] if line.is_sentence and not STAGE.match(line.text)]
    return Turn(
        label=(first.start + found.start("label"), first.start + found.end("label")),
        mark=(first.start + found.start("mark"), first.start + found.end("mark")),
        spans=tuple(spans),
        asks=label in ASKING,
        answers=label in ANSWERING,
    )
