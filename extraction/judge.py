"""Scores the candidates: for each likely cue its best contents, each with the likeliest speaker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extraction.content_features import Scene, content_features
from extraction.cue_features import cue_features
from extraction.final_features import Chances, final_features
from extraction.model import Model, Network, probability, softmax
from extraction.speaker_features import speaker_features

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extraction.article import Article, Range
    from extraction.candidates import Choice
    from extraction.cues import Cue
    from extraction.features import Features
    from extraction.speakers import Speaker

UNLIKELY_CUE = 0.08
UNLIKELY_SPEAKER = 0.12
ALTERNATIVES = 4
"""Contents of one cue that may be taken when a better one clashes with another statement."""
ALIKE = 0.5
"""Share of words two contents have in common that are much the same."""
COMPARED = 8
"""Contents of one cue that are held against each other."""
SURE = 0.85
EXACT = 0.3
"""What the exact boundary is worth, when much the same content is worth 1."""
AT_ONCE = 200
"""Choices scored together: enough to be quick, few enough to be small."""


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
    features: Features = field(default_factory=list)


def cue_chances(article: Article, model: Model, choices: Sequence[Choice]) -> dict[int, float]:
    """How likely each cue candidate (by word number) really is one."""
    out: dict[int, float] = {}
    for some in _slices(choices):
        scores = model.cue.scores([cue_features(article, c) for c in some])
        out |= {c.cue.i: probability(z) for c, z in zip(some, scores, strict=True)}
    return out


def judge(
    article: Article, model: Model, choices: Sequence[Choice], chances: Mapping[int, float]
) -> list[Found]:
    """Scored statements for the choices whose chances are not negligible."""
    scene = Scene.of(article, chances)
    out = []
    for some in _slices([c for c in choices if chances.get(c.cue.i, 0.0) >= UNLIKELY_CUE]):
        out += _judged(scene, model, some)
    return out


def _slices(choices: Sequence[Choice]) -> Iterator[Sequence[Choice]]:
    return (choices[k : k + AT_ONCE] for k in range(0, len(choices), AT_ONCE))


def _judged(scene: Scene, model: Model, choices: Sequence[Choice]) -> list[Found]:
    contents = _shares(
        model.content, [[content_features(scene, c, n) for n in range(len(c.contents))] for c in choices]
    )
    tops = [_safest(scene, c, ps) for c, (_, ps) in zip(choices, contents, strict=True)]
    speakers = _shares(
        model.speaker,
        [
            [speaker_features(scene.article, c, n, c.contents[top].parts) for n in range(len(c.speakers))]
            for c, top in zip(choices, tops, strict=True)
        ],
    )
    drafts = []
    for choice, top, (raw, ps), (_, who) in zip(choices, tops, contents, speakers, strict=True):
        best = max(range(len(who)), key=lambda n: (who[n], -n), default=-1)
        speaker, sure = (choice.speakers[best], who[best]) if best >= 0 else (None, 0.05)
        known = _chances(scene, choice, top, raw, ps, sure)
        features = final_features(scene, choice, choice.contents[top], speaker, known)
        drafts.append((choice, ps, top, speaker if sure > UNLIKELY_SPEAKER else None, features))
    scores = model.final.scores([features for *_, features in drafts])
    return [
        found
        for (choice, ps, top, speaker, features), z in zip(drafts, scores, strict=True)
        for found in _ranked(choice, ps, top, speaker, features, probability(z))
    ]


def _shares(network: Network, groups: Sequence[Sequence[Features]]) -> list[tuple[list[float], list[float]]]:
    """For each group the scores of its rows, and those as probabilities."""
    scores = network.scores([features for group in groups for features in group])
    out, at = [], 0
    for group in groups:
        own = scores[at : at + len(group)]
        at += len(group)
        out.append((own, softmax(own) if own else []))
    return out


def _chances(
    scene: Scene, choice: Choice, top: int, raw: Sequence[float], ps: Sequence[float], speaker: float
) -> Chances:
    best = choice.contents[top].parts
    alike = sum(
        p
        for p, c in zip(ps, choice.contents, strict=True)
        if p > 0.001 and scene.sums.overlap(best, c.parts) >= ALIKE
    )
    runner_up = max((p for n, p in enumerate(ps) if n != top), default=0.0)
    return Chances(scene.chances[choice.cue.i], ps[top], min(alike, 0.9999), speaker, runner_up, raw[top])


def _safest(scene: Scene, choice: Choice, ps: Sequence[float]) -> int:
    """The content that is likeliest to be much like the right one: the boundary may be unsure, the statement is not."""
    order = sorted(range(len(ps)), key=lambda n: (-ps[n], n))[:COMPARED]
    if ps[order[0]] >= SURE or len(order) == 1:
        return order[0]
    alike = _pairs_alike(scene, [choice.contents[n].parts for n in order])
    gains = [
        sum(ps[n] for j, n in enumerate(order) if (j, k) in alike) + EXACT * ps[order[k]]
        for k in range(len(order))
    ]
    return order[gains.index(max(gains))]


def _pairs_alike(scene: Scene, contents: Sequence[Sequence[Range]]) -> set[tuple[int, int]]:
    """The numbers of all pairs of contents that are much the same, either way round."""
    out = set()
    for j, one in enumerate(contents):
        for k, other in enumerate(contents[: j + 1]):
            if scene.sums.overlap(one, other) >= ALIKE:
                out |= {(j, k), (k, j)}
    return out


def _ranked(
    choice: Choice, ps: Sequence[float], top: int, speaker: Speaker | None, features: Features, sure: float
) -> Iterator[Found]:
    """The contents of the choice, the chosen one first, then by likelihood."""
    order = [top, *(n for n in sorted(range(len(ps)), key=lambda n: (-ps[n], n)) if n != top)][:ALTERNATIVES]
    for rank, n in enumerate(order):
        if rank and ps[n] < 0.05:
            return
        share = 1.0 if rank == 0 else min(0.9, 0.5 * ps[n] / ps[top] + 0.3)
        content = choice.contents[n]
        yield Found(list(content.parts), speaker, choice.cue, sure * share, content.how, rank, features)
