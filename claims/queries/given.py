"""Everything beside the pieces that a claim is weighed by, and a mark of all of it: the same mark, the same answer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import BigIntegerField, F, Func
from django.db.models.functions import Coalesce

from claims.queries.evidence import standing_on
from claims.queries.judgements import judged
from claims.queries.pieces import COLUMNS, LEARNED, OUTLET, SPEAKER, parts_of, read_columns
from claims.queries.wires import tripwires
from sources.models import Relay, UtteranceDecision

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from claims.models import Claim, Tripwire
    from claims.weigh import Judged, Part

RULES = ("claims.weigh", "claims.queries", "matching", "sources.utterances")
"""Where it stands how evidence is read and weighed: other rules, other answers."""
ANY_CLAIM = -1


class RowHash(Func):
    """A hash of several columns of a row, 64 bits."""

    function = "hash_record_extended"
    template = "%(function)s(ROW(%(expressions)s), 0)"
    output_field = BigIntegerField()


@dataclass(frozen=True)
class Given:
    """The claim's wording taken apart, what people said of pairs of its evidence, its tripwires, and the mark of these and
    of every piece.
    """

    parts: list[Part]
    judged: list[Judged]
    wires: list[Tripwire]
    mark: str


def given(claim: Claim) -> Given:
    """What the claim is weighed by now: four queries, whose answers stay small however much evidence there is."""
    parts, says, wires = parts_of(claim), judged(claim.pk), tripwires(claim)
    asked = [(w.pk, w.stance, w.named, w.first_hand, w.speaker_kind, w.modality, w.armed_at) for w in wires]
    who = [(w.speaker.shown.pk, w.speaker.shown.name) if w.speaker else None for w in wires]
    read = (_rules(), claim.text, parts, says, asked, who, *_marks(claim.pk))
    return Given(parts, says, wires, blake2b(repr(read).encode(), digest_size=24).hexdigest())


def _marks(claim_id: int) -> list[tuple[int, int | None]]:
    """Of the pieces, of their relays, and of what people said of their utterances: how many, and their hashes put together;
    the order does not matter. One query.
    """
    asked, params = _query()
    with connection.cursor() as cursor:
        cursor.execute(asked, [claim_id if param == ANY_CLAIM else param for param in params])
        return list(cursor.fetchall())


@cache
def _query() -> tuple[str, list[Any]]:
    """The query of ``_marks``, with ANY_CLAIM in the claim's place: put together once, for that takes longer than asking it."""
    asked: list[str] = []
    params: list[Any] = []
    for rows, columns in _read(ANY_CLAIM):
        hashed = rows.order_by().annotate(row_hash=RowHash(*map(F, columns))).values("row_hash")
        inner, more = hashed.query.sql_with_params()
        asked.append(f"SELECT count(*), bit_xor(row_hash) FROM ({inner}) AS rows_hashed")  # noqa: S608 - our own query
        params += more
    return " UNION ALL ".join(asked), params


def _read(claim_id: int) -> list[tuple[QuerySet[Any], list[str]]]:
    """The rows that ``pieces_of`` reads, each with the columns that it reads and those by which it names entities."""
    links = standing_on(claim_id)
    statements = links.values("statement")
    # Moments as they stand: to count their microseconds takes the server longer than to hash them.
    moments = {"published": F("statement__article__published_at"), "added": LEARNED}
    pieces = links.annotate(
        **(read_columns() | moments), **_named("speaker", SPEAKER), **_named("outlet", OUTLET)
    )
    relays = Relay.objects.filter(statement__in=statements).annotate(**_named("relay", "entity"))
    said = UtteranceDecision.objects.filter(statement__in=statements).annotate(
        **_named("other", "other__speaker")
    )
    others = ("other__wording_id", "other__speaker_name", "other__speaker_type", *_columns("other"))
    return [
        # Their ids are among the columns already.
        (pieces, [*COLUMNS, "decided_at", *_columns("speaker")[1:], *_columns("outlet")[1:]]),
        (relays, ["statement_id", "position", "name", *_columns("relay")]),
        (said, ["pk", "statement_id", "other_id", "says", "undone_by", *others]),
    ]


def _named(what: str, entity: str) -> dict[str, Any]:
    """The entity that one is shown as: its id, name and kind."""
    return {
        f"who_{what}_{column}": Coalesce(f"{entity}__canonical__{column}", f"{entity}__{column}")
        for column in ("id", "name", "kind")
    }


def _columns(what: str) -> list[str]:
    return [f"who_{what}_{column}" for column in ("id", "name", "kind")]


@cache
def _rules() -> str:
    """A mark of the rules themselves, as they stand in the files: a desk with other rules weighs everything again."""
    mark = blake2b(digest_size=12)
    for name in RULES:
        start = Path(str(import_module(name).__file__))
        files = start.parent.rglob("*") if start.name == "__init__.py" else [start]
        for file in sorted(files):
            if file.is_file() and file.suffix != ".pyc":
                mark.update(file.name.encode() + file.read_bytes())
    return mark.hexdigest()
