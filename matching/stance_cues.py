"""The named cues by which a text supports a claim, denies it, or only speaks of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matching.bearing import Bearing, bearing, event_words
from matching.dates import without_months
from matching.lists import classes, phrases, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from matching.features import Pair

CUES = (
    "claim_coverage",
    "statement_coverage",
    "names_shared",
    "numbers_shared",
    "numbers_missing",
    "numbers_extra",
    "question",
    "colon",
    "quoted",
    "refutes",
    "refutes_alone",
    "hedges",
    "hedges_alone",
    "confirms",
    "condition",
    "condition_alone",
    "negated",
    "claim_negated",
    "negation_differs",
    "starts_no",
    "starts_question",
    "length",
    "claim_length",
    "event_agrees",
    "event_opposes",
    "event_unreal",
    "event_named",
    "plain",
    "says_report",
    "starts_how",
    "turns",
    "refute_negated",
    "confirm_or_deny",
    "refuting_phrase",
)
"""In this order everywhere. "Alone": in the statement and not in the claim. Counts end at 3; lengths are in tens of
words."""
UNPLAIN = (
    "question", "refutes_alone", "hedges_alone", "condition_alone", "numbers_missing", "negation_differs", "says_report",
    "refuting_phrase", "confirm_or_deny",
)  # fmt: skip
"""Cues of which none may be there for a text to say the claim's event plainly."""
TOKEN = re.compile(r"n't|[^\W\d_]+|\d[\d,.]*|[?!]")
NEITHER = re.compile(r" confirm\w* (?:or|nor) den")
MADE_UP = re.compile(r" (?:ma[dk]es?|making) (?:\w+ ){0,2}up ")
REPORTING = frozenset({"report", "reports", "say", "says", "claims", "rumor", "rumour", "source", "sources"})
"""First or last words by which a headline says that it only reports."""
OPENERS = frozenset({"how", "why", "what", "watch", "who", "when", "where", "this"})
QUESTION_STARTS = frozenset(
    {"is", "did", "does", "do", "has", "have", "was", "were", "are", "will", "could", "can"}
)
QUOTES = "'\"‘“"
MOST = 3


def tokens(text: str) -> list[str]:
    """Every word of a text in lower case, "n't" apart from its verb."""
    return TOKEN.findall(re.sub(r"n['’]t\b", " n't", without_months(text).lower()))


def negations(words: Iterable[str]) -> list[str]:
    """The words that turn a sentence round."""
    return [word for word in words if word in word_set("negations")]


def cue_words(words: Iterable[str], kind: str) -> list[str]:
    """The cue words of a class: refute, hedge, confirm or condition. "Not ... any" is no condition."""
    words = list(words)
    plain = {"any"} if kind == "condition" and negations(words) else set()
    return [word for word in words if word in classes("stance-cues")[kind] and word not in plain]


def cues(pair: Pair, *, statement: str, claim: str) -> dict[str, float]:
    """The cues of a statement's text held against a claim's, by name, in the order of CUES."""
    said, claimed = tokens(statement), tokens(claim)
    plain = f" {' '.join(said)} "
    own = event_words(statement, claim)
    telling = [word for word in said if word not in own]
    count = {
        kind: (
            _count(cue_words(telling if kind == "refute" else said, kind)),
            _count(cue_words(claimed, kind)),
        )
        for kind in classes("stance-cues")
    }
    not_said, not_claimed = _count(negations(said)), _count(negations(claimed))
    names = pair.claim.names | pair.claim.perhaps
    extra = [n for n in pair.said.numbers if not any(n.agrees(c) for c in pair.claim.numbers)]
    bears = bearing(statement, claim)
    values: Mapping[str, float] = {
        "claim_coverage": pair.coverage(pair.claim, pair.said),
        "statement_coverage": pair.coverage(pair.said, pair.claim),
        "names_shared": len(pair.names_shared) / len(names) if names else 0.0,
        "numbers_shared": bool(pair.numbers_shared),
        "numbers_missing": bool(pair.numbers_missing),
        "numbers_extra": bool(extra),
        "question": "?" in statement,
        "colon": ":" in statement,
        "quoted": any(mark in statement for mark in QUOTES),
        "refutes": count["refute"][0],
        "refutes_alone": count["refute"][0] > 0 == count["refute"][1],
        "hedges": count["hedge"][0],
        "hedges_alone": count["hedge"][0] > 0 == count["hedge"][1],
        "confirms": count["confirm"][0],
        "condition": count["condition"][0],
        "condition_alone": count["condition"][0] > 0 == count["condition"][1],
        "negated": not_said,
        "claim_negated": not_claimed,
        "negation_differs": (not_said > 0) != (not_claimed > 0),
        "starts_no": said[:1] in (["no"], ["not"], ["nope"]),
        "starts_question": said[:1] != [] and said[0] in QUESTION_STARTS,
        "event_agrees": bears is Bearing.AGREES,
        "event_opposes": bears is Bearing.OPPOSES,
        "event_unreal": bears is Bearing.UNREAL,
        "event_named": bears is Bearing.NAMED,
        "says_report": bool(REPORTING & {*said[:1], *said[-1:]}),
        "starts_how": bool(OPENERS & {*said[:1]}),
        "turns": count["turn"][0] > 0,
        "refute_negated": _denial_denied(said),
        "confirm_or_deny": bool(NEITHER.search(plain)),
        "refuting_phrase": bool(MADE_UP.search(plain))
        or any(f" {phrase} " in plain for phrase in phrases("refuting-phrases")),
        "length": min(len(said), 60) / 10,
        "claim_length": min(len(claimed), 60) / 10,
    }
    found = {**values, "plain": bears is Bearing.AGREES and not any(values[name] for name in UNPLAIN)}
    return {name: float(found[name]) for name in CUES}


def _count(found: list[str]) -> int:
    return min(MOST, len(found))


def _denial_denied(words: list[str]) -> bool:
    """Whether a refuting word is itself negated: "no hoax", "was not a fake"."""
    refuting = classes("stance-cues")["refute"]
    return any(word in refuting and negations(words[max(0, i - 3) : i]) for i, word in enumerate(words))
