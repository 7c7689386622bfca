"""What the desk said and has on record, in the language of whoever reads it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override

from matching.phrase import Phrase, kept, say, tell

if TYPE_CHECKING:
    from datetime import date

    from matching.phrase import Plain

PLACE = re.compile(r"%\((\w+)\)s")
INNER = "sentence"
"""The place of a template at which a sentence of the desk's own stands."""
SHAPES: dict[str, re.Pattern[str]] = {}


class _Readers:
    """The language that is spoken just now."""

    def one(self, template: str) -> str:
        return gettext(template) if template else ""

    def counted(self, one: str, several: str, number: int) -> str:
        return ngettext(one, several, number)

    def day(self, day: date) -> str:
        return str(date_format(day, "DATE_FORMAT"))


READERS = _Readers()


def told(words: str, plain: object = None) -> str:
    """A sentence in the reader's language: of what was kept of it beside its English words, or of what those know
    themselves, or of what they are seen to be made of (``recognise``). Words that are nothing but words are looked up as
    they are, and stay so where no catalogue has them.
    """
    made_of = plain or kept(words) or by_shape(words)
    return tell(made_of, READERS) if made_of else READERS.one(words)


def recognise(*templates: str) -> None:
    """Has English sentences of these templates said again though nothing was kept beside them. For those of parts that
    know no ``Phrase``, or of which only the words come back: a child process, an exception, a file of another's.
    """
    for template in templates:
        pieces = PLACE.split(template)
        pattern = "".join(
            f"(?P<{piece}>.+?)" if n % 2 else re.escape(piece) for n, piece in enumerate(pieces)
        )
        SHAPES[template] = re.compile(pattern, re.DOTALL)
    by_shape.cache_clear()


@lru_cache(maxsize=4_096)
def by_shape(words: str) -> Plain | None:
    """What a sentence is seen to be made of; None for one of no template that is known."""
    for template, shape in SHAPES.items():
        if found := shape.fullmatch(words):
            values: dict[str, object] = found.groupdict()
            if INNER in values:
                inner = found[INNER]
                values[INNER] = by_shape(inner) or {"say": inner}
            return {"say": template, "with": values}
    return None


def in_sentence(label: object) -> str:
    """A label as it stands within a sentence: only its first letter is small, for in German a noun keeps its large one."""
    words = str(label)
    return words[:1].lower() + words[1:]


def label_said(label: object) -> Phrase:
    """The label of a choice as it stands on record: in English, whatever the language of who acts."""
    with override(None):
        return say(str(label))
