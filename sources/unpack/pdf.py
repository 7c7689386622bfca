"""The text of a PDF (pypdf): its lines made paragraphs again, page numbers and running heads left out."""

from __future__ import annotations

import io
import re
from collections import Counter
from typing import TYPE_CHECKING

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from sources.unpack.found import Found, Unreadable, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_PAGES = 300
PICTURES_OF_PAGES = 20
"""A page with fewer letters has no text of its own."""
NUMBER = re.compile(r"\s*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.IGNORECASE)
DIGITS = re.compile(r"\d+")
ENDED = (".", "!", "?", "”", '"', "’", ":", "…")
SHORT_LINE = 0.75
"""A line that fills less of the column than this and ends a sentence ends a paragraph."""
HYPHENED = re.compile(r"[a-z]-$")


def unpack(data: bytes) -> Found:
    """Raises Unreadable for a PDF that is locked, broken, too long, or only pictures of pages."""
    try:
        pages = _pages(data)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise Unreadable(gettext_noop("This PDF is damaged, so its text cannot be read.")) from error
    written = [page for page in pages if sum(c.isalpha() for c in page) >= PICTURES_OF_PAGES]
    if not written:
        raise Unreadable(
            gettext_noop(
                "This PDF holds pictures of pages and no text. Run it through text recognition (OCR) first."
            )
        )
    left_out = len(pages) - len(written)
    notes = [f"{left_out} of {len(pages)} pages have no text: pictures, or nothing."] if left_out else []
    return Found(
        _paragraphs(_without_running_heads([page.split("\n") for page in written])), notes=tuple(notes)
    )


def _pages(data: bytes) -> list[str]:
    reader = PdfReader(io.BytesIO(data))
    if reader.is_encrypted and not _opens(reader):
        raise Unreadable(
            gettext_noop("This PDF is locked with a password. Save it without one, and bring that.")
        )
    count = len(reader.pages)
    if count > MOST_PAGES:
        raise Unreadable(f"This PDF has {count:,} pages; {MOST_PAGES} are read. Bring the pages that matter.")
    return [page.extract_text() for page in reader.pages]


def _opens(reader: PdfReader) -> bool:
    """Many are locked against changes only, and open with an empty password."""
    try:
        return bool(reader.decrypt(""))
    except (DependencyError, NotImplementedError):
        return False


def _without_running_heads(pages: Sequence[list[str]]) -> list[str]:
    """All lines, without page numbers, and without first and last lines that most pages share."""
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:2], *page[-2:])})
    often = max(3, len(pages) // 2 + 1)
    kept = []
    for page in pages:
        for n, line in enumerate(page):
            at_edge = n < 2 or n >= len(page) - 2  # noqa: PLR2004 - as above
            if not (at_edge and (NUMBER.match(line) or edges[_key(line)] >= often)):
                kept.append(line.rstrip())
    return kept


def _key(line: str) -> str:
    return DIGITS.sub("0", " ".join(line.split()).casefold())


def _paragraphs(lines: Sequence[str]) -> str:
    """Lines joined where a sentence goes on, words joined that were parted at the end of a line."""
    width = max((len(line) for line in lines), default=0)
    out: list[str] = []
    for paragraph in _runs(lines, width):
        text = paragraph[0].strip()
        for line in paragraph[1:]:
            text = (
                text[:-1] + line.strip()
                if HYPHENED.search(text) and line.strip()[:1].islower()
                else f"{text} {line.strip()}"
            )
        out.append(" ".join(text.split()))
    return "\n\n".join(out)


def _runs(lines: Sequence[str], width: int) -> Iterable[list[str]]:
    """Lines that make one paragraph: up to a blank line, or to a short line that ends a sentence or heads a text."""
    run: list[str] = []
    for line in lines:
        if not line.strip():
            if run:
                yield run
            run = []
            continue
        run.append(line)
        if len(line) < SHORT_LINE * width and (line.endswith(ENDED) or len(run) == 1):
            yield run
            run = []
    if run:
        yield run
