"""What a reading of an article is made of. Plain data: nothing here needs spaCy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Span = tuple[int, int]
"""A stretch of the article: str offsets of its first character and of the one after its last."""

Kind = Literal["direct", "mixed", "indirect"]
Polarity = Literal["asserted", "denied"]
Modality = Literal["asserts", "conditional", "expects", "aware", "declines", "asks"]
SpeakerType = Literal["person", "organisation", "state", "place", "outlet", "unnamed", "group"]

GAP = " … "
"""What stands in `Statement.content` between two spans that do not follow each other in the text."""


def gettext_noop(words: str) -> str:
    """Words for a person: by this name makemessages finds them, as Django's."""
    return words


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
class Residue:
    """A stretch of the text that is no part of the story and was passed over, and why.

    `kind`: headline, repeat, caption, credit, byline, dateline, stamp, sign-off, note, share, newsletter, more,
    advertisement. A note is the outlet's about its own text: a correction, where a press release ends.
    """

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Section:
    """One story of a paste. The spans of all sections together are the text; title and dateline only where seen."""

    span: Span
    title: str | None = None
    title_span: Span | None = None
    dateline: str | None = None
    dateline_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one article, in text order."""

    statements: tuple[Statement, ...]
    names: tuple[Name, ...]
    sections: tuple[Section, ...] = ()
    """The stories of the text: more than one where several were pasted together, each read by itself."""
    residue: tuple[Residue, ...] = ()

    def moved(self, by: int, statements: int) -> Reading:
        """The same reading of a text that begins `by` characters later, after so many other statements."""
        return Reading(
            statements=tuple(_statement_moved(s, by, statements) for s in self.statements),
            names=tuple(replace(n, span=_moved(n.span, by)) for n in self.names),
            residue=tuple(replace(r, span=_moved(r.span, by)) for r in self.residue),
        )


def _statement_moved(statement: Statement, by: int, before: int) -> Statement:
    return replace(
        statement,
        content_spans=tuple(_moved(span, by) for span in statement.content_spans),
        speaker_span=_moved(statement.speaker_span, by) if statement.speaker_span else None,
        cue_span=_moved(statement.cue_span, by) if statement.cue_span else None,
        parent=None if statement.parent is None else statement.parent + before,
    )


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
