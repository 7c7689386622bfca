"""Desks to fit link coefficients on: a whole collection of claims, and small desks cut out of it.

On a small desk claims often have neither a note nor a speaker, and many a statement is about none of them. Half of the
small desks are about one topic: there, the names of the topic tell nothing of which claim is meant.
"""

from __future__ import annotations

import json
import math
import random
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from matching.features import FEATURES, Said
from matching.names import speaker_terms
from matching.passage import around
from matching.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

SIZES = ((300, 60), (40, 20), (5, 3))
"""Claims of a small desk, and statements about them that share it."""
TOPICAL_SIZES = ((40, 15), (10, 30))
"""Claims of a desk about one topic, and how many such desks."""
TOGETHER = 15
"""Statements about one topic that share a desk, at most."""
AT_ONCE = 10
"""Statements that are examined together."""
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


def bare(found: Sequence[Example]) -> list[Example]:
    """The same without speaker and context."""
    return [replace(e, said=replace(e.said, speaker="", context=""), name=f"{e.name} bare") for e in found]


def news(path: Path, *, most: int, seed: int) -> list[Example]:
    """Statements from articles that are about none of the claims: {"text", "statements": [{"content_spans"}]} a line."""
    found = [
        Example(
            Said(
                statement["content"],
                statement.get("speaker") or "",
                around(row["text"], statement["content_spans"]),
            ),
            frozenset(),
            f"news {row['doc_id']} {n}",
        )
        for row in read(path)
        for n, statement in enumerate(row["statements"])
    ]
    return random.Random(seed).sample(found, min(most, len(found)))


def topical_desks(
    claims: Sequence[Mapping[str, Any]], found: Sequence[Example], *, seed: int
) -> Iterator[Desk]:
    """Desks whose claims are those most like one of them, held against statements about them and about their like."""
    rng = random.Random(seed)
    alike = _Alike({claim["id"]: claim["text"] for claim in claims})
    said = _Alike({example.name: example.said.text for example in found})
    by_id, by_name = {c["id"]: c for c in claims}, {e.name: e for e in found}
    for size, desks in TOPICAL_SIZES:
        for number, first in enumerate(rng.sample(list(found), min(desks, len(found)))):
            wanted = sorted(c for c in first.right if c in by_id)
            if not wanted:
                continue
            kept = list(dict.fromkeys([*wanted, *alike.nearest(by_id[wanted[0]]["text"], size)]))[:size]
            desk = [by_id[c] for c in kept]
            if number % 2:
                desk = [{"id": claim["id"], "text": claim["text"]} for claim in desk]
            own = [e for e in found if e.right & set(kept)][:TOGETHER]
            like = [by_name[name] for name in said.nearest(first.said.text, STRANGERS * len(own) + len(own))]
            yield Desk(desk, [*own, *(e for e in like if e not in own)])


class _Alike:
    """Texts by the rarity of the words they share with another."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._held: dict[str, list[str]] = {}
        self._rows = len(texts)
        for name, text in texts.items():
            for word in set(wording(text).words):
                self._held.setdefault(word, []).append(name)

    def nearest(self, text: str, most: int) -> list[str]:
        """The names of the texts nearest to this one."""
        scores: dict[str, float] = {}
        for word in set(wording(text).words):
            names = self._held.get(word, [])
            for name in names:
                scores[name] = scores.get(name, 0.0) + math.log(self._rows / len(names))
        return sorted(scores, key=lambda name: (-scores[name], name))[:most]


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
    from claims.find.rank import examine_each
    from claims.find.scratch import load_claims, scratch_tables

    found = Table([], [], [])
    for desk in desks:
        claims = desk.claims
        with scratch_tables():
            load_claims(
                (n, claim["text"], claim.get("title") or "", speaker_terms(claim.get("speaker") or ""))
                for n, claim in enumerate(claims, start=1)
            )
            for start in range(0, len(desk.examples), AT_ONCE):
                some = desk.examples[start : start + AT_ONCE]
                for example, of_it in zip(some, examine_each([e.said for e in some]), strict=True):
                    for examined in of_it:
                        found.rows.append([examined.features[name] for name in FEATURES])
                        found.right.append(claims[examined.claim_id - 1]["id"] in example.right)
                        found.names.append(example.name)
    return found
