"""Scores the candidates: for each likely cue its best contents, each with the likeliest speaker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extraction.article import Article, Range, word_numbers
from extraction.content_features import content_features
from extraction.cue_features import cue_features
from extraction.final_features import final_features
from extraction.model import Model, probability, score, softmax
from extraction.speaker_features import speaker_features

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extraction.candidates import Choice
    from extraction.cues import Cue
    from extraction.features import Features
    from extraction.speakers import Speaker

UNLIKELY_CUE = 0.03
UNLIKELY_SPEAKER = 0.12
ALTERNATIVES = 4
"""Contents of one cue that may be taken when a better one clashes with another statement."""


@dataclass(slots=True, eq=False)
class Found:
    """A statement in the making, in words instead of offsets."""

    parts: list[Range]
    speaker: Speaker | None
    cue: Cue
    score: float
    how: str
    rank: int = 0
    """0 for the best content of its cue."""
    features: Features = field(default_factory=dict)


def cue_chances(article: Article, model: Model, choices: Iterable[Choice]) -> dict[int, float]:
    """How likely each cue candidate (by word number) really is one."""
    return {c.cue.i: probability(score(model.cue, cue_features(article, c))) for c in choices}


def judge(
    article: Article, model: Model, choices: Sequence[Choice], chances: dict[int, float]
) -> list[Found]:
    """Scored statements for the choices whose chances are not negligible."""
    out = []
    for choice in choices:
        if chances.get(choice.cue.i, 0.0) >= UNLIKELY_CUE:
            out += _statements(article, model, choice, chances)
    return out


def _statements(article: Article, model: Model, choice: Choice, chances: dict[int, float]) -> list[Found]:
    contents = choice.contents
    scores = [
        score(model.content, content_features(article, choice, n, chances)) for n in range(len(contents))
    ]
    ps = softmax(scores)
    ranked = sorted(range(len(ps)), key=lambda n: (-ps[n], n))
    best = contents[ranked[0]]
    numbers = word_numbers(article, best.parts)
    who, speaker_p = _speaker(article, model, choice, numbers)
    alike = sum(ps[n] for n in ranked if _alike(numbers, word_numbers(article, contents[n].parts)))
    known = (chances[choice.cue.i], min(alike, 0.999), speaker_p)
    features = final_features(article, choice, best, who, known, scores[ranked[0]])
    sure = probability(score(model.final, features)) if model.final else known[0]
    speaker = who if speaker_p > UNLIKELY_SPEAKER else None
    out = []
    for rank, n in enumerate(ranked[:ALTERNATIVES]):
        if rank and ps[n] < 0.05:
            break
        share = 1.0 if rank == 0 else 0.5 * ps[n] / ps[ranked[0]] + 0.3
        out.append(
            Found(list(contents[n].parts), speaker, choice.cue, sure * share, contents[n].how, rank, features)
        )
    return out


def _speaker(
    article: Article, model: Model, choice: Choice, content: set[int]
) -> tuple[Speaker | None, float]:
    speakers = choice.speakers
    if not speakers:
        return None, 0.05
    ps = softmax(
        [score(model.speaker, speaker_features(article, choice, n, content)) for n in range(len(speakers))]
    )
    best = max(range(len(ps)), key=lambda n: (ps[n], -n))
    return speakers[best], ps[best]


def _alike(a: set[int], b: set[int]) -> bool:
    """Much the same words: the boundary may be unsure, the statement is not."""
    return bool(a | b) and len(a & b) >= 0.5 * len(a | b)
