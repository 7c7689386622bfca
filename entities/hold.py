"""Holding a name, a text or an address while one transaction looks it up and perhaps makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from django.db import connection

# Keys share so many locks, for the server's room for locks is limited, and an article may bring thousands of names.
BUCKETS = 1024
# Our own numbers among all advisory locks of the database.
SPACE = 300

if TYPE_CHECKING:
    from collections.abc import Iterable


def hold(keys: Iterable[str]) -> None:
    """Until the transaction ends, nobody else who holds one of these keys goes on.

    For look-ups that no unique constraint can stand for: two workers that meet a new name at the same moment would
    each make an entity of it, though two people may really share a name. The locks of one call are taken in one
    order, so that two callers never wait for each other in a ring.
    """
    buckets = sorted({crc32(key.encode()) % BUCKETS for key in keys})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s, bucket) FROM unnest(%s::int[]) AS bucket", [SPACE, buckets]
        )
