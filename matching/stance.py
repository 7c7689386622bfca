"""How a statement bears on a claim: supports, denies, or context. A guess to be pre-filled, never a decision.

Three sources, the later outweighing the earlier: a small softmax regression over named cues (data/stance-v1.json,
fitted by training/fit_stance.py); the reader's polarity ("denied that ..."); and what is not said as a fact: on a
condition, expected, asked, declined, or known from others. No cosine is used: it cannot see a negation.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from matching.stance_cues import CUES, cue_words, cues, negations, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matching.features import Pair, Said

STANCES = ("supports", "denies", "context")
SHIPPED = "stance-v1"
PREFILL = 0.8
"""From this probability on "supports" is pre-filled. Below it "context" is: mere reports are mistaken for support."""
NOT_A_FACT = 0.1
"""What is left of "supports" and "denies" where the statement is on a condition, expected, asked or declined."""
SECOND_HAND = 0.5
"""What is left of them where the speaker is only aware of it from others."""
DENIED = 0.85
"""Least probability of the turned stance where the reader found that the content is denied."""
IRREALIS = {
    "conditional": "on a condition",
    "expects": "expected, not said to be so",
    "asks": "a question",
    "declines": "declined to say",
}
"""The reader's modalities that make a statement context, and why in words."""
OPENINGS = frozenset({"if", "unless", "whether", "should"})


@dataclass(frozen=True, slots=True)
class Guess:
    """The probability of each stance (0 to 1, together 1), and what shows the likeliest, words of the text quoted."""

    shares: Mapping[str, float]
    cue: str

    @property
    def stance(self) -> str:
        """The likeliest stance."""
        return max(STANCES, key=lambda stance: self.shares[stance])

    @property
    def probability(self) -> float:
        """The probability of the likeliest stance."""
        return self.shares[self.stance]

    @property
    def prefilled(self) -> str:
        """What is pre-filled for the editor: the likeliest stance, or context where support is not sure enough."""
        return "context" if self.stance == "supports" and self.probability < PREFILL else self.stance

    @property
    def prefilled_probability(self) -> float:
        """The probability of what is pre-filled."""
        return self.shares[self.prefilled]


def guess(pair: Pair, said: Said, *, claim: str) -> Guess:
    """Guesses the stance of a statement towards a claim's text that it is taken to bear on."""
    words, claimed = tokens(said.text), tokens(claim)
    shares = probabilities(cues(pair, statement=said.text, claim=claim))
    cue = _cue(words, claimed, shares)
    if said.polarity == "denied":
        shares, cue = _denied(shares, claim_negated=bool(negations(claimed))), "the speaker denies it"
    condition = "" if conditional(claimed) else conditional(words)
    if said.modality in IRREALIS or condition:
        shares, cue = _less(shares, NOT_A_FACT), condition or IRREALIS.get(said.modality, "")
    elif said.modality == "aware":
        shares, cue = _less(shares, SECOND_HAND), "known from others"
    return Guess(shares, cue)


def conditional(words: list[str]) -> str:
    """The words, quoted, by which a text speaks of what is not said to be so: “if”, “any … would”; or ""."""
    if words[:1] and words[0] in OPENINGS:
        return f"“{words[0]}”"
    text = f" {' '.join(words)} "
    if " any " in text and (" would " in text or " could " in text) and not negations(words):
        return "“any … would”"
    for phrase in ("would be", "would mark", "would represent", "would mean", "if it", "if they", "were to"):
        if f" {phrase} " in text:
            return f"“{phrase}”"
    for phrase in (
        "expected to",
        "expecting",
        "is expected",
        "are expected",
        "set to",
        "plans to",
        "expects",
    ):
        if f" {phrase} " in text:
            return f"“{phrase}”"
    return ""


def probabilities(found: Mapping[str, float]) -> dict[str, float]:
    """The probability of each stance by the cues alone; they add up to 1."""
    model = _shipped()
    logits = {s: b + sum(w[n] * found.get(n, 0) for n in CUES) for s, (b, w) in model.items()}
    top = max(logits.values())
    powers = {s: math.exp(x - top) for s, x in logits.items()}
    return {s: p / sum(powers.values()) for s, p in powers.items()}


def _denied(shares: Mapping[str, float], *, claim_negated: bool) -> dict[str, float]:
    """Shares where the speaker denies the content: to deny a denial supports it."""
    turned, other = ("supports", "denies") if claim_negated else ("denies", "supports")
    sure = max(DENIED, shares[turned])
    rest = 1 - sure
    return {turned: sure, other: rest / 2, "context": rest / 2}


def _less(shares: Mapping[str, float], left: float) -> dict[str, float]:
    supports, denies = shares["supports"] * left, shares["denies"] * left
    return {"supports": supports, "denies": denies, "context": 1 - supports - denies}


def _cue(words: list[str], claimed: list[str], shares: Mapping[str, float]) -> str:
    """The words that made the model lean as it does, as far as there are any."""
    stance = max(STANCES, key=lambda s: shares[s])
    kinds = {"denies": ("refute",), "context": ("hedge", "condition"), "supports": ("confirm",)}[stance]
    found = [w for kind in kinds for w in cue_words(words, kind) if w not in claimed]
    if stance == "denies":
        found += negations(words)
    return f"“{found[0]}”" if found else ""


@cache
def _shipped() -> dict[str, tuple[float, dict[str, float]]]:
    text = (files("matching") / "data" / f"{SHIPPED}.json").read_text(encoding="utf8")
    stances = json.loads(text)["stances"]
    return {
        s: (float(stances[s]["intercept"]), {n: float(stances[s]["cues"][n]) for n in CUES}) for s in STANCES
    }
