"""Which parts of a claim a piece of evidence covers: who, what happened, to what, how many, to whom, when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.weigh.facts import NOT_A_FACT
from matching.bearing import conditional
from matching.numbers import numbers
from matching.phrase import gettext_noop, say, say_all
from matching.stance_cues import tokens
from matching.terms import Terms, stem, term_of, terms
from matching.voice import voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.weigh.piece import Piece
    from matching.phrase import Phrase

FULLY, PARTLY, NOT_AS_A_FACT, NOT = "fully", "partly", gettext_noop("not as a fact"), "not"
LABELS = {
    "who": gettext_noop("who"),
    "happened": gettext_noop("happened"),
    "what": gettext_noop("what"),
    "how_many": gettext_noop("how many"),
    "whom": gettext_noop("to whom or where"),
    "when": gettext_noop("when"),
}
WE = frozenset({"we", "i", "our", "us"})
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PartWord:
    """A word that covers a part. ``head``: its main word; ``drop``: what a sentence without the word leaves out."""

    text: str
    head: bool
    drop: Span | None = None

    @property
    def tells_by_itself(self) -> bool:
        """Whether it is a name or a number, which stands for the part without its main word: “the Fath-360”."""
        return any(c.isdigit() for c in self.text) or self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a claim's sentence at ``span``; ``drop`` as for a word, None where no sentence is left without it."""

    kind: str
    text: str
    span: Span
    words: tuple[PartWord, ...]
    drop: Span | None = None

    @property
    def label(self) -> Phrase:
        """What kind of part it is, as shown."""
        return say(LABELS.get(self.kind, self.kind))

    @property
    def named(self) -> Phrase:
        """The part with its kind: “Fath-360 missiles” (what)."""
        return say("“%(part)s” (%(kind)s)", part=self.text, kind=self.label)


@dataclass(frozen=True, slots=True)
class Covered:
    """How far a piece covers a part, and the words of the part that it does not have."""

    part: Part
    level: str
    missing: tuple[PartWord, ...] = ()

    @property
    def is_full(self) -> bool:
        """Whether all of the part is covered."""
        return self.level == FULLY

    @property
    def in_words(self) -> str:
        """“fully”, or what is missing."""
        if self.level == PARTLY:
            return say(
                "not %(words)s", words=say_all(say("“%(words)s”", words=word.text) for word in self.missing)
            )
        if self.level == FULLY:
            return say("yes")
        return say("no") if self.level == NOT else say(NOT_AS_A_FACT)


def covered_by(piece: Piece, parts: Sequence[Part]) -> list[Covered]:
    """How far a piece covers each part of a claim, by its own words alone, in the order of the parts."""
    found = terms(piece.content)
    words = tokens(piece.content)
    fact = piece.modality not in NOT_A_FACT and not conditional(piece.content)
    speaking = voice(piece.speaker.name, piece.affiliation, piece.speaker.kind) if WE & set(words) else None
    own = frozenset(map(stem, speaking.states)) if speaking else frozenset()
    return [_covered(part, found, own, fact=fact) for part in parts]


def _covered(part: Part, found: Terms, own: frozenset[str], *, fact: bool) -> Covered:
    if part.kind == "how_many":
        return Covered(part, FULLY if found.has_number(numbers(part.text)) else NOT)
    missing = tuple(word for word in part.words if not _has(found, own, word, act=part.kind == "happened"))
    if len(missing) == len(part.words):
        return Covered(part, NOT, missing)
    if part.kind == "happened" and not fact:
        return Covered(part, NOT_AS_A_FACT, missing)
    telling = [word for word in part.words if word.tells_by_itself]
    if not missing or (
        telling and not any(word.tells_by_itself for word in missing) and _only_heads(missing)
    ):
        return Covered(part, FULLY)
    return Covered(part, PARTLY, missing)


def _only_heads(words: Sequence[PartWord]) -> bool:
    return all(word.head for word in words)


def _has(found: Terms, own: frozenset[str], word: PartWord, *, act: bool) -> bool:
    stems = term_of(word.text)
    if act:
        return any(found.has(stem) for stem in stems)
    return all(stem in found.stems or stem in own for stem in stems)
