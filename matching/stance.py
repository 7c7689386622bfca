"""How a statement bears on a claim: supports, denies, or context. A guess to be pre-filled, never a decision.

Four sources, the later outweighing the earlier: a small softmax regression over named cues (data/stance-v2.json,
fitted by training/fit_stance.py); what the statement says of the claim's event (matching/event.py), with the shares
that such pairs had where the cues were fitted; the reader's polarity ("denied that ..."); and what is not said as a
fact: on a condition, expected, asked, declined, or known from others. No cosine is used: it cannot see a negation.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from matching.bearing import Bearing, ahead, bearing, conditional, is_ahead, quoted, shown_event
from matching.phrase import say
from matching.stance_cues import CUES, cue_words, cues, negations, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matching.features import Pair, Said

STANCES = ("supports", "denies", "context")
SHIPPED = "stance-v2"
PREFILL = 0.8
"""From this probability on "supports" is pre-filled. Below it "context" is: mere reports are mistaken for support."""
NOT_A_FACT = 0.1
"""What is left of "supports" and "denies" where the statement is on a condition, expected, asked or declined."""
SECOND_HAND = 0.5
"""What is left of them where the speaker is only aware of it from others."""
DENIED = 0.85
"""Least probability of the turned stance where the reader found that the content is denied."""
PLAIN = 0.82
"""Least probability of "supports" where the claim's event is plainly said: the share of it in such annotated pairs."""
OPPOSED = 0.8
"""Least probability of "denies" where the claim's event is said not to be so: the share of it in such pairs."""
OTHER_NUMBERS = 0.5
"""What is left of "supports" where numbers of one kind differ: 19 million sold is not 15 million sold."""
IRREALIS = {
    "conditional": "on a condition",
    "expects": "expected, not said to be so",
    "asks": "a question",
    "declines": "declined to say",
}
"""The reader's modalities that make a statement context, and why in words."""

Model = dict[str, tuple[float, dict[str, float]]]
"""The intercept and the cues' weights of each stance, in nats."""


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


def guess(pair: Pair, said: Said, *, claim: str, model: Model | None = None) -> Guess:
    """Guesses the stance of a statement towards a claim's text that it is taken to bear on.

    ``model``: other weights of the cues than the shipped ones.
    """
    found = cues(pair, statement=said.text, claim=claim)
    bears = bearing(said.text, claim)
    shares, cue = _by_text(found, bears, pair, said, claim, model or _shipped())
    if said.polarity == "denied":
        shares = _at_least(shares, _turned(said.text, claim, bears), DENIED)
        cue = say("the speaker denies it")
    unreal = _unreal(said, claim, bears)
    if unreal:
        return Guess(_less(shares, NOT_A_FACT), unreal)
    if said.modality == "aware":
        return Guess(_less(shares, SECOND_HAND), say("known from others"))
    return Guess(shares, cue)


def _by_text(
    found: Mapping[str, float], bears: Bearing, pair: Pair, said: Said, claim: str, model: Model
) -> tuple[dict[str, float], str]:
    """The shares by the statement's text alone, and its cue in words."""
    shares = probabilities(found, model)
    if found["plain"]:
        shares = _at_least(shares, "supports", PLAIN)
    elif bears is Bearing.OPPOSES and not found["question"]:
        shares = _at_least(shares, "denies", OPPOSED)
    if pair.numbers_differing:
        shares = _moved(shares, "supports", OTHER_NUMBERS)
    return shares, _cue(said.text, claim, shares)


def _unreal(said: Said, claim: str, bears: Bearing) -> str:
    """Why the statement is not said as a fact, in words; "" where it is, or where the claim itself is no more."""
    condition = "" if conditional(claim) else conditional(said.text)
    if bears is Bearing.AGREES and is_ahead(claim) and said.modality == "expects":
        return condition
    if bears in (Bearing.AGREES, Bearing.OPPOSES):
        return IRREALIS.get(said.modality, "")
    return (
        condition
        or ("" if ahead(claim) or is_ahead(claim) else ahead(said.text))
        or IRREALIS.get(said.modality, "")
    )


def _turned(text: str, claim: str, bears: Bearing) -> str:
    """The stance of who denies a content: to deny what opposes the claim supports it."""
    if bears is Bearing.ABSENT:
        opposes = bool(negations(tokens(text))) != bool(negations(tokens(claim)))
    else:
        opposes = bears is Bearing.OPPOSES
    return "supports" if opposes else "denies"


def probabilities(found: Mapping[str, float], model: Model | None = None) -> dict[str, float]:
    """The probability of each stance by the cues alone; they add up to 1."""
    weights = model or _shipped()
    logits = {s: b + sum(w[n] * found.get(n, 0) for n in CUES) for s, (b, w) in weights.items()}
    top = max(logits.values())
    powers = {s: math.exp(x - top) for s, x in logits.items()}
    return {s: p / sum(powers.values()) for s, p in powers.items()}


def _at_least(shares: Mapping[str, float], stance: str, least: float) -> dict[str, float]:
    """Shares with at least so much for a stance; what the others have shrinks in proportion."""
    if shares[stance] >= least:
        return dict(shares)
    rest = (1 - least) / (1 - shares[stance])
    return {s: least if s == stance else p * rest for s, p in shares.items()}


def _moved(shares: Mapping[str, float], stance: str, left: float) -> dict[str, float]:
    """Shares of which only ``left`` stays with a stance; the rest goes to context."""
    moved = shares[stance] * (1 - left)
    return {**shares, stance: shares[stance] - moved, "context": shares["context"] + moved}


def _less(shares: Mapping[str, float], left: float) -> dict[str, float]:
    return _moved(_moved(shares, "supports", left), "denies", left)


def _cue(text: str, claim: str, shares: Mapping[str, float]) -> str:
    """The words that made the guess lean as it does, as far as there are any."""
    words, claimed = tokens(text), tokens(claim)
    stance = max(STANCES, key=lambda s: shares[s])
    kinds = {"denies": ("refute",), "context": ("hedge", "condition"), "supports": ("confirm",)}[stance]
    found = [w for kind in kinds for w in cue_words(words, kind) if w not in claimed]
    if found:
        return quoted(found[0])
    event = shown_event(text, claim) if stance != "context" else ""
    if event:
        return quoted(event)
    return next((quoted(word) for word in negations(words)), "") if stance == "denies" else ""


def model_of(data: Mapping[str, object]) -> Model:
    """The weights in a file's data. Raises KeyError, TypeError or ValueError where they are not those of our cues."""
    stances = data["stances"]
    if not isinstance(stances, dict):
        raise TypeError("No stances.")
    return {
        s: (float(stances[s]["intercept"]), {n: float(stances[s]["cues"][n]) for n in CUES}) for s in STANCES
    }


@cache
def _shipped() -> Model:
    return model_of(json.loads((files("matching") / "data" / f"{SHIPPED}.json").read_text(encoding="utf8")))
