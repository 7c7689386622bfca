"""PostgreSQL's own programs, run on the desk's database."""

from __future__ import annotations

import os
import subprocess
from typing import IO, Any

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

from config.local_services import ServiceFailure, postgres_program
from config.run.refused import Refused, first_line

PLACES = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGDATABASE": "NAME"}


def run(name: str, *arguments: str, stdout: IO[Any] | int = subprocess.DEVNULL) -> bytes:
    """Runs a program, which finds the desk's database by what its surroundings say, so that no password stands in a list of
    processes. Returns what it wrote where ``stdout`` is subprocess.PIPE. Raises Refused, with why it failed.
    """
    try:
        done = subprocess.run(
            [str(postgres_program(name)), *arguments],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            env=os.environ | _way_there(),
            umask=0o077,  # a backup holds everything
        )
    except (ServiceFailure, OSError) as error:
        raise Refused(first_line(error)) from error
    if done.returncode:
        raise Refused(_why(name, done.stderr.decode(errors="replace")))
    return done.stdout or b""


def _way_there() -> dict[str, str]:
    given = connection.settings_dict
    _, more = DatabaseClient.settings_to_cmd_args_env(given, [])  # password, and what is needed for TLS
    return {ours: str(given[theirs]) for ours, theirs in PLACES.items() if given[theirs]} | (more or {})


def _why(name: str, said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    loud = [line for line in lines if "error:" in line]
    return (loud or lines or [f"{name} failed and said nothing"])[0]
