"""The desk's keys and what they do: what a person can choose other keys for. Pages name keys by these."""

from __future__ import annotations

from django.utils.translation import gettext_noop

KEYS = {
    "j": gettext_noop("the next one, or skip"),
    "k": gettext_noop("the one before"),
    "1": gettext_noop("the first answer: supports"),
    "2": gettext_noop("the second answer: denies"),
    "3": gettext_noop("the third answer: context"),
    "4": gettext_noop("not related: another event or time"),
    "5": gettext_noop("not related: somebody or something else"),
    "6": gettext_noop("not related: too vague"),
    "7": gettext_noop("not related: nobody said this"),
    "x": gettext_noop("not related, not the same, not a name"),
    "u": gettext_noop("undo"),
    "e": gettext_noop("edit, correct"),
    "b": gettext_noop("bears on another claim"),
    "f": gettext_noop("nothing else fits"),
    "m": gettext_noop("several at once, and back"),
    "a": gettext_noop("choose all; add a statement"),
    "y": gettext_noop("do it"),
    "g": gettext_noop("what to do next, on the desk"),
    "l": gettext_noop("show what came in"),
    "/": gettext_noop("search"),
    "n": gettext_noop("add an article; a new name"),
    "c": gettext_noop("a new claim"),
    "s": gettext_noop("change a claim’s status"),
    "r": gettext_noop("review what waits for a claim"),
    "i": gettext_noop("the inbox of names; always ignore a name"),
    "d": gettext_noop("possible duplicates"),
    "o": gettext_noop("type who it is"),
    "w": gettext_noop("write a sentence down"),
    "]": gettext_noop("the next page"),
    "?": gettext_noop("the list of keys"),
}
"""By key, in the order in which they are listed. ``space`` skips too; it is nobody's to choose."""
