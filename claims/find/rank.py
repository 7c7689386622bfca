"""The claims that a statement may bear on, with a probability, a stance and reasons: the one path that scores.

Production, the command rank_claims and the fitting of the coefficients all go through here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from claims.find.counted import documents_of
from claims.find.lexemes import SMALL
from claims.find.retrieve import Candidate, Candidates, Sought, find_each, searchable
from claims.find.shelves import CLAIMS
from claims.find.stems import stems
from claims.models import Claim
from matching.features import Pair, Said, Tracked, features, field_of, pair
from matching.names import speaker_terms
from matching.rarity import Vocabulary
from matching.reasons import Reason, reasons
from matching.score import Model, logistic, shipped
from matching.stance import Guess, guess
from matching.wording import wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

CANDIDATES = 50
"""Claims that are scored for a statement."""
PROMISING = 25
"""On a large desk, those of them that are looked at where only what an editor would see is asked for: of 75,930 candidates
beyond the 25th that retrieval found for annotated statements and for news, none would have been shown."""


@dataclass(frozen=True, slots=True)
class Examined:
    """A claim taken apart beside a statement, not yet scored. ``features``: by name (``matching.features``);
    ``claims``: how many the desk has.
    """

    claim_id: int
    claims: int
    text: str
    pair: Pair
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A claim that a statement may bear on.

    ``probability`` that it does, 0 to 1; ``rank`` from 1; ``guess``: the stance, its probability, and what is
    pre-filled; ``shown``: whether an editor would see it; ``claims``: how many the desk has.
    """

    claim_id: int
    claims: int
    rank: int
    probability: float
    features: dict[str, float]
    guess: Guess
    reasons: list[Reason]
    shown: bool

    @property
    def stance(self) -> str:
        """The likeliest stance: supports, denies or context."""
        return self.guess.stance

    @property
    def stance_probability(self) -> float:
        """Its probability, 0 to 1."""
        return self.guess.probability


def rank(said: Said, *, model: Model | None = None, only_shown: bool = False) -> list[Ranked]:
    """The best claims for a statement, at most CANDIDATES, most probable first; empty where no word is shared.

    ``model``: other coefficients than the shipped ones. ``only_shown``: without those that no editor would see.
    Five queries, however many claims there are, and one more where a word was never met; on a large desk three, and
    one more each where the desk's size, or a word, was not asked for within a minute.
    """
    return rank_each([said], model=model, only_shown=only_shown)[0]


def rank_each(
    several: Sequence[Said], *, model: Model | None = None, only_shown: bool = False
) -> list[list[Ranked]]:
    """``rank`` for each of several statements, with one query a statement and the others for all of them."""
    model = model or shipped()
    examined = examine_each(several, promising=PROMISING if only_shown else CANDIDATES)
    return [
        _ranking(said, mine, model, only_shown=only_shown)
        for said, mine in zip(several, examined, strict=True)
    ]


def _ranking(said: Said, examined: Iterable[Examined], model: Model, *, only_shown: bool) -> list[Ranked]:
    examined = list(examined)
    if not examined:
        return []
    regression = model.of_size(examined[0].claims, alone=examined[0].pair.alone)
    scored = [(logistic(regression.log_odds(e.features)), e) for e in examined]
    scored.sort(key=lambda s: (-s[0], s[1].claim_id))
    least = settings.LINK_POSSIBLE or regression.shown_from
    # Whether an editor would see it: possible, and among the best of its statement.
    numbered = [
        (number, p, one, p >= least and number <= settings.LINKS_PER_STATEMENT)
        for number, (p, one) in enumerate(scored, start=1)
    ]
    return [
        _ranked(said, one, number, p, model, shown=shown)
        for number, p, one, shown in numbered
        if shown or not only_shown
    ]


def _ranked(
    said: Said, examined: Examined, number: int, probability: float, model: Model, *, shown: bool
) -> Ranked:
    stance = guess(examined.pair, said, claim=examined.text)
    return Ranked(
        claim_id=examined.claim_id,
        claims=examined.claims,
        rank=number,
        probability=probability,
        features=examined.features,
        guess=stance,
        reasons=reasons(
            examined.pair, model.contributions(examined.features, claims=examined.claims), stance
        ),
        shown=shown,
    )


def examine(said: Said, *, limit: int = CANDIDATES) -> list[Examined]:
    """The candidates for a statement with their features, in the order of retrieval."""
    return examine_each([said], limit=limit)[0]


def examine_each(
    several: Sequence[Said], *, limit: int = CANDIDATES, promising: int = CANDIDATES
) -> list[list[Examined]]:
    """``examine`` for each of several statements. ``promising``: on a large desk no more than so many of each one's
    candidates; their features are the same.
    """
    spoken = [speaker_terms(said.speaker) for said in several]
    sought = [
        Sought(said.meant, said.context, mine, said.also) for said, mine in zip(several, spoken, strict=True)
    ]
    found = find_each(CLAIMS, sought, limit=limit)
    kept = [c.best[: promising if c.rows >= SMALL else limit] for c in found]
    claims = _claims({c.pk for best in kept for c in best})
    texts = [text for said in several for text in (said.text, said.context)]
    texts += [spelling for said in several for meant in said.known for spelling in meant.spellings]
    texts += [text for claim in claims.values() for text in (claim.text, claim.note)]
    speakers = {term for claim in claims.values() for term in claim.speaker_terms}
    rows = max((candidates.rows for candidates in found), default=0)
    vocabulary = _vocabulary(texts, speakers, rows=rows)
    return [
        _examined(said, mine, candidates, best, claims, vocabulary)
        for said, mine, candidates, best in zip(several, spoken, found, kept, strict=True)
    ]


def _examined(
    said: Said,
    mine: Sequence[str],
    candidates: Candidates,
    best: Sequence[Candidate],
    claims: Mapping[int, Tracked],
    vocabulary: Vocabulary,
) -> list[Examined]:
    field = field_of([c.found for c in candidates.best])
    examined = []
    for candidate in best:
        claim = claims.get(candidate.pk)
        if claim is None:  # gone since it was found
            continue
        beside = pair(said, claim, speaker_terms=mine, vocabulary=vocabulary)
        measured = features(beside, candidate.found, field)
        examined.append(Examined(candidate.pk, candidates.rows, claim.text, beside, measured))
    return examined


def _claims(pks: Collection[int]) -> dict[int, Tracked]:
    rows = Claim.objects.filter(pk__in=pks).order_by()
    return {
        pk: Tracked(text, note, terms)
        for pk, text, note, terms in rows.values_list("pk", "text", "note", "speaker_terms")
    }


def _vocabulary(texts: Iterable[str], speakers: Collection[str], *, rows: int) -> Vocabulary:
    """The stems and counts of every word of the texts, and the counts of lexemes of speakers' names."""
    words: set[str] = set()
    for text in texts:
        words.update(wording(searchable(text)).words)
    stem_of = stems(words) | {term: term for term in speakers}
    documents = documents_of(CLAIMS, stem_of.values())
    return Vocabulary({word: (stem, documents.get(stem, 0)) for word, stem in stem_of.items()}, rows)
