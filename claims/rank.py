"""The claims that a statement may bear on, with a probability, a stance and reasons: the one path that scores.

Production, the command rank_claims and the fitting of the coefficients all go through here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from claims.models import Claim, ClaimLexeme
from claims.retrieve import CLAIMS, Candidates, find, searchable, table_of
from matching.features import Pair, Said, Tracked, features, field_of, pair
from matching.names import speaker_terms
from matching.rarity import Vocabulary
from matching.reasons import Reason, reasons
from matching.score import Model, shipped
from matching.stance import Guess, guess
from matching.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable

CANDIDATES = 50
"""Claims that are scored for a statement."""


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
    Four queries, however many claims there are.
    """
    model = model or shipped()
    scored = [(model.probability(e.features, claims=e.claims), e) for e in examine(said)]
    scored.sort(key=lambda s: (-s[0], s[1].claim_id))
    return [
        _ranked(said, examined, number, p, model)
        for number, (p, examined) in enumerate(scored, start=1)
        if not only_shown or _is_shown(number, p)
    ]


def _is_shown(number: int, probability: float) -> bool:
    """Whether an editor would see it: possible, and among the best of its statement."""
    return bool(probability >= settings.LINK_POSSIBLE and number <= settings.LINKS_PER_STATEMENT)


def _ranked(said: Said, examined: Examined, number: int, probability: float, model: Model) -> Ranked:
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
        shown=_is_shown(number, probability),
    )


def examine(said: Said, *, limit: int = CANDIDATES) -> list[Examined]:
    """The candidates for a statement with their features, in the order of retrieval."""
    mine = speaker_terms(said.speaker)
    candidates = find(CLAIMS, text=said.text, context=said.context, speaker_terms=mine, limit=limit)
    claims = _claims(candidates)
    best = [c for c in candidates.best if c.pk in claims]
    if not best:
        return []
    texts = [said.text, said.context, *(text for c in claims.values() for text in (c.text, c.note))]
    vocabulary = _vocabulary(texts, rows=candidates.rows)
    field = field_of([c.found for c in best])
    examined = []
    for candidate in best:
        claim = claims[candidate.pk]
        beside = pair(said, claim, speaker_terms=mine, vocabulary=vocabulary)
        examined.append(
            Examined(
                candidate.pk, candidates.rows, claim.text, beside, features(beside, candidate.found, field)
            )
        )
    return examined


def _claims(candidates: Candidates) -> dict[int, Tracked]:
    rows = Claim.objects.filter(pk__in=[c.pk for c in candidates.best])
    return {
        pk: Tracked(text, note, terms)
        for pk, text, note, terms in rows.values_list("pk", "text", "note", "speaker_terms")
    }


VOCABULARY = """
select w.word, coalesce(s.stem, w.word), coalesce(l.documents, 0)
from unnest(%(words)s::text[]) w(word)
cross join lateral (select (ts_lexize('english_stem', w.word))[1] as stem) s
left join {lexemes} l on l.word = coalesce(s.stem, w.word)
"""


def _vocabulary(texts: Iterable[str], *, rows: int) -> Vocabulary:
    """The stems and counts of every word of the texts, asked of the database at once: one stemmer for all."""
    words = sorted({word for text in texts for word in wording(searchable(text)).words})
    with connection.cursor() as cursor:
        cursor.execute(
            VOCABULARY.format(lexemes=connection.ops.quote_name(table_of(ClaimLexeme))), {"words": words}
        )
        return Vocabulary({word: (stem, documents) for word, stem, documents in cursor.fetchall()}, rows)
