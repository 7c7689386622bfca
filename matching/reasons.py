"""Why a statement was suggested for a claim, in words that a person checks at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from matching.features import PROMINENT
from matching.phrase import say, say_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from matching.features import Pair
    from matching.stance import Guess

MOST_NAMED = 4
"""Names, phrases or numbers that one reason lists."""
MOST_KINDRED = 2
"""Pairs of kindred words that a reason lists."""
MOST_CHARACTERS = 60
"""Characters of one word or phrase in a reason."""


OF_WORDS = (
    "claim_coverage",
    "statement_coverage",
    "retrieval",
    "retrieval_relative",
    "words_relative",
    "note_coverage",
)
"""Features by which words that both say add to the log-odds."""


class Reason(TypedDict):
    """``kind``: names, known, phrase, kindred, numbers, numbers_differ, dates, speaker, context, nobody or stance. ``weight``: what it adds to the
    log-odds, in nats; 0 for dates and the stance, which the probability does not rest on.
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

    words = weight(*OF_WORDS)
    found = [
        *_of_words(pair, words, weight("phrases", "order", "rarest_shared")),
        *_of_features(pair, weight),
    ]
    kept = sorted((r for r in found if r["text"]), key=lambda r: -abs(r["weight"]))
    if not kept:
        kept = [Reason(kind="context", text=say("few words are shared"), weight=words)]
    return [*kept, Reason(kind="stance", text=_stance(guess), weight=0.0)]


def _of_words(pair: Pair, words: float, phrases: float) -> Iterator[Reason]:
    """The names and the other words that both say share what the words add, by how rare they are."""
    named = set(pair.names_shared)
    share = _share_of(pair, named)
    if names := [pair.claim.shown[n] for n in dict.fromkeys(pair.claim.words) if n in named]:
        yield _reason("names", say("both name %(words)s", words=_list(names)), words * share)
    yield _reason("known", _known(pair), words * pair.known_share)
    yield _reason("phrase", _words(pair, named), words * (1 - share) + phrases)


def _of_features(pair: Pair, weight: Callable[..., float]) -> Iterator[Reason]:
    yield _reason("kindred", _kindred(pair), weight("claim_kindred", "statement_kindred"))
    if numbers := list(dict.fromkeys(c.text for _, c in pair.numbers_shared)):
        yield _reason("numbers", say("both say %(words)s", words=_list(numbers)), weight("numbers_shared"))
    yield _reason("numbers_differ", _differ(pair), weight("numbers_missing"))
    yield _reason("dates", _dates(pair), 0.0)
    if pair.same_speaker:
        yield _reason("speaker", say("the claim is this speaker’s"), weight("same_speaker"))
    if pair.prominence > PROMINENT and weight("prominence") > 0:
        many = say("the desk tracks many claims of the claim’s speaker")
        yield _reason("speaker", many, weight("prominence"))
    if pair.context_words:
        around = say("the words around it have %(words)s", words=_list(pair.context_words))
        yield _reason("context", around, weight("context_coverage"))
    if pair.nobody_named:
        yield _reason("nobody", say("nothing the claim names is named here"), weight("names_missing"))


def _stance(guess: Guess) -> str:
    kind = say(guess.prefilled)
    if guess.cue:
        return say("%(stance)s, perhaps: %(cue)s", stance=kind, cue=guess.cue)
    return say("%(stance)s, perhaps", stance=kind)


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
    quoted = say_all(say("“%(words)s”", words=words[:MOST_CHARACTERS]) for words in said[:MOST_NAMED])
    return say("both say %(words)s", words=quoted) if said else ""


def _known(pair: Pair) -> str:
    """Things that the two name differently."""
    found = [
        say("“%(said)s” may be %(name)s", said=meant.said, name=meant.shown)
        if meant.wider
        else say("“%(said)s” is %(name)s", said=meant.said, name=meant.shown)
        for meant in pair.known_here
    ]
    return say_all(found[:MOST_NAMED]) if found else ""


def _kindred(pair: Pair) -> str:
    """Words that are kin, each with the claim's."""
    found = [
        say("“%(here)s” here, “%(claim)s” in the claim", here=pair.said.shown[s], claim=pair.claim.shown[c])
        for s, c in pair.kindred[:MOST_KINDRED]
    ]
    return say_all(found, by="; ") if found else ""


def _differ(pair: Pair) -> str:
    """Numbers of one kind that differ; else those of the claim that a statement with numbers lacks."""
    differing = pair.numbers_differing
    if differing:
        said, claimed = (list(dict.fromkeys(n.text for n in ns)) for ns in zip(*differing, strict=True))
        return say(
            "numbers differ: %(here)s here, %(claim)s in the claim", here=_list(said), claim=_list(claimed)
        )
    missing = [n.text for n in pair.numbers_missing]
    if missing and pair.said.numbers:
        return say("the claim’s %(words)s is not in it", words=_list(missing))
    return ""


def _dates(pair: Pair) -> str:
    """Dates that agree, or else differ."""
    if pair.dates_shared:
        return say(
            "both say %(words)s", words=_list(list(dict.fromkeys(c.text for _, c in pair.dates_shared)))
        )
    if pair.dates_differing:
        said, claimed = pair.dates_differing[0]
        return say("dates differ: %(here)s here, %(claim)s in the claim", here=said.text, claim=claimed.text)
    return ""


def _list(words: list[str]) -> str:
    return ", ".join(word[:MOST_CHARACTERS] for word in words[:MOST_NAMED])
