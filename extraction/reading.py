"""What a reading of an article is made of. Plain data: nothing here needs spaCy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
"""A stretch of the article: str offsets of its first character and of the one after its last."""

Kind = Literal["direct", "mixed", "indirect"]
Polarity = Literal["asserted", "denied"]
Modality = Literal["asserts", "conditional", "expects", "aware", "declines", "asks"]
SpeakerType = Literal["person", "organisation", "state", "place", "outlet", "unnamed", "group"]

GAP = " … "
"""What stands in `Statement.content` between two spans that do not follow each other in the text."""


class Unreadable(ValueError):
    """The text cannot be read; the message says why in words meant for the reporter who brought it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Something the article says somebody said. Offsets point into the text exactly as it was given."""

    content_spans: tuple[Span, ...]
    """What was said, in text order and without its outer quotation marks or a leading "that"."""
    content: str
    """The text of the spans joined by GAP."""
    speaker: str | None
    """The full name within this article ("Kan'ani" gives "Nasser Kan'ani"), without title; None when untold."""
    speaker_mention: str | None
    """The words that stand at this place for the speaker: "it", "the mission", "EU spokesman Peter Stano"."""
    speaker_span: Span | None
    speaker_type: SpeakerType | None
    affiliation: str | None
    """Title, role or appositive: "EU spokesman", wherever in the article it was given."""
    cue: str | None
    cue_span: Span | None
    kind: Kind
    via: tuple[str, ...]
    """Who carried the words, nearest to us first."""
    parent: int | None
    """The place, in the same reading, of the statement whose content holds this one."""
    polarity: Polarity
    modality: Modality
    confidence: float
    """How likely content and speaker are both right, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the article. `kind` is a speaker type, "thing", or whatever kind the desk's own list gave it."""

    text: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article, in text order."""

    statements: tuple[Statement, ...]
    names: tuple[Name, ...]
