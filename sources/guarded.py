"""A file that somebody brought, read in a child process with little memory and little time.

A file may be made to do harm, or just be huge: whatever it does, it does it to the child. The child knows no address
and no secret of the desk's, and reaches nothing but its own input and output.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import PurePath

from django.conf import settings
from django.utils.translation import gettext

from entities.refused import Refused
from entities.said import told
from matching.phrase import say
from sources.unpack.found import Found

MEGABYTE = 1_000_000
# What an address space costs beyond what a file needs: the interpreter and the libraries that read files.
GIVEN_MEGABYTES = 900
PATIENCE = 3
"""So many times its own seconds the child may take by the clock, on a machine that is busy."""
ENVIRONMENT = {"PATH": os.defpath, "LANG": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}


def unpack_file(*, name: str, data: bytes) -> Found:
    """The text of a file and what the file says of it. Raises Refused, with why, for one that cannot be read."""
    if len(data) > settings.FILE_MAX_BYTES:
        raise Refused(too_large(), field="file")
    seconds = settings.FILE_MAX_SECONDS
    command = [sys.executable, "-m", "sources.unpack", PurePath(name).name or "file"]
    limits = [settings.ARTICLE_MAX_CHARACTERS, seconds, GIVEN_MEGABYTES]
    try:
        done = subprocess.run(
            [*command, *map(str, limits)],
            input=data,
            capture_output=True,
            cwd=settings.BASE_DIR,
            env=ENVIRONMENT,
            timeout=PATIENCE * seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(_too_long(seconds), field="file") from None
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Refused(_too_long(seconds), field="file")
    return _answer(done)


def too_large() -> str:
    """What is said of a file beyond the limit."""
    return say(
        "This file is larger than %(most)s MB. Bring only the part that matters.",
        most=settings.FILE_MAX_BYTES // MEGABYTE,
    )


def _too_long(seconds: int) -> str:
    return say(
        "Reading this file took longer than %(seconds)s seconds, so it was given up. Copy its words, and paste them.",
        seconds=seconds,
    )


def _answer(done: subprocess.CompletedProcess[bytes]) -> Found:
    try:
        said = json.loads(done.stdout)
    except ValueError:
        # It died without a word: out of memory in a library that cannot say so, or worse.
        raise Refused(
            gettext(
                "This file could not be read: it is damaged, or takes too much memory. Copy its words, and paste them."
            ),
            field="file",
        ) from None
    if "error" in said:
        raise Refused(told(said["error"]), field="file")
    return replace(Found(**said), notes=tuple(said["notes"]))
