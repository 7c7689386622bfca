"""A text as it is stored: what is kept, what is refused, and the hash by which the same text is known."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from django.conf import settings
from django.utils.translation import gettext

from entities.refused import Refused

NEWLINES = re.compile(r"\r\n?|\u2028|\u2029")
HALVES = re.compile("[\ud800-\udfff]")
KEPT_CONTROLS = frozenset("\n\t")


def decoded(data: bytes) -> str:
    """The text of a file's bytes, UTF-8 with or without its byte order mark. Raises Refused for anything else."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            gettext("Byte %(start)s is not UTF-8, so this is another encoding or not a text file.")
            % {"start": f"{error.start + 1:,}"},
            field="text",
        ) from None


def storable(text: str) -> str:
    """The text as it will be stored, its line ends made one and blank ends cut. Offsets count in what comes out.

    Raises Refused, naming what is wrong, for text that is empty, too long, not text at all (NUL bytes, lone
    surrogates, mostly control characters), or has no letters.
    """
    if "\x00" in text:
        raise Refused(
            gettext("This text holds NUL bytes, so it is not plain text. Is it a file of another kind?"),
            field="text",
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise Refused(
            gettext(
                "Character %(start)s is half of a surrogate pair, so the text was damaged on its way. Copy it again from where you read it."
            )
            % {"start": f"{error.start + 1:,}"},
            field="text",
        ) from None
    text = NEWLINES.sub("\n", text).strip()
    if not text:
        raise Refused(gettext("There is no text yet. Paste the article’s words here."), field="text")
    if len(text) > settings.ARTICLE_MAX_CHARACTERS:
        raise Refused(
            gettext(
                "This text has %(text)s characters; an article may have %(article_max_characters)s. Split it, or add only the part that matters."
            )
            % {"text": f"{len(text):,}", "article_max_characters": f"{settings.ARTICLE_MAX_CHARACTERS:,}"},
            field="text",
        )
    strange = sum(unicodedata.category(c) == "Cc" and c not in KEPT_CONTROLS for c in text)
    if strange > len(text) // 100:
        raise Refused(gettext("This is mostly control characters, not text."), field="text")
    if not any(c.isalpha() for c in text):
        raise Refused(gettext("There are no words in this text."), field="text")
    return text


def storable_line(words: str) -> str:
    """A title, a name or an address as it can be stored: NUL, which the database refuses, goes; half a surrogate pair is
    marked with U+FFFD, as a character that cannot be read.
    """
    return HALVES.sub("\ufffd", words.replace("\x00", ""))


def content_hash(text: str) -> str:
    """SHA-256 of the text with white space evened out, in hexadecimal: the same words are the same article."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
