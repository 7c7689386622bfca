"""Which lexemes a search asks for: single ones and pairs within a budget of rows.

A budget of rows, not a number of lexemes, bounds the time of a search whatever the text and the table: the rarest
lexemes find a row each, and the common ones are asked for in pairs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import TYPE_CHECKING

from matching.rarity import rarity
from matching.states import other_names
from matching.wording import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

SINGLE_ROWS, PAIR_ROWS, CONTEXT_ROWS = 3000, 3000, 1000
"""Budgets: how many rows the single lexemes, the pairs, and the context's lexemes may find together, by the counts."""
PAIRED = 12
"""Lexemes, after the single ones, that are tried in pairs."""
MOST_LEXEMES = 120
"""Lexemes of a kind that a query holds; ten thousand words say nothing that the rarest of them do not."""
SPEAKER_WEIGHT = 4.0
"""What a lexeme of the same speaker's name adds to a score, in nats."""
CONTEXT_SHARE, KIN_SHARE = 0.45, 0.5
"""What a lexeme of the context, or another name of the same state, counts of its rarity."""


class Kind(IntEnum):
    """Where a lexeme of the query comes from; the first kind wins where several have it."""

    OWN = 0
    KIN = 1
    CONTEXT = 2
    SPEAKER = 3


@dataclass(frozen=True, slots=True)
class Term:
    """A lexeme of the query, the rows that hold it by the counts, and what it adds to a score, in nats."""

    lexeme: str
    rows: int
    weight: float
    kind: Kind


def terms(lexemes: Sequence[tuple[str, int, int]], *, rows: int) -> list[Term]:
    """The terms of a query, each kind's rarest first, from (lexeme, kind, rows that hold it); ``rows`` in the table."""
    found: list[Term] = []
    for kind in Kind:
        held = sorted((n, lexeme) for lexeme, k, n in lexemes if k == kind)[:MOST_LEXEMES]
        found += [
            Term(lexeme, n, _weight(kind, rarity(lexeme, documents=n, rows=rows)), kind) for n, lexeme in held
        ]
    return found


def _weight(kind: Kind, rare: float) -> float:
    match kind:
        case Kind.SPEAKER:
            return SPEAKER_WEIGHT
        case Kind.CONTEXT:
            return CONTEXT_SHARE * rare
        case Kind.KIN:
            return KIN_SHARE * rare
        case Kind.OWN:
            return rare


def kin(text: str) -> str:
    """The other names, of one word, of the states that a text names: for "Iranian" also "iran" and "tehran"."""
    names = (name for word in dict.fromkeys(wording(text).words) for name in other_names(word))
    return " . ".join(name for name in names if " " not in name)


def parts(terms: Sequence[Term], *, rows: int) -> list[tuple[str, float]]:
    """The tsqueries, as text, that find candidates within the budgets, each with what it adds to a score, in nats.

    Empty where there is nothing to look for. A lexeme that nothing holds by the counts may be today's new name: it
    stays, and costs nothing.
    """
    own = sorted((t for t in terms if t.kind in (Kind.OWN, Kind.KIN)), key=lambda t: t.rows)
    singles = _within(own, SINGLE_ROWS, at_least=1)
    context = _within([t for t in terms if t.kind == Kind.CONTEXT], CONTEXT_ROWS, at_least=0)
    rest = own[len(singles) :][:PAIRED] + [t for t in terms if t.kind == Kind.SPEAKER]
    found = [(quoted(t.lexeme), t.weight) for t in (*singles, *context)]
    pairs = _pairs(rest, rows=rows)
    return found + [(f"{quoted(a.lexeme)} & {quoted(b.lexeme)}", a.weight + b.weight) for a, b in pairs]


def _within(terms: Sequence[Term], budget: int, *, at_least: int) -> list[Term]:
    """The first terms, rarest first, whose rows together are within the budget."""
    spent = 0
    for i, term in enumerate(terms):
        spent += term.rows
        if spent > budget and i >= at_least:
            return list(terms[:i])
    return list(terms)


def _pairs(terms: Sequence[Term], *, rows: int) -> list[tuple[Term, Term]]:
    """Pairs of terms, rarest together first, within the budget; two words of one speaker's name are no pair.

    How many rows hold both is guessed between two bounds: independence, and the rarer one always with the other.
    """
    estimates = []
    for a, b in combinations(terms, 2):
        if not a.kind == b.kind == Kind.SPEAKER:
            both = ((a.rows * b.rows / max(1, rows)) * min(a.rows, b.rows)) ** 0.5
            estimates.append((both, a.lexeme, b.lexeme, a, b))
    chosen: list[tuple[Term, Term]] = []
    spent = 0.0
    for both, _, _, a, b in sorted(estimates, key=lambda e: e[:3]):
        if chosen and spent + both > PAIR_ROWS:
            break
        spent += both
        chosen.append((a, b))
    return chosen


def quoted(lexeme: str) -> str:
    """A lexeme as tsquery text, whatever characters it has."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
