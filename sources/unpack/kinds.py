"""What kind of file it is: by its first bytes where they tell, else by its name."""

from __future__ import annotations

import re
from pathlib import PurePath

from sources.unpack.found import Unreadable, gettext_noop

TEXT, HTML, PDF, DOCX, EML, CSV, JSONL = "text", "html", "pdf", "docx", "eml", "csv", "jsonl"
BULK = frozenset({CSV, JSONL})
"""Kinds that hold many articles, a row each."""

ENDINGS = {
    ".txt": TEXT, ".text": TEXT, ".md": TEXT, ".html": HTML, ".htm": HTML, ".xhtml": HTML, ".pdf": PDF,
    ".docx": DOCX, ".eml": EML, ".csv": CSV, ".tsv": CSV, ".jsonl": JSONL, ".ndjson": JSONL,
}  # fmt: skip
PICTURE = gettext_noop("This is a picture. The desk reads text: run it through text recognition first.")
PACKED = gettext_noop("This is a packed file. Unpack it, and bring what is in it.")
REFUSED = {
    b"\xd0\xcf\x11\xe0": gettext_noop(
        "This is an old Word, Excel or Outlook file. Save it as .docx, or as .eml, and bring that."
    ),
    b"{\\rtf": gettext_noop(
        "This is a rich text file (.rtf). Save it as .docx or as plain text, and bring that."
    ),
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"GIF8": PICTURE,
    b"\x1f\x8b": PACKED,
    b"7z\xbc\xaf": PACKED,
    b"Rar!": PACKED,
}
ZIP, PDF_MARK = b"PK\x03\x04", b"%PDF-"
HEAD_BYTES = 1024
HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*\n(?:[ \t][^\n]*\n)*){3}")
MAIL_HEADER = re.compile(
    rb"^(?:from|subject|date|received|return-path|mime-version):", re.IGNORECASE | re.MULTILINE
)
MARKUP = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b", re.IGNORECASE | re.DOTALL)


def kind_of(name: str, data: bytes) -> str:
    """The kind of a file of this name. Raises Unreadable for an empty file and for kinds that the desk does not read."""
    if not data.strip():
        raise Unreadable(gettext_noop("This file is empty."))
    for mark, why in REFUSED.items():
        if data.startswith(mark):
            raise Unreadable(why)
    head = data[:HEAD_BYTES]
    if PDF_MARK in head:
        return PDF
    if data.startswith(ZIP):
        return _packed(data)
    ending = ENDINGS.get(PurePath(name.replace("\\", "/")).suffix.lower())
    if ending in (PDF, DOCX):
        raise Unreadable(
            f"This is called {ending.upper()}, but it is not such a file. Was it cut off on its way?"
        )
    if ending is not None:
        return ending
    if MARKUP.match(head):
        return HTML
    return EML if HEADER.match(data) and MAIL_HEADER.search(head) else TEXT


def _packed(data: bytes) -> str:
    """Which of the kinds that are zip archives inside. Their list of names stands at the end."""
    if b"word/document" in data or b"word/" in data[-65_536:]:
        return DOCX
    if b"application/vnd.oasis.opendocument" in data[:HEAD_BYTES]:
        raise Unreadable(
            gettext_noop("This is an OpenDocument file. Save it as .docx or as plain text, and bring that.")
        )
    if b"xl/workbook" in data or b"xl/" in data[-65_536:]:
        raise Unreadable(gettext_noop("This is a spreadsheet. Save it as CSV (UTF-8), and bring that."))
    raise Unreadable(PACKED)
