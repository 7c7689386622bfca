"""What was found in a file."""

from __future__ import annotations

from dataclasses import dataclass


def gettext_noop(words: str) -> str:
    """Words for a person: by this name makemessages finds them, as Django's."""
    return words


class Unreadable(Exception):
    """The file cannot become an article; the message says why in words for whoever brought it."""


@dataclass(frozen=True, slots=True)
class Found:
    """The text of a file, and what the file says of it: proposals, each empty where it says nothing.

    ``published`` is ISO 8601: a day, or a moment with its zone. ``notes`` are sentences for whoever brought the file.
    """

    text: str
    title: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""
    notes: tuple[str, ...] = ()
