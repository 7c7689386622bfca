"""The text of a Word document (python-docx opens it): as it reads with all tracked changes accepted."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from sources.unpack.found import Found, Unreadable, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_BYTES = 100_000_000
MOST_FILES = 5_000
PARAGRAPH, TEXT, TAB = qn("w:p"), qn("w:t"), qn("w:tab")
BREAKS = frozenset({qn("w:br"), qn("w:cr")})
GONE = frozenset(
    {qn("w:del"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
)
"""What was taken out or moved away, and the second printing of a text box for old programs."""


def unpack(data: bytes) -> Found:
    """Raises Unreadable for a document that is broken, locked, or swells when it is unpacked."""
    _check(data)
    try:
        document = Document(io.BytesIO(data))
    except (
        PackageNotFoundError,
        KeyError,
        ValueError,
        zipfile.BadZipFile,
        NotImplementedError,
        SyntaxError,
    ) as error:
        raise Unreadable(
            gettext_noop("This Word document is damaged, so its text cannot be read.")
        ) from error
    body: Any = document.element.body
    text = "\n\n".join(filter(None, (_words(p).strip() for p in body.iter(PARAGRAPH))))
    if not text:
        raise Unreadable(gettext_noop("There are no words in this document."))
    title = " ".join((document.core_properties.title or "").split())
    # A title left over from a template or an earlier story is worse than none.
    return Found(text, title=title if title and title in " ".join(text.split()) else "")


def _check(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(
            gettext_noop("This Word document is damaged, so its text cannot be read.")
        ) from error
    if sum(info.file_size for info in infos) > MOST_BYTES or len(infos) > MOST_FILES:
        raise Unreadable(
            f"Unpacked, this document would take more than {MOST_BYTES // 1_000_000} MB. Copy its words, and paste them."
        )
    if any(info.flag_bits & 1 for info in infos):
        raise Unreadable(
            gettext_noop("This document is locked with a password. Save it without one, and bring that.")
        )


def _words(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    """The text within a paragraph; a paragraph inside it, as of a text box, is one of its own."""
    for child in element:
        if child.tag in GONE or child.tag == PARAGRAPH:
            continue
        if child.tag == TEXT:
            yield child.text or ""
        elif child.tag == TAB:
            yield "\t"
        elif child.tag in BREAKS:
            yield "\n"
        else:
            yield from _pieces(child)
