"""Whether a text says that what a claim is about happened, did not happen, may happen, or only names it.

Grammar of a few words to the left of the event's verb, on plain tokens: auxiliaries, negation, modals, "to", "any".
No parser, so that the web process can do it in microseconds; where nothing is sure the answer is NAMED or ABSENT.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from matching.dates import without_months
from matching.kindred import groups, is_past, one_word_for, opposite, same_word
from matching.lists import classes

TOKEN = re.compile(r"n't|[^\W\d_]+(?:-\d+)?|\d[\d,.]*\d|\d|[.?!,;:]")
BOUNDARY = frozenset(".?!,;:")
RELATIVE = frozenset({"that", "which", "who"})
NOBODY = frozenset({"nobody", "none", "neither", "no"})
REACH = 8
"""Tokens to the left of a verb that are looked at."""


class Status(Enum):
    """What a text says of an event."""

    HAPPENED = "happened"
    NOT = "not"
    UNREAL = "unreal"
    NAMED = "named"
    ABSENT = "absent"


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[str, ...]:
    """Every word and mark of a text in lower case, "n't" apart from its verb, "cannot" as two."""
    plain = (
        re.sub(r"n['’]t\b", " n't", without_months(text).lower())
        .replace("won n't", "will n't")
        .replace("ca n't", "can n't")
    )
    return tuple(TOKEN.findall(plain.replace("cannot", "can not").replace("’", "'")))


@lru_cache(maxsize=4096)
def event_of(claim: str) -> tuple[str, Status]:
    """The word that says what a claim is about, and what the claim says of it; "" where no verb is seen."""
    words = tokens(claim)
    found = (_after_auxiliary(words), next((i for i, w in enumerate(words) if i and _looks_past(w)), None))
    place = min((i for i in found if i is not None), default=None)
    if place is None:
        place = next((i for i in range(1, len(words) - 1) if _looks_present(words, i)), None)
    return ("", Status.ABSENT) if place is None else (_word_at(words, place), _status(words, place))


def _word_at(words: tuple[str, ...], i: int) -> str:
    """The word at a place; of a verb of two words the one that says the same."""
    return _two_at(words, i) or words[i]


def _two_at(words: tuple[str, ...], i: int) -> str:
    return one_word_for(words[i], words[i + 1]) if i + 1 < len(words) else ""


def places_of(words: tuple[str, ...], event: str) -> list[int]:
    """Where words say an event: by its own word, else by one that says the same."""
    said = [_word_at(words, i) for i in range(len(words))]
    exact = [i for i, word in enumerate(said) if same_word(word, event)]
    return exact or [i for i, word in enumerate(said) if groups(word) & groups(event)]


def _after_auxiliary(words: tuple[str, ...]) -> int | None:
    """The first word after the first chain of auxiliaries that tells something."""
    grammar = classes("grammar")
    passing = grammar["auxiliary"] | grammar["modal"] | grammar["negation"] | grammar["adverb"]
    for i, word in enumerate(words[:-1]):
        if i and word in grammar["auxiliary"] | grammar["modal"] and words[i - 1] not in RELATIVE:
            after = i
            while after < len(words) and (words[after] in passing or words[after].endswith("ly")):
                after += 1
            if (
                after < len(words)
                and words[after] in {"going", "about", "set", "expected"}
                and words[after + 1 : after + 2] == ("to",)
            ):
                after += 2
            while after < len(words) and words[after] in grammar["determiner"]:
                after += 1
            return after if after < len(words) and words[after] not in BOUNDARY else None
    return None


def _looks_past(word: str) -> bool:
    return (len(word) > 3 and word.endswith("ed")) or is_past(word)


def _looks_present(words: tuple[str, ...], i: int) -> bool:
    """Whether a word may be a verb of the third person: "opposes the", "wants to"."""
    return (
        len(words[i]) > 3
        and words[i].endswith("s")
        and not words[i].endswith("ss")
        and words[i - 1] not in classes("grammar")["determiner"]
        and words[i + 1] not in BOUNDARY
    )


def status_in(text: str, event: str) -> tuple[Status, bool]:
    """What a text says of an event, and whether by a word that is its opposite ("is alive" of "died")."""
    words = tokens(text)
    places = places_of(words, event)
    if places:
        found = {_status(words, i) for i in places}
        order = (Status.NOT, Status.UNREAL, Status.HAPPENED, Status.NAMED)
        return next(s for s in order if s in found), False
    turned = (_status(words, i) for i in range(len(words)) if opposite(_word_at(words, i), event))
    return next(((status, True) for status in turned if status is not Status.NAMED), (Status.ABSENT, False))


def _status(words: tuple[str, ...], i: int) -> Status:
    """What is said of the event whose word stands at ``i``."""
    grammar = classes("grammar")
    left = clause_before(words, i)
    chain = chain_before(left)
    before = left[: len(left) - len(chain)]
    if set(left) & grammar["condition"] or words[0] in grammar["condition"]:
        return Status.UNREAL
    nobody = bool(chain) and not NOBODY.isdisjoint(before)
    if not NOBODY.isdisjoint(words[i + 1 : i + 2 + bool(_two_at(words, i))][-1:]):
        return Status.NOT
    if nobody or set(chain) & grammar["negation"] or not grammar["prevents"].isdisjoint(before[-1:]):
        return Status.NOT
    if "to" in chain:
        return _infinitive(left)
    if set(chain) & grammar["modal"]:
        return Status.UNREAL
    return _finite(words[i], chain, before)


def _finite(word: str, chain: list[str], before: list[str]) -> Status:
    grammar = classes("grammar")
    if set(chain) & grammar["auxiliary"]:
        return Status.HAPPENED
    last = before[-1] if before else ""
    if "any" in before[-3:]:
        return Status.UNREAL
    if last == "no" or set(before[-2:]) & grammar["prevents"]:
        return Status.NOT
    if word.endswith("ing") or last in grammar["determiner"] | {"of", "for", "after", "about", "on", "over"}:
        return Status.NAMED
    return Status.HAPPENED if _looks_past(word) or (before and word.endswith("s")) else Status.NAMED


def _infinitive(left: list[str]) -> Status:
    """ "... to deliver": what stands before "to" says whether it came about."""
    grammar = classes("grammar")
    lead = set(left[-7:])
    if lead & grammar["fails"]:
        return Status.NOT
    return Status.HAPPENED if lead & grammar["manages"] else Status.UNREAL


def clause_before(words: tuple[str, ...], i: int) -> list[str]:
    left = list(words[max(0, i - REACH) : i])
    stops = [
        k
        for k, word in enumerate(left)
        if word in BOUNDARY or word in RELATIVE | {"because", "while", "but", "and"}
    ]
    return left[stops[-1] + 1 :] if stops else left


def chain_before(left: list[str]) -> list[str]:
    """The auxiliaries, negations and adverbs right before a verb."""
    grammar = classes("grammar")
    passing = grammar["auxiliary"] | grammar["modal"] | grammar["negation"] | grammar["adverb"] | {"to"}
    start = len(left)
    while start and (left[start - 1] in passing or left[start - 1].endswith("ly")):
        start -= 1
    return left[start:]
