"""Desks to fit link coefficients on: a whole collection of claims, and small desks cut out of it.

On a small desk claims often have neither a note nor a speaker, and many a statement is about none of them.
"""

from __future__ import annotations

import json
import random
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from matching.features import FEATURES, Said
from matching.names import speaker_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

SIZES = ((300, 60), (40, 20), (5, 3))
"""Claims of a small desk, and statements about them that share it."""
STRANGERS = 2
"""Statements about other claims that are held against a small desk, for each of its own."""


@dataclass(frozen=True)
class Example:
    """A statement and the claims it bears on."""

    said: Said
    right: frozenset[str]
    name: str


@dataclass
class Desk:
    """Claims, and the statements that are held against them."""

    claims: Sequence[Mapping[str, Any]]
    examples: Sequence[Example]


@dataclass
class Table:
    """Rows of features, whether each is right, and the statement each belongs to."""

    rows: list[list[float]]
    right: list[bool]
    names: list[str]


def read(path: Path) -> list[dict[str, Any]]:
    """The objects of a file, one a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def examples(prefix: Path) -> list[Example]:
    """The statements of PREFIX.statements.jsonl with the claims that PREFIX.links.jsonl links them to."""
    right: dict[str, set[str]] = {}
    for link in read(prefix.with_name(f"{prefix.name}.links.jsonl")):
        right.setdefault(link["statement"], set()).add(link["claim"])
    rows = read(prefix.with_name(f"{prefix.name}.statements.jsonl"))
    return [
        Example(
            Said(row["text"], row.get("speaker") or "", row.get("context") or ""),
            frozenset(right.get(row["id"], ())),
            row["id"],
        )
        for row in rows
    ]


def unrelated(found: Sequence[Example]) -> list[Example]:
    """As many sentences that stand around the examples and are none of them."""
    own = [example.said.text for example in found]
    sentences = [
        Example(replace(example.said, text=sentence), frozenset(), f"unrelated {example.name} {n}")
        for example in found
        for n, sentence in enumerate(re.split(r"(?<=[.?!])\s+", example.said.context))
        if len(sentence.split()) >= 7 and not any(sentence in text or text in sentence for text in own)
    ]
    random.Random(1).shuffle(sentences)
    return sentences[: len(found)]


def small_desks(
    claims: Sequence[Mapping[str, Any]], found: Sequence[Example], *, seed: int, most: int = 10_000
) -> Iterator[Desk]:
    """Small desks of the sizes above, ``most`` of a size; of every two, one has neither speakers nor titles."""
    rng = random.Random(seed)
    by_id = {claim["id"]: claim for claim in claims}
    for size, together in SIZES:
        shuffled = rng.sample(list(found), len(found))
        starts = range(0, len(shuffled), together)
        for number, start in enumerate(starts[:most]):
            own = shuffled[start : start + together]
            strangers = rng.sample(list(found), min(len(found), STRANGERS * len(own)))
            wanted = sorted({c for example in own for c in example.right if c in by_id})[:size]
            others = [c for c in rng.sample(list(claims), min(len(claims), size)) if c["id"] not in wanted]
            desk = [by_id[c] for c in wanted] + others[: size - len(wanted)]
            if number % 2:
                desk = [{"id": claim["id"], "text": claim["text"]} for claim in desk]
            yield Desk(desk, [*own, *strangers])


def table(desks: Iterable[Desk]) -> Table:
    """The features of every candidate of every example, as production computes them, in scratch tables."""
    from claims.rank import examine
    from claims.scratch import load_claims, scratch_tables

    found = Table([], [], [])
    for desk in desks:
        claims = desk.claims
        with scratch_tables():
            load_claims(
                (n, claim["text"], claim.get("title") or "", speaker_terms(claim.get("speaker") or ""))
                for n, claim in enumerate(claims, start=1)
            )
            for example in desk.examples:
                for examined in examine(example.said):
                    found.rows.append([examined.features[name] for name in FEATURES])
                    found.right.append(claims[examined.claim_id - 1]["id"] in example.right)
                    found.names.append(example.name)
    return found
