"""The bytes of an answer, unpacked only as far as they may go: a small packet that unpacks to gigabytes is cut."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from matching.phrase import gettext_noop
from sources.fetching.failures import FetchFailed, TooBig

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ACCEPTED = "gzip, deflate"
GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
DAMAGED = gettext_noop("What the server sent arrived damaged.")


def unpacked(chunks: Iterable[bytes], *, encoding: str, most: int) -> bytes:
    """The body. Raises TooBig above ``most`` bytes, sent or unpacked, and FetchFailed for what cannot be unpacked."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        pieces: Iterable[bytes] = chunks
    elif encoding in ("gzip", "x-gzip", "deflate"):
        pieces = _inflated(_bounded(chunks, most), most)
    else:
        raise FetchFailed(
            gettext_noop("The server packed its answer in a way that the desk did not ask for.")
        )
    return b"".join(_bounded(pieces, most))


def _bounded(pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise TooBig(f"This is larger than {most / 1_000_000:g} MB, so it was not taken.")
        yield piece


def _inflated(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """What the chunks hold, never more than ``most`` bytes and one in memory at a time."""
    inflate = None
    for chunk in chunks:
        data = chunk
        while data:
            if inflate is None:
                inflate = zlib.decompressobj(GZIP_OR_ZLIB if _has_header(data) else -zlib.MAX_WBITS)
            try:
                piece = inflate.decompress(data, most + 1)
            except zlib.error:
                raise FetchFailed(DAMAGED) from None
            yield piece
            data = inflate.unconsumed_tail
            if inflate.eof:  # a gzip file may have several parts
                data, inflate = inflate.unused_data.lstrip(b"\0"), None
    if inflate is not None:
        raise FetchFailed(DAMAGED)


def _has_header(data: bytes) -> bool:
    """Whether this begins as gzip or zlib do; some servers send "deflate" without."""
    return data[:2] == b"\x1f\x8b" or (data[0] & 0x0F == 8 and int.from_bytes(data[:2], "big") % 31 == 0)  # noqa: PLR2004 - RFC 1950
