"""The text of a text file."""

from __future__ import annotations

import codecs

from sources.unpack.found import Found, Unreadable

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decoded(data: bytes) -> str:
    """The text of a file's bytes: UTF-8, or UTF-16 with its mark. Raises Unreadable for anything else: a wrong guess
    would put words into the record that nobody wrote.
    """
    encoding = next((name for mark, name in MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"Byte {error.start + 1:,} is not UTF-8, so this is another encoding or not a text file. "
            "Save it as UTF-8, and bring that."
        ) from None


def unpack(data: bytes) -> Found:
    """The text as it stands there."""
    return Found(decoded(data))
