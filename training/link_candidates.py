"""The candidates of the training statements, deeper than production looks, with what compare_candidates.py tries of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from matching.features import FEATURES, FEW
from training.link_desks import AT_ONCE, Example, Table
from training.link_folds import Rows
from training.link_likes import Words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matching.features import Said
    from training.link_fit import Vector

DEPTH, KEPT = 200, 50
"""Candidates that are looked at, and those that retrieval keeps."""
COLUMN = {name: n for n, name in enumerate(FEATURES)}
RETRIEVAL = COLUMN["retrieval"]
DAMPED = [COLUMN["words_relative"], COLUMN["retrieval_relative"]]
LIKES = ("company of 20", "company of 10", "near", "soft", "translated")


@dataclass(frozen=True)
class Found:
    """The candidates of statements, DEPTH each: their features, what else is tried (``likes``, by name), and how many claims
    are right for each statement about something tracked (``right``).
    """

    rows: Rows
    likes: Mapping[str, Vector]
    right: Mapping[str, int]

    def only(self, kept: Any) -> Found:
        """Some of the candidates."""
        return Found(self.rows[kept], {name: of[kept] for name, of in self.likes.items()}, self.right)

    def with_likes(self, names: Sequence[str], *, without: Sequence[int] = ()) -> Rows:
        """The rows with further features; those ``without`` are nought."""
        x = np.column_stack([self.rows.x, *(self.likes[name] for name in names)])
        x[:, list(without)] = 0.0
        return Rows(x, self.rows.y, self.rows.names, self.rows.kinds, self.rows.speeches)

    def of_each(self, values: Vector, kept: Any) -> Vector:
        """The sum of values of some candidates for each statement about something tracked, in the order of ``right``."""
        place = {name: n for n, name in enumerate(self.right)}
        found = np.zeros(len(place))
        own = np.flatnonzero(kept & self.rows.matched)
        np.add.at(found, [place[name] for name in self.rows.names[own].tolist()], values[own])
        return found


def searched(claims: Sequence[Mapping[str, Any]], said: Sequence[Example]) -> tuple[Found, list[list[int]]]:
    """The candidates of each statement; and for those about something tracked the numbers that right ones have where the
    query holds synonyms besides.
    """
    from claims.find.rank import examine_each
    from claims.find.scratch import load_claims, scratch_tables
    from matching.names import speaker_terms

    table = Table([], [], [])
    likes: dict[str, list[float]] = {name: [] for name in LIKES}
    widened: list[list[int]] = []
    place = {claim["id"]: n for n, claim in enumerate(claims, start=1)}
    with scratch_tables():
        load_claims(
            (n, claim["text"], claim.get("title") or "", speaker_terms(claim.get("speaker") or ""))
            for n, claim in enumerate(claims, start=1)
        )
        texts, notes, words = _lexemes()
        translation = words.translation(list(zip(texts, notes, strict=True)))
        for start in range(0, len(said), AT_ONCE):
            some = said[start : start + AT_ONCE]
            asked = [example.said for example in some]
            each = examine_each(asked, limit=DEPTH, promising=DEPTH)
            for example, own, of_it in zip(some, _own(asked), each, strict=True):
                ids = np.array([examined.claim_id for examined in of_it], dtype=np.int64)
                x = np.array([[e.features[name] for name in FEATURES] for e in of_it])
                if not len(ids):
                    continue
                table.rows += _as_of(x).tolist()
                table.right += [claims[pk - 1]["id"] in example.right for pk in ids]
                table.names += [example.name] * len(ids)
                for best in (20, 10):
                    company = words.company(ids - 1, x[:, RETRIEVAL], own, best=best)
                    likes[f"company of {best}"] += company.tolist()
                likes["near"] += words.near(ids - 1, own).tolist()
                likes["soft"] += [words.soft(texts[pk - 1], own) for pk in ids]
                likes["translated"] += [words.translated(translation, texts[pk - 1], own) for pk in ids]
            widened += _widened([e for e in some if e.right], place)
    right = {example.name: len(example.right) for example in said if example.right}
    return Found(Rows.of(table), {name: np.array(of) for name, of in likes.items()}, right), widened


def _as_of(x: Vector) -> Vector:
    """Features as production has them, which sees the first KEPT candidates: shares of the best among those."""
    x, few = x.copy(), min(len(x), KEPT)
    for column in DAMPED:
        best = float(x[:KEPT, column].max())
        x[:, column] *= few / (few + FEW) / best if best else 0.0
    return x


def _lexemes() -> tuple[list[list[str]], list[list[str]], Words]:
    """The lexemes of each claim's text and note, and those of all of it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select tsvector_to_array(to_tsvector('english', text)), tsvector_to_array(to_tsvector('english', note)),"
            " tsvector_to_array(search) from claims_claim order by id"
        )
        texts, notes, claims = zip(*cursor.fetchall(), strict=True)
        cursor.execute("select word, documents from claims_claimlexeme")
        return list(texts), list(notes), Words.of(claims, dict(cursor.fetchall()))


def _own(several: Sequence[Said]) -> list[list[str]]:
    """The lexemes of each statement, other names of the states in it among them."""
    from django.db import connection

    from matching.query import kin

    with connection.cursor() as cursor:
        cursor.execute(
            "select tsvector_to_array(to_tsvector('english', text)) from unnest(%s::text[]) with ordinality a(text, n) order by n",
            [[f"{said.meant} . {kin(said.meant)}" for said in several]],
        )
        return [lexemes for (lexemes,) in cursor.fetchall()]


def _widened(some: Sequence[Example], place: Mapping[str, int]) -> list[list[int]]:
    """The ranks of each statement's right claims where synonyms of its words are looked for like other names."""
    from claims.find.retrieve import Sought, find_each
    from claims.find.shelves import CLAIMS
    from matching.kindred import synonyms
    from matching.names import speaker_terms
    from matching.wording import wording

    sought = [
        Sought(
            e.said.meant,
            e.said.context,
            speaker_terms(e.said.speaker),
            " . ".join(dict.fromkeys(s for word in wording(e.said.text).words for s in synonyms(word))),
        )
        for e in some
    ]
    found = find_each(CLAIMS, sought, limit=KEPT) if sought else []
    right = [{place[claim] for claim in e.right if claim in place} for e in some]
    return [
        [rank for rank, candidate in enumerate(of.best) if candidate.pk in own]
        for of, own in zip(found, right, strict=True)
    ]
