"""Residue of a page that is no part of its story: captions, share buttons, newsletter lines, headlines printed twice."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from extraction.wordlists import phrase_set

if TYPE_CHECKING:
    from extraction.reading import Span

LINE = re.compile(r"[^\r\n\u2028\u2029]+")
STAMP = re.compile(r"(?:^|(?<=\s))date \d{4}-\d\d-\d\d(?= )")
SENTENCE_END = re.compile(r"[.!?][”\"’]?\s+(?=[A-Z“\"])")
SHORT = 300
"""Characters within which a line may be a headline or a button."""
CREDIT = re.compile(
    r"\((?:photo|image|picture|video|illustration|credit|file|archive)\b[^()\n]{0,120}(?:\([^()\n]{0,80}\)[^()\n]{0,60})?\)",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"^\s*(?:file photo|file\s*[-–—:]|photos?:|image:|picture:|video:|caption:|(?:a|an|the|this) (?:file )?(?:photo|photograph|picture|image)s?"
    r" (?:of|taken|shows?|provided|released))",
    re.IGNORECASE,
)
CAPTION_END = re.compile(
    r"(?:file photo|handout|/(?:afp|ap|reuters|epa|getty images|shutterstock|getty|ap photo)|getty images|via (?:ap|reuters|afp))[\s.)]*$",
    re.IGNORECASE,
)


@cache
def _button() -> re.Pattern[str]:
    """Sentences that ask the reader to do something with the page."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(phrase_set('page_phrases'))))})\b", re.IGNORECASE)


def stretches(text: str) -> list[Span]:
    """The stretches to pass over, sorted, as offsets; no statement is read out of them."""
    lines = [m.span() for m in LINE.finditer(text)]
    printed = Counter(_same(text, a, b) for a, b in lines if b - a <= 4 * SHORT)
    seen: set[str] = set()
    out: list[Span] = []
    if len(lines) > 1 and _is_headline(text, *lines[0]):
        out.append(lines[0])
    for a, b in lines[len(out) :]:
        key = _same(text, a, b) if b - a <= 4 * SHORT else ""
        again = key in seen
        seen.add(key)
        if key and (again or (printed[key] > 1 and not _is_sentence(text, a, b)) or _is_caption(text, a, b)):
            out.append((a, b))
            continue
        out += [m.span() for m in STAMP.finditer(text, a, b)]
        out += [(_sentence_start(text, a, m.start()), m.end()) for m in CREDIT.finditer(text, a, b)]
        out += _buttons(text, a, b)
    return sorted(out)


def _same(text: str, a: int, b: int) -> str:
    """What two printings of one line share."""
    return " ".join(text[a:b].split()).lower()


def _is_headline(text: str, a: int, b: int) -> bool:
    """Whether the first line is the story's title: what it says in short, the story says in full, with who said it."""
    return (
        b - a <= SHORT
        and not _is_sentence(text, a, b)
        and not text[a:b].rstrip().endswith((":", ",", ";", "—", "-"))
    )


def _is_sentence(text: str, a: int, b: int) -> bool:
    line = text[a:b].rstrip()
    return line.rstrip("\"'”’").endswith((".", "!", "?", "…")) or line.endswith((",”", ',"'))


def _is_caption(text: str, a: int, b: int) -> bool:
    line = text[a:b]
    if CAPTION.match(line) is not None:
        return True
    return b - a <= SHORT and CAPTION_END.search(line[-60:]) is not None


def _sentence_start(text: str, a: int, i: int) -> int:
    """Where the caption before a credit at i begins: the sentence that ends there, not the paragraph before it."""
    floor = max(a, i - SHORT)
    ends = [m.end() for m in SENTENCE_END.finditer(text, floor, max(floor, i - 3))]
    return ends[-1] if ends else floor


def _buttons(text: str, a: int, b: int) -> list[Span]:
    """Newsletter sentences: from the phrase to the end of its sentence."""
    out: list[Span] = []
    for found in _button().finditer(text, a, b):
        start = found.start()
        before = text[max(a, start - 2) : start].strip()
        if out and start < out[-1][1]:
            continue
        if start > a and before not in ("", ".", "!", "?", "|", "”", '"') and not found.group()[0].isupper():
            continue
        if text[max(a, start - 3) : start].rstrip(" ")[-1:] in ("", ".", "!", "?", "|", "”", '"', "\xa0"):
            stop = re.compile(r"[.!?](?=\s|$)").search(text, found.end(), min(b, found.end() + SHORT))
            out.append((start, stop.end() if stop else min(b, found.end() + SHORT)))
    return out
