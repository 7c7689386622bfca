"""Speed of suggestions on the newsroom that the database holds, both ways, alone and while rows come in."""

from __future__ import annotations

import itertools
import random
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection

from benchmarks.effort import Efforts, yardstick
from claims.find.lexemes import count_lexemes
from claims.find.rank import rank, rank_each
from claims.find.retrieve import find
from claims.find.shelves import STATEMENTS
from claims.models import Claim
from claims.suggest import PAST_STATEMENTS, said
from sources.models import Article, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

WARM = 30
"""Repetitions that are not counted: they fill caches, as a worker's first minute does."""
STATEMENTS_AN_ARTICLE = 12
MEGABYTE = 1_000_000
SIZES = """
select c.relname, pg_relation_size(c.oid), greatest(c.reltuples, 0)::bigint from pg_class c
where c.relname in ('claims_claim', 'sources_statement', 'claim_search', 'statement_search', 'claims_claimlexeme',
                    'claims_statementlexeme', 'claims_claimlexeme_pkey', 'claims_statementlexeme_pkey')
"""


def measure(*, repeat: int, rows_a_second: int, seed: int) -> Iterator[str]:
    """Lines: rows and bytes; times of both directions over random statements and claims, alone and while rows come in;
    how the tables and indexes grew meanwhile; and how long counting the lexemes takes.
    """
    before = sizes()
    yield from (f"{name}: {rows:,} rows, {size / MEGABYTE:,.1f} MB" for name, (size, rows) in before.items())
    yield f"a fixed piece of work: {yardstick()}"
    for incoming in (0, rows_a_second) if rows_a_second else (0,):
        when = f"{incoming} rows a second coming in" if incoming else "alone"
        with inserting(incoming):
            yield f"a statement's suggestions, {when}: {suggestions(repeat, seed)}"
            yield f"the same, a statement of an article's all at once, {when}: {together(repeat, seed)}"
            yield f"a claim's {PAST_STATEMENTS} nearest statements, {when}: {nearest(repeat, seed)}"
    with connection.cursor() as cursor:
        cursor.execute("analyze")
    counting = Efforts()
    with counting.measured():
        count_lexemes()
    yield f"counting all lexemes anew: wall {counting.wall[0] / 1000:.1f} s, processors {counting.server[0] / 1000:.1f} s"
    for name, (size, rows) in sizes().items():
        more = rows - before[name][1]
        if more > 0:
            yield f"{name} grew by {size - before[name][0]:,} bytes for about {more:,} rows"


def suggestions(repeat: int, seed: int) -> Efforts:
    """A whole suggestion for one stored statement: candidates, features, stance and reasons."""
    efforts, rng = Efforts(), random.Random(seed)
    for statement in itertools.islice(_statements(rng), repeat + WARM):
        text = Article.objects.values_list("text", flat=True).get(pk=statement.article_id)
        with efforts.measured():
            rank(said(statement, text=text), only_shown=True)
    return efforts.after(WARM)


def together(repeat: int, seed: int) -> Efforts:
    """The same for all statements of an article, as the worker does it; each counts as the article's average."""
    efforts, rng = Efforts(), random.Random(seed)
    articles = repeat // STATEMENTS_AN_ARTICLE + WARM
    for one in itertools.islice(_statements(rng), articles):
        text = Article.objects.values_list("text", flat=True).get(pk=one.article_id)
        several = list(Statement.objects.filter(article=one.article_id).select_related("speaker__canonical"))
        with efforts.measured(shared_by=len(several)):
            rank_each([said(statement, text=text) for statement in several], only_shown=True)
    return efforts.after(WARM)


def _statements(rng: random.Random) -> Iterator[Statement]:
    """Stored statements, drawn evenly."""
    rows = Statement.objects.select_related("speaker__canonical").order_by("pk")
    last = Statement.objects.latest("pk").pk
    while True:
        yield rows.filter(pk__gte=rng.randint(1, last))[0]


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
    return efforts.after(WARM)


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
