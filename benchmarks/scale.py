"""Speed of suggestions on the newsroom that the database holds, both ways, alone and while rows come in."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

from benchmarks.effort import Efforts
from claims.models import Claim
from claims.rank import rank
from claims.retrieve import STATEMENTS, find
from claims.suggest import PAST_STATEMENTS, said
from sources.models import Article, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

WARM = 30
"""Repetitions that are not counted: they fill caches, as a worker's first minute does."""
SIZES = """
select c.relname, pg_relation_size(c.oid), c.reltuples::bigint from pg_class c
where c.relname in ('claims_claim', 'sources_statement', 'claim_search', 'statement_search', 'claims_claimlexeme',
                    'claims_statementlexeme', 'claims_claimlexeme_pkey', 'claims_statementlexeme_pkey')
"""


def measure(*, repeat: int, rows_a_second: int, seed: int) -> dict[str, object]:
    """Times of both directions over random statements and claims, then again while rows come in; sizes of the indexes."""
    before = sizes()
    found: dict[str, object] = {"rows": {name: rows for name, (_, rows) in before.items() if rows}}
    found["bytes"] = {name: size for name, (size, _) in before.items()}
    for when, incoming in (("alone", 0), (f"with {rows_a_second} rows a second coming in", rows_a_second)):
        with inserting(incoming):
            found[f"a statement's suggestions, {when}"] = suggestions(repeat, seed)
            found[f"a claim's {PAST_STATEMENTS} nearest statements, {when}"] = nearest(repeat, seed)
    return found


def suggestions(repeat: int, seed: int) -> Efforts:
    """A whole suggestion for one stored statement: candidates, features, stance and reasons."""
    efforts, last = Efforts(), Statement.objects.latest("pk").pk
    rows = Statement.objects.select_related("speaker__canonical").order_by("pk")
    rng = random.Random(seed)
    while len(efforts.wall) < repeat + WARM:
        statement = rows.filter(pk__gte=rng.randint(1, last))[0]
        text = Article.objects.values_list("text", flat=True).get(pk=statement.article_id)
        with efforts.measured():
            rank(said(statement, text=text), only_shown=True)
    return _counted(efforts)


def nearest(repeat: int, seed: int) -> Efforts:
    """The past statements that a new claim would be held against."""
    efforts, last = Efforts(), Claim.objects.latest("pk").pk
    rng = random.Random(seed)
    while len(efforts.wall) < repeat + WARM:
        claim = Claim.objects.filter(pk__gte=rng.randint(1, last)).order_by("pk")[0]
        with efforts.measured():
            find(
                STATEMENTS,
                text=f"{claim.text} . {claim.note}",
                speaker_terms=claim.speaker_terms,
                limit=PAST_STATEMENTS,
            )
    return _counted(efforts)


def _counted(efforts: Efforts) -> Efforts:
    return Efforts(efforts.wall[WARM:], efforts.own[WARM:], efforts.server[WARM:])


@contextmanager
def inserting(rows_a_second: int) -> Iterator[None]:
    """Within it another process inserts so many rows a second, nine statements to a claim."""
    if not rows_a_second:
        yield
        return
    command = [sys.executable, "-m", "benchmarks", "insert", "--rows-a-second", str(rows_a_second)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as other:
        try:
            time.sleep(5)  # until its rows come in
            yield
        finally:
            other.terminate()


def sizes() -> dict[str, tuple[int, int]]:
    """Bytes and rows of the tables that retrieval reads, and of their indexes."""
    with connection.cursor() as cursor:
        cursor.execute(SIZES)
        return {name: (size, rows) for name, size, rows in cursor.fetchall()}
