"""Sentences of the desk that can be said again in another language: a template, and what stands in its places.

The parts that know no Django give their reasons so, and what is put on record is kept so beside its English words
(docs/translating.md). It lies in the lowest room, for all the others say something.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Plain: TypeAlias = "dict[str, Any]"
"""A sentence as JSON can hold it: {"say": template, "with": {place: value}}, of a number also "or" (the template for
several) and "n"; {"all": [...], "by": ", "} for several in a row; {"first": ...} for one that begins a sentence, {"low": ...} for one that
stands in it; {"day": "2026-12-03"}. A value is a text, a number, or again one of these.
"""


class Voice(Protocol):
    """How to say it in a language: what Django's translation does."""

    def one(self, template: str) -> str:
        """The template in that language."""

    def counted(self, one: str, several: str, number: int) -> str:
        """The template for so many."""

    def day(self, day: date) -> str:
        """The day, "3 December 2026"."""


class Phrase(str):
    """An English sentence, a ``str`` like any other, that knows what it is made of: ``plain``, as JSON can hold it."""

    __slots__ = ("plain",)
    plain: Plain


class English:
    """As the templates themselves have it."""

    def one(self, template: str) -> str:
        """The template itself."""
        return template

    def counted(self, one: str, several: str, number: int) -> str:
        """The one for one, the other for none and for several."""
        return one if number == 1 else several

    def day(self, day: date) -> str:
        """ "3 December 2026"."""
        return f"{day.day} {day:%B} {day.year}"


ENGLISH = English()


def gettext_noop(words: str) -> str:
    """Words that are said by ``say`` or ``told`` elsewhere: by this name makemessages finds them, as Django's."""
    return words


def say(template: str, /, **values: object) -> Phrase:
    """A sentence: %(name)s in the ``template`` is where the value of that name stands."""
    return again({"say": template, **_with(values)})


def say_counted(one: str, several: str, number: int, /, **values: object) -> Phrase:
    """A sentence about a number, which is a value by the name of n."""
    return again({"say": one, "or": several, "n": number, **_with({"n": number} | values)})


def say_all(sentences: Iterable[str], by: str = ", ") -> Phrase:
    """Several in a row."""
    return again({"all": [_plain(each) for each in sentences], "by": by})


def say_first(sentence: str) -> Phrase:
    """The same with its first letter large, to begin a sentence with."""
    return again({"first": _plain(sentence)})


def say_day(day: date) -> Phrase:
    """A day, "3 December 2026"."""
    return again({"day": day.isoformat()})


def say_low(sentence: str) -> Phrase:
    """The same with its first letter small, as a label stands in a sentence."""
    return again({"low": _plain(sentence)})


def again(plain: Plain) -> Phrase:
    """The English sentence that JSON holds."""
    said = Phrase(tell(plain, ENGLISH))
    said.plain = plain
    return said


def kept(words: str) -> Plain | None:
    """What to keep beside the English words; None for words that are nothing but words."""
    return words.plain if isinstance(words, Phrase) else None


def tell(plain: object, voice: Voice) -> str:
    """What JSON holds of a sentence, or of a value in one, in words."""
    if not isinstance(plain, dict):
        return str(plain)
    if "all" in plain:
        return str(plain["by"]).join(tell(each, voice) for each in plain["all"])
    if "first" in plain:
        words = tell(plain["first"], voice)
        return words[:1].upper() + words[1:]
    if "low" in plain:
        words = tell(plain["low"], voice)
        return words[:1].lower() + words[1:]  # in German a noun keeps its large letter
    if "day" in plain:
        return voice.day(date.fromisoformat(plain["day"]))
    several = plain.get("or")
    template = voice.counted(plain["say"], several, plain["n"]) if several else voice.one(plain["say"])
    values = {name: tell(value, voice) for name, value in plain.get("with", {}).items()}
    return template % values if values else template


def _with(values: Mapping[str, object]) -> Plain:
    return {"with": {name: _plain(value) for name, value in values.items()}} if values else {}


def _plain(value: object) -> object:
    if isinstance(value, Phrase):
        return value.plain
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, int) else str(value)
