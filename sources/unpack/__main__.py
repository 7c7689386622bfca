"""python -m sources.unpack NAME CHARACTERS SECONDS MEGABYTES < file: one JSON object, what was found or the error.

The child that sources/guarded.py starts. It limits itself before it reads anything, and writes nothing to any file.
"""

from __future__ import annotations

import json
import logging
import resource
import sys
from dataclasses import asdict
from importlib import import_module
from typing import TYPE_CHECKING

from sources.unpack import kinds, plain
from sources.unpack.found import Unreadable, gettext_noop

if TYPE_CHECKING:
    from sources.unpack.found import Found

MEGABYTE = 1_000_000
READERS = {kinds.HTML: "page", kinds.PDF: "pdf", kinds.DOCX: "word", kinds.EML: "mail"}


def main() -> None:
    """Reads the file, writes what was found."""
    name, characters, seconds, megabytes = sys.argv[1], *map(int, sys.argv[2:5])
    _limit(seconds=seconds, megabytes=megabytes)
    logging.disable(logging.CRITICAL)
    try:
        found = asdict(_unpack(name, sys.stdin.buffer.read(), characters))
    except Unreadable as refused:
        found = {"error": str(refused)}
    except (MemoryError, RecursionError):
        found = {"error": gettext_noop("This file takes more memory to read than the desk gives a file.")}
    sys.stdout.write(json.dumps(found))


def _unpack(name: str, data: bytes, characters: int) -> Found:
    kind = kinds.kind_of(name, data)
    if kind in kinds.BULK:
        raise Unreadable(gettext_noop("This file holds articles row by row: bring it in bulk."))
    reader = import_module(f"sources.unpack.{READERS[kind]}") if kind in READERS else plain
    found: Found = reader.unpack(data)
    if len(found.text) > characters:
        raise Unreadable(
            f"The text in this file has {len(found.text):,} characters; an article may have {characters:,}. "
            "Bring only the part that matters."
        )
    return found


def _limit(*, seconds: int, megabytes: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE, megabytes * MEGABYTE))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
