"""What the desk said and has on record, in the language of whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, override

from matching.phrase import Phrase, kept, say, tell

if TYPE_CHECKING:
    from datetime import date


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
    themselves. Words that are nothing but words are looked up as they are, and stay so where no catalogue has them.
    """
    made_of = plain or kept(words)
    return tell(made_of, READERS) if made_of else READERS.one(words)


def in_sentence(label: object) -> str:
    """A label as it stands within a sentence: only its first letter is small, for in German a noun keeps its large one."""
    words = str(label)
    return words[:1].lower() + words[1:]


def label_said(label: object) -> Phrase:
    """The label of a choice as it stands on record: in English, whatever the language of who acts."""
    with override(None):
        return say(str(label))
