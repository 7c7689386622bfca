"""What the desk gave as an English sentence, in the reader's language (entities/said.py)."""

from __future__ import annotations

from django import template

from entities.said import in_sentence
from entities.said import told as in_words
from matching.phrase import Phrase

register = template.Library()
register.filter("in_sentence", in_sentence)


@register.filter
def told(words: object) -> str:
    """A sentence of the desk's own, never of somebody else's: a string, or a row of JSON with its ``text`` and what was
    kept of it (``said``). Empty for none.
    """
    if isinstance(words, dict):
        return in_words(words["text"], words.get("said"))
    return in_words(words if isinstance(words, str) else str(words)) if words else ""


@register.filter
def phrased(name: str) -> str:
    """A name, or what the desk calls somebody who has none, in the reader's language; others' words stay as they are."""
    return in_words(name) if isinstance(name, Phrase) else name
