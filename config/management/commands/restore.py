"""manage.py restore FILE: a backup brought back into an empty database."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.run.refused import Refused
from config.upkeep.restore import restore


class Command(BaseCommand):
    """Restores a backup, and says what to do next."""

    help = "Brings a backup back into an empty database, and its tables to what this version needs."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds the file."""
        parser.add_argument("file", help="a file that back_up wrote; - for standard input")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restores it. Raises CommandError with why it could not; the database is then as it was."""
        try:
            with NamedTemporaryFile(prefix="claimdesk-", suffix=".backup") as kept:
                if options["file"] == "-":
                    shutil.copyfileobj(sys.stdin.buffer, kept)  # it is read twice
                    kept.flush()
                restore(Path(kept.name if options["file"] == "-" else options["file"]))
        except (Refused, OSError) as refused:
            raise CommandError(f"nothing was restored: {refused}") from refused
        self.stdout.write("Restored. Start the desk: what was waiting to be read goes on.")
