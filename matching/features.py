"""The named features of a statement and a claim: what a probability, and every reason given for it, rests on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from matching.kindred import groups
from matching.known import WIDER
from matching.names import goes_round
from matching.pointing import points_back
from matching.weighed import likeness
from matching.wording import Wording, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matching.dates import Date
    from matching.known import Meant
    from matching.numbers import Number
    from matching.rarity import Vocabulary
    from matching.weighed import Weighed

FEATURES = (
    "words_relative",
    "retrieval",
    "retrieval_relative",
    "claim_coverage",
    "statement_coverage",
    "claim_kindred",
    "statement_kindred",
    "phrases",
    "order",
    "numbers_shared",
    "numbers_missing",
    "names_missing",
    "rarest_shared",
    "note_coverage",
    "context_coverage",
    "same_speaker",
    "prominence",
    "alone",
)
"""In this order everywhere. Coverages are shares of rarity, 0 to 1; kindred is the share that words with a like stem
or a synonym cover besides; phrases (words that are neighbours in both) and order (words that follow each other within
NEARBY in both) are in tens of nats, at most MOST_PHRASES; numbers are counts, at most MOST_NUMBERS;
names_missing is 1 where the claim has names and neither the statement nor its context has any of them;
retrieval and the rarest shared word are in tens of nats; the relative ones are shares of the best candidate's;
prominence is how many claims the desk has of the claim's speaker, in tens of nats, where nothing says who made the
statement: whoever is tracked most is heard most, but not posts and chain emails, which nobody says (``PROMINENT`` where the claim's speaker is unknown); alone is 1 where neither speaker nor context of the statement is known,
and says which coefficients are meant (``score.Model``)."""
FEW = 10.0
"""Among this many candidates, being the best counts half as much as among a great many."""
MOST_PHRASES, MOST_NUMBERS = 3.0, 3
TYPICAL = 30
"""Claims that the desk is taken to have of a claim's speaker of whom it knows nothing: what is missing is no nought. So many
it has of the average candidate's where prominence was fitted.
"""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as suggestions see it. Only ``text`` is needed.

    ``context``: the words around it in its article. ``known``: what it names under another name
    (``known.KnownNames.meant_by``). ``polarity`` and ``modality``: the reader's, see
    ``sources.models.Statement``.
    """

    text: str
    speaker: str = ""
    context: str = ""
    polarity: str = "asserted"
    modality: str = "asserts"
    known: tuple[Meant, ...] = ()

    @property
    def also(self) -> str:
        """The other names of what it names, for a search."""
        return " . ".join(spelling for meant in self.known for spelling in meant.spellings)

    @property
    def meant(self) -> str:
        """What it is about: its text; where that only points back ("the claims"), what is said around it as well."""
        return f"{self.text} . {self.context}" if self.context and points_back(self.text) else self.text


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
    known: tuple[Meant, ...] = ()
    prominence: float = 0.0
    alone: bool = False

    @property
    def shared(self) -> list[str]:
        """Words of the claim that the statement has too, by their stems, rarest first."""
        mine = self._weighed(self.said).rarities
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
        around = (*self.said.words, *self.context.words)
        return bool(self.claim.names) and not self.known_here and self.claim.names.isdisjoint(around)

    @property
    def known_here(self) -> list[Meant]:
        """What the statement names under another name than the claim does."""
        mine, theirs = set(self.said.words), set(self.claim.words)
        return [meant for meant in self.known if not meant.words.isdisjoint(theirs - mine)]

    @property
    def known_share(self) -> float:
        """The share of the claim's rarity that only other names of what the statement names cover, 0 to 1."""
        claim, mine = self._weighed(self.claim), self._weighed(self.said).rarities
        shares: dict[str, float] = {}
        for meant in self.known_here:
            for stem in map(self.vocabulary.stem, meant.words):
                if stem in claim.rarities and stem not in mine:
                    shares[stem] = max(shares.get(stem, 0.0), WIDER if meant.wider else 1.0)
        return sum(claim.rarities[stem] * share for stem, share in shares.items()) / (claim.whole or 1.0)

    @property
    def phrases(self) -> list[tuple[str, str]]:
        """Two words of the claim that follow each other in the statement too, stop words not counted."""
        mine = self.vocabulary.subject(self.said.words).neighbours
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

    @property
    def dates_shared(self) -> list[tuple[Date, Date]]:
        """Dates that both have: (the statement's, the claim's)."""
        return [(s, c) for c in self.claim.dates for s in self.said.dates if s.agrees(c)]

    @property
    def dates_differing(self) -> list[tuple[Date, Date]]:
        """Dates of both, where no date of the statement agrees with any of the claim's: (the statement's, the claim's)."""
        return [] if self.dates_shared else [(s, c) for c in self.claim.dates for s in self.said.dates]

    @property
    def context_words(self) -> list[str]:
        """What the claim says, the statement does not, and the words around it do, as the claim has it; rarest first."""
        mine = {self.vocabulary.stem(w) for w in self.said.words}
        around = {self.vocabulary.stem(w) for w in self.context.words} - mine
        found = {w for w in self.claim.words if self.vocabulary.stem(w) in around}
        return [self.claim.shown[w] for w in sorted(found, key=lambda w: (-self.vocabulary.weight(w), w))]

    @property
    def kindred(self) -> list[tuple[str, str]]:
        """Words that are not the same and yet kin: (the statement's, the claim's), the claim's rarest first."""
        shared = set(map(self.vocabulary.stem, self.shared))
        mine = [w for w in dict.fromkeys(self.said.words) if self.vocabulary.stem(w) not in shared]
        theirs = [w for w in dict.fromkeys(self.claim.words) if self.vocabulary.stem(w) not in shared]
        theirs.sort(key=lambda w: (-self.vocabulary.weight(w), w))
        return [(s, c) for c in theirs for s in mine if self._kin(s, c)]

    def _kin(self, one: str, other: str) -> bool:
        like = likeness(self.vocabulary.stem(one), self.vocabulary.stem(other)) > 0
        return like or not groups(one).isdisjoint(groups(other))

    def coverage(self, of: Wording, by: Wording) -> float:
        """The share of the rarity of one text's words that another's cover, 0 to 1; 0 for no words."""
        return self._weighed(of).coverage(self._weighed(by).rarities)

    def _weighed(self, words: Wording) -> Weighed:
        return self.vocabulary.weighed(words.words)


def pair(said: Said, claim: Tracked, *, speaker_terms: Iterable[str], vocabulary: Vocabulary) -> Pair:
    """Takes both sides apart. ``speaker_terms``: those of the statement's speaker."""
    terms = set(speaker_terms)
    return Pair(
        wording(said.meant),
        wording(said.context),
        wording(claim.text),
        wording(claim.note),
        not terms.isdisjoint(claim.speaker_terms),
        vocabulary,
        said.known,
        0.0 if terms else _prominence(claim, vocabulary),
        not terms and not said.context,
    )


def _prominence(claim: Tracked, vocabulary: Vocabulary) -> float:
    """How many claims the desk has of the claim's speaker, going by the rarest word of the name, in tens of nats; 0 for
    what goes round and is nobody's speech: "Facebook posts".
    """
    if goes_round(claim.speaker_terms):
        return 0.0
    return _in_tens(min(map(vocabulary.documents, claim.speaker_terms), default=TYPICAL))


def _in_tens(claims: int) -> float:
    return math.log(1 + claims) / 10


PROMINENT = _in_tens(TYPICAL)
"""From here on a claim's speaker is one of whom the desk tracks many claims."""


def features(pair: Pair, found: Found, field: Field) -> dict[str, float]:
    """The features of one candidate, by name, in the order of FEATURES."""
    weighed, subject = pair.vocabulary.weighed, pair.vocabulary.subject(pair.said.words)
    said, claim, note = subject.weighed, weighed(pair.claim.words), weighed(pair.note.words)
    damping = field.size / (field.size + FEW)
    claim_kindred, statement_kindred = subject.kindred(claim, note)
    values = (
        damping * found.own / field.best_own if field.best_own else 0.0,
        found.total / 10,
        damping * found.total / field.best_total if field.best_total else 0.0,
        claim.coverage(said.rarities) + (pair.known_share if pair.known else 0.0),
        said.coverage(claim.rarities),
        claim_kindred,
        statement_kindred,
        min(MOST_PHRASES, subject.phrases(claim, note) / 20),
        min(MOST_PHRASES, subject.order(claim) / 40),
        min(MOST_NUMBERS, len(pair.numbers_shared)),
        min(MOST_NUMBERS, len(pair.numbers_missing)),
        pair.nobody_named,
        max((r for stem, r in claim.rarities.items() if stem in said.rarities), default=0.0) / 10,
        note.coverage(said.rarities),
        claim.coverage(weighed(pair.context.words).rarities, without=said.rarities),
        pair.same_speaker,
        pair.prominence,
        pair.alone,
    )
    return dict(zip(FEATURES, map(float, values), strict=True))
