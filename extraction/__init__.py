"""Reading one article: who said what, where, and by which way it came. Pure: no Django, no Celery.

    reader = load("en_news_ud_xs")
    reading = reader.read(text)

Importing this package does not import spaCy; calling `load` does. No spaCy object ever leaves the package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.reading import GAP, Name, Reading, Residue, Section, Span, Statement, Unreadable

if TYPE_CHECKING:
    from extraction.reader import Reader

__all__ = ["GAP", "Name", "Reading", "Residue", "Section", "Span", "Statement", "Unreadable", "load"]


def load(pipeline: str) -> Reader:
    """A reader on the installed spaCy pipeline of that name (or path); takes a second or two, so keep the reader.

    Raises OSError, naming the SPACY_PIPELINE setting, when no such pipeline is installed.
    """
    from extraction.reader import Reader

    return Reader.on(pipeline)
