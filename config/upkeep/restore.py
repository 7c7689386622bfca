"""A backup brought back, into a database with nothing in it."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection

from config.run.refused import Refused
from config.upkeep.newer import in_words, newer_steps
from config.upkeep.postgres_programs import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from config.upkeep.newer import Step

STEPS = "COPY public.django_migrations ("


def restore(file: Path) -> None:
    """Brings back all of a backup or nothing, and takes its tables to what this desk needs.

    Raises Refused where the database holds tables, and where the file is no backup of a desk or one of a newer desk.
    """
    if connection.introspection.table_names():
        raise Refused(
            "the database holds tables already, and a backup is restored into an empty one: "
            "make another, or move this one away (docs/running.md)"
        )
    newer = newer_steps(steps_in(file))
    if newer:
        raise Refused(in_words(newer))
    connection.close()
    database = str(connection.settings_dict["NAME"])
    run(
        "pg_restore",
        *("--format=custom", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
        f"--dbname={database}",
        str(file),
    )
    call_command("migrate", interactive=False, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # what the planner knows of the tables is in no backup


def steps_in(file: Path) -> set[Step]:
    """The migrations that were done on the desk of a backup. Raises Refused where it is none."""
    try:
        written = run(
            "pg_restore",
            *("--format=custom", "--data-only", "--table=django_migrations", "--file=-", str(file)),
            stdout=subprocess.PIPE,
        )
    except Refused as refused:
        raise Refused(f"{file} is no backup that can be read: {refused}") from refused
    found = set(_steps(written.decode(errors="replace").splitlines()))
    if not found:
        raise Refused(f"{file} is no backup of a Claimdesk")
    return found


def _steps(lines: list[str]) -> Iterator[Step]:
    columns: list[str] = []
    for line in lines:
        if line.startswith(STEPS):
            columns = line.removeprefix(STEPS).split(")", 1)[0].split(", ")
        elif line == "\\.":
            columns = []
        elif columns:
            row = dict(zip(columns, line.split("\t"), strict=False))
            yield row["app"], row["name"]
