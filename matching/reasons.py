"""Why a statement was suggested for a claim, in words that a person checks at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from matching.features import Pair
    from matching.stance import Guess

MOST_NAMED = 4
"""Names, phrases or numbers that one reason lists."""
MOST_CHARACTERS = 60
"""Characters of one word or phrase in a reason."""


class Reason(TypedDict):
    """``kind``: names, phrase, numbers, numbers_differ, speaker, context or stance. ``weight``: what it adds to the
    log-odds, in nats; 0 for the stance, which the probability does not rest on.
    """

    kind: str
    text: str
    weight: float


def reasons(pair: Pair, contributions: Mapping[str, float], guess: Guess) -> list[Reason]:
    """The reasons for a suggestion, the weightiest first and the stance last; always at least one.

    ``contributions``: what each feature adds to the log-odds (``score.Model.contributions``).
    """

    def weight(*features: str) -> float:
        return round(sum(contributions.get(f, 0.0) for f in features), 2)

    named = set(pair.names_shared)
    names = [pair.claim.shown[n] for n in dict.fromkeys(pair.claim.words) if n in named]
    share = _share_of(pair, named)
    words = weight(
        "claim_coverage", "statement_coverage", "retrieval", "retrieval_relative", "words_relative"
    )
    phrase = words * (1 - share) + weight("phrases", "rarest_shared")
    numbers = list(dict.fromkeys(c.text for _, c in pair.numbers_shared))
    missing = [n for n in pair.numbers_missing if pair.said.numbers]
    found = [
        _reason("names", f"both name {_list(names)}", words * share) if names else None,
        _reason("phrase", _words(pair, named), phrase),
        _reason("numbers", f"both say {_list(numbers)}", weight("numbers_shared")) if numbers else None,
        _reason("numbers_differ", _differ(pair), weight("numbers_missing")) if missing else None,
        _reason("speaker", "the claim is this speaker’s", weight("same_speaker"))
        if pair.same_speaker
        else None,
    ]
    kept = sorted((r for r in found if r and r["text"]), key=lambda r: -abs(r["weight"]))
    if not kept:
        kept = [
            Reason(
                kind="context", text="the words around it are the claim’s", weight=weight("context_coverage")
            )
        ]
    stance = f"{guess.prefilled}, perhaps" + (f": {guess.cue}" if guess.cue else "")
    return [*kept, Reason(kind="stance", text=stance, weight=0.0)]


def _reason(kind: str, text: str, weight: float) -> Reason:
    return Reason(kind=kind, text=text, weight=round(weight, 2))


def _share_of(pair: Pair, names: set[str]) -> float:
    """How much of the rarity of what both say is that of names, 0 to 1."""
    rarities = {word: pair.vocabulary.weight(word) for word in {*pair.shared, *names}}
    return sum(rarities[name] for name in names) / sum(rarities.values()) if rarities else 0.0


def _words(pair: Pair, names: set[str]) -> str:
    """What both say besides names: phrases of two words first, then single words, rarest first."""
    shown = pair.claim.shown
    phrases = [phrase for phrase in pair.phrases if not names & set(phrase)]
    inside = {*names, *(word for phrase in phrases for word in phrase)}
    single = [word for word in pair.shared if word not in inside and not word.isdigit()]
    said = [" ".join(shown[word] for word in phrase) for phrase in phrases] + [shown[word] for word in single]
    return f"both say {_list([f'“{words[:MOST_CHARACTERS]}”' for words in said])}" if said else ""


def _differ(pair: Pair) -> str:
    said = [s.text for s in pair.said.numbers if not any(s.agrees(c) for c in pair.claim.numbers)]
    missing = [n.text for n in pair.numbers_missing]
    if not said:
        return f"the claim’s {_list(missing)} is not in it"
    return f"numbers differ: {_list(said)} here, {_list(missing)} in the claim"


def _list(words: list[str]) -> str:
    return ", ".join(word[:MOST_CHARACTERS] for word in words[:MOST_NAMED])
