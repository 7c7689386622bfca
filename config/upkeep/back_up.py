"""The whole database in one file, taken while the desk runs: as it stood at one moment."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from config.run.refused import Refused
from config.upkeep.postgres_programs import run

if TYPE_CHECKING:
    from pathlib import Path

# PostgreSQL's own packed form; whose the tables are is for the server to say on which it is restored.
FORM = ("--format=custom", "--no-owner", "--no-privileges")


def back_up(file: Path) -> int:
    """Writes a backup to ``file``, readable by its owner alone; returns its size in bytes.

    Raises Refused where the file is there already, or cannot be written: then nothing of it is left.
    """
    if file.exists():
        raise Refused(f"{file} is there already: name another")
    part = file.with_name(f"{file.name}.part")
    try:
        run("pg_dump", *FORM, f"--file={part}")
        part.rename(file)
    except OSError as error:
        raise Refused(f"cannot write {file}: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)
    return file.stat().st_size


def back_up_to(stream: IO[bytes]) -> None:
    """The same into an open stream, as for a container that keeps no files. Raises Refused; what was written is no backup."""
    run("pg_dump", *FORM, stdout=stream)
