"""The named cues by which a text supports a claim, denies it, or only speaks of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from matching.lists import classes, word_set

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
    "exclamation",
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
)
"""In this order everywhere. "Alone": in the statement and not in the claim. Counts end at 3; lengths are in tens of
words."""
TOKEN = re.compile(r"n't|[^\W\d_]+|\d[\d,.]*|[?!]")
QUESTION_STARTS = frozenset(
    {"is", "did", "does", "do", "has", "have", "was", "were", "are", "will", "could", "can"}
)
QUOTES = "'\"‘“"
MOST = 3


def tokens(text: str) -> list[str]:
    """Every word of a text in lower case, "n't" apart from its verb."""
    return TOKEN.findall(re.sub(r"n['’]t\b", " n't", text.lower()))


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
    count = {
        kind: (_count(cue_words(said, kind)), _count(cue_words(claimed, kind)))
        for kind in classes("stance-cues")
    }
    not_said, not_claimed = _count(negations(said)), _count(negations(claimed))
    names = pair.claim.names | pair.claim.perhaps
    extra = [n for n in pair.said.numbers if not any(n.agrees(c) for c in pair.claim.numbers)]
    values: Mapping[str, float] = {
        "claim_coverage": pair.coverage(pair.claim.words, pair.said.words),
        "statement_coverage": pair.coverage(pair.said.words, pair.claim.words),
        "names_shared": len(pair.names_shared) / len(names) if names else 0.0,
        "numbers_shared": bool(pair.numbers_shared),
        "numbers_missing": bool(pair.numbers_missing),
        "numbers_extra": bool(extra),
        "question": "?" in statement,
        "exclamation": "!" in statement,
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
        "length": min(len(said), 60) / 10,
        "claim_length": min(len(claimed), 60) / 10,
    }
    return {name: float(values[name]) for name in CUES}


def _count(found: list[str]) -> int:
    return min(MOST, len(found))
