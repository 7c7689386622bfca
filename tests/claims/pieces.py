"""Pieces of evidence as plain values, for the tests that weigh them."""

from datetime import UTC, datetime, timedelta
from itertools import count
from zlib import crc32

from claims.weigh import Party, Piece

numbers = count(1)
DAY = datetime(2024, 5, 3, 9, tzinfo=UTC)


def party(name, kind="person", article=""):
    """Somebody with an id that follows from the name; an unnamed source has one of its article's own."""
    key = f"{name} in {article}" if kind == "unnamed" else name
    return Party(crc32(key.encode()) if name else None, name, kind if name else "")


def piece(content="The dam has broken", speaker="Ida Brandt", kind="person", *, via=(), day=0, **more):
    """A piece of evidence; ``kind`` is the speaker's, ``said`` the statement's; ``via`` names outlets, nearest first."""
    number = next(numbers)
    fields = {"article": number, "outlet": party("Harbour Wire", "outlet"), "stance": "supports"} | more
    fields["kind"] = fields.pop("said", "indirect")
    return Piece(
        statement=number,
        speaker=party(speaker, kind, fields["article"]),
        content=content,
        relays=tuple(party(name, "outlet") for name in via),
        learned_at=DAY + timedelta(days=day),
        published_at=DAY + timedelta(days=day),
        **fields,
    )
