"""The named features of a statement and a claim: what a probability, and every reason given for it, rests on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from matching.wording import Wording, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matching.numbers import Number
    from matching.rarity import Vocabulary

FEATURES = (
    "words_relative",
    "retrieval",
    "retrieval_relative",
    "claim_coverage",
    "statement_coverage",
    "phrases",
    "numbers_shared",
    "numbers_missing",
    "names_missing",
    "rarest_shared",
    "note_coverage",
    "context_coverage",
    "same_speaker",
)
"""In this order everywhere. Coverages are shares of rarity, 0 to 1; phrases and numbers are counts, at most 4 and 3;
names_missing is 1 where the claim has names and neither the statement nor its context has any of them;
retrieval and the rarest shared word are in tens of nats; the relative ones are shares of the best candidate's."""
FEW = 10.0
"""Among this many candidates, being the best counts half as much as among a great many."""
MOST_PHRASES, MOST_NUMBERS = 4, 3


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as suggestions see it. Only ``text`` is needed.

    ``context``: the words around it in its article. ``polarity`` and ``modality``: the reader's, see
    ``sources.models.Statement``.
    """

    text: str
    speaker: str = ""
    context: str = ""
    polarity: str = "asserted"
    modality: str = "asserts"


@dataclass(frozen=True, slots=True)
class Tracked:
    """A claim as suggestions see it. ``speaker_terms``: lexemes of its speaker's name (``names.speaker_terms``)."""

    text: str
    note: str = ""
    speaker_terms: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What retrieval says of one candidate: BM25 by the statement's own words, and with context and speaker."""

    own: float
    total: float


@dataclass(frozen=True, slots=True)
class Field:
    """What retrieval says of all candidates of a statement: the best scores among them, and how many there are."""

    best_own: float
    best_total: float
    size: int


def field_of(found: Sequence[Found]) -> Field:
    """The field of these candidates."""
    return Field(
        max((f.own for f in found), default=0.0), max((f.total for f in found), default=0.0), len(found)
    )


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement and a claim taken apart side by side, with the vocabulary that says how telling a word is."""

    said: Wording
    context: Wording
    claim: Wording
    note: Wording
    same_speaker: bool
    vocabulary: Vocabulary

    @property
    def shared(self) -> list[str]:
        """Words of the claim that the statement has too, by their stems, rarest first."""
        mine = self.stems(self.said.words)
        words = {w for w in self.claim.words if self.vocabulary.stem(w) in mine}
        return sorted(words, key=lambda w: (-self.vocabulary.weight(w), w))

    @property
    def names_shared(self) -> list[str]:
        """Names of the claim that the statement has too; one of the two must be sure that it is a name."""
        sure = self.claim.names & (self.said.names | self.said.perhaps | set(self.said.words))
        return sorted(sure | (self.claim.perhaps & self.said.names))

    @property
    def nobody_named(self) -> bool:
        """Whether the claim names somebody or something, and the statement and its context nothing of it."""
        return bool(self.claim.names) and self.claim.names.isdisjoint((*self.said.words, *self.context.words))

    @property
    def phrases(self) -> list[tuple[str, str]]:
        """Two words of the claim that follow each other in the statement too, stop words not counted."""
        mine = set(pairwise(map(self.vocabulary.stem, self.said.words)))
        ahead = dict.fromkeys(pairwise(self.claim.words))
        return [
            (a, b) for a, b in ahead if a != b and (self.vocabulary.stem(a), self.vocabulary.stem(b)) in mine
        ]

    @property
    def numbers_shared(self) -> list[tuple[Number, Number]]:
        """Numbers that both have: (the statement's, the claim's)."""
        return [(s, c) for c in self.claim.numbers for s in self.said.numbers if s.agrees(c)]

    @property
    def numbers_missing(self) -> list[Number]:
        """Numbers of the claim that the statement does not have."""
        return [c for c in self.claim.numbers if not any(s.agrees(c) for s in self.said.numbers)]

    @property
    def numbers_differing(self) -> list[tuple[Number, Number]]:
        """Numbers of one kind that differ, where the statement has none that agrees: (the statement's, the claim's)."""
        free = [s for s in self.said.numbers if not any(s.agrees(c) for c in self.claim.numbers)]
        return [(s, c) for c in self.numbers_missing for s in free if s.compares(c)]

    def stems(self, words: Iterable[str]) -> set[str]:
        """The stems of words."""
        return set(map(self.vocabulary.stem, words))

    def coverage(self, of: Iterable[str], by: Iterable[str]) -> float:
        """The share of the rarity of the words ``of`` that the words ``by`` cover, 0 to 1; 0 for no words."""
        weights = {self.vocabulary.stem(w): self.vocabulary.weight(w) for w in of}
        whole = sum(weights.values())
        have = self.stems(by)
        return sum(v for stem, v in weights.items() if stem in have) / whole if whole else 0.0


def pair(said: Said, claim: Tracked, *, speaker_terms: Iterable[str], vocabulary: Vocabulary) -> Pair:
    """Takes both sides apart. ``speaker_terms``: those of the statement's speaker."""
    return Pair(
        wording(said.text),
        wording(said.context),
        wording(claim.text),
        wording(claim.note),
        bool(set(speaker_terms) & set(claim.speaker_terms)),
        vocabulary,
    )


def features(pair: Pair, found: Found, field: Field) -> dict[str, float]:
    """The features of one candidate, by name, in the order of FEATURES."""
    damping = field.size / (field.size + FEW)
    said, claim = pair.said.words, pair.claim.words
    mine = pair.stems(said)
    rest = [w for w in claim if pair.vocabulary.stem(w) not in mine]
    values = (
        damping * found.own / field.best_own if field.best_own else 0.0,
        found.total / 10,
        damping * found.total / field.best_total if field.best_total else 0.0,
        pair.coverage(claim, said),
        pair.coverage(said, claim),
        min(MOST_PHRASES, len(pair.phrases)),
        min(MOST_NUMBERS, len(pair.numbers_shared)),
        min(MOST_NUMBERS, len(pair.numbers_missing)),
        pair.nobody_named,
        max(map(pair.vocabulary.weight, pair.shared), default=0.0) / 10,
        pair.coverage(pair.note.words, said),
        pair.coverage(rest, pair.context.words),
        pair.same_speaker,
    )
    return dict(zip(FEATURES, map(float, values), strict=True))
