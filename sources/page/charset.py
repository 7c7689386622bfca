"""The characters of a page, whatever its server says of them."""

from __future__ import annotations

import codecs
import re

META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-zA-Z0-9_:.-]{1,40})""", re.IGNORECASE)
XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_:.-]{1,40})""", re.IGNORECASE)
UNREADABLE = "\ufffd"
HEAD_BYTES = 4096
# Pages that call themselves one of these are read by every browser as the wider set that holds them.
WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
}
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def text_of(body: bytes, declared: str = "") -> str:
    """The page as text. What decodes as UTF-8 is UTF-8, as nothing else does by chance; then what the server or the page
    itself says, then Windows-1252. Characters that cannot be read are marked with U+FFFD; NUL, which cannot be stored, goes.
    """
    return _decoded(body, declared).replace("\x00", "")


def _decoded(body: bytes, declared: str) -> str:
    for mark, name in MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    head = body[:HEAD_BYTES]
    said = [declared, *(m.decode("ascii") for pattern in (META, XML) for m in pattern.findall(head)[:1])]
    name = next(filter(None, map(_known, said)), "cp1252")
    text = body.decode(name, "replace")
    # A page cut off in the middle of a character, or with a stray byte, is still UTF-8 where it says so: some letter
    # came out right. Where none did, it was saved as something else and nobody told its head.
    said_wrongly = name == "utf-8" and not any(c > "\x7f" and c != UNREADABLE for c in text)
    return body.decode("cp1252", "replace") if said_wrongly else text


def _known(name: str) -> str:
    """The codec of a name, as browsers take it; empty for none, and for what is no encoding of text."""
    try:
        codec = codecs.lookup(name.strip()).name
        b"a".decode(codec, "replace")
    except (LookupError, ValueError):
        return ""
    return WIDER.get(codec, codec)
