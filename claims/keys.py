"""The desk's keys and what they do: what a person can choose other keys for. Pages name keys by these."""

from __future__ import annotations

KEYS = {
    "j": "the next one, or skip",
    "k": "the one before",
    "1": "the first answer: supports",
    "2": "the second answer: denies",
    "3": "the third answer: context",
    "4": "not related: another event or time",
    "5": "not related: somebody or something else",
    "6": "not related: too vague",
    "7": "not related: nobody said this",
    "x": "not related, not the same, not a name",
    "u": "undo",
    "e": "edit, correct",
    "b": "bears on another claim",
    "f": "nothing else fits",
    "m": "several at once, and back",
    "a": "choose all; add a statement",
    "y": "do it",
    "g": "what to do next, on the desk",
    "l": "show what came in",
    "/": "search",
    "n": "add an article; a new name",
    "c": "a new claim",
    "s": "change a claim’s status",
    "r": "review what waits for a claim",
    "i": "the inbox of names; always ignore a name",
    "d": "entries that may be one",
    "o": "type who it is",
    "w": "write a sentence down",
    "]": "the next page",
    "?": "the list of keys",
}
"""By key, in the order in which they are listed. ``space`` skips too; it is nobody's to choose."""
