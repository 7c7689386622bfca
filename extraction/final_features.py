"""Features of a whole statement: how likely are its content and its speaker both right?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extraction.features import Features, bucket, is_headline, meaning, senses
from extraction.sums import within

if TYPE_CHECKING:
    from extraction.candidates import Choice
    from extraction.content import Content
    from extraction.content_features import Scene
    from extraction.speakers import Speaker

STEP = 0.5
REACH = 12
"""Steps of the log odds told apart on either side of nought."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities of cue, content (and of all contents much like it), speaker; of the runners-up; the raw score."""

    cue: float
    content: float
    alike: float
    speaker: float
    next_content: float
    raw: float


def log_odds(p: float) -> float:
    """The log odds of a probability, kept finite."""
    return math.log(max(p, 1e-4) / max(1 - p, 1e-4))


@cache
def _names(name: str) -> tuple[str, ...]:
    return tuple(f"{name}>{n}" for n in range(-REACH, REACH + 1))


def _steps(name: str, z: float) -> tuple[str, ...]:
    """One feature for each step that z exceeds: sums of their weights are any rising curve."""
    return _names(name)[: max(0, math.ceil(z / STEP) + REACH)]


def final_features(
    scene: Scene, choice: Choice, content: Content, speaker: Speaker | None, chances: Chances
) -> Features:
    """The features of the likeliest statement of a cue."""
    cue, words = choice.cue, scene.article.words
    word, family, how = words[cue.i], cue.family, content.how
    size = scene.sums.size(content.parts)
    quoted = sum(within(scene.sums.quoted, a, b) for a, b in content.parts)
    share = "all" if quoted == size else "part" if quoted else "none"
    agrees = choice.guess >= 0 and choice.contents[choice.guess] is content
    out = [
        "bias", f"kind={cue.kind}", f"how={how}", f"share={share}", f"len={bucket(size)}", f"cls={family}",
        f"{family}|{how}", f"first={content.first}", f"agrees={agrees}", f"dep={word.dep}", f"tag={word.tag}",
        f"cut={bool(content.cut)}", f"{family}|{content.first}", f"n={bucket(len(choice.contents))}",
        "headline" if is_headline(scene.article, word) else "body",
    ]  # fmt: skip
    out += [f"sense={sense}" for sense in senses(cue.lemma)]
    out += _steps("cue", log_odds(chances.cue))
    out += _steps("content", log_odds(chances.content))
    out += _steps("alike", log_odds(chances.alike))
    out += _steps("speaker", log_odds(chances.speaker))
    out += _steps("both", log_odds(chances.cue * chances.alike))
    out += _steps("raw", chances.raw)
    out += _steps("next", log_odds(chances.next_content))
    if speaker is None:
        out.append("nospk")
        return out
    head = words[speaker.head]
    out += (
        "spoken",
        f"spk={speaker.how}",
        f"spkpos={head.pos}",
        f"{family}|spoken",
        f"spkmean={meaning(head)}",
    )
    return out
