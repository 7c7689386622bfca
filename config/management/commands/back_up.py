"""manage.py back_up FILE: the whole database in one file, while the desk runs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.run.refused import Refused
from config.upkeep.back_up import back_up, back_up_to


class Command(BaseCommand):
    """Writes a backup, and says how large it is."""

    help = "Writes the whole database into one file, while the desk runs. restore brings it back."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds the file."""
        parser.add_argument("file", help="where to; - for standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Writes it. Raises CommandError with why it could not."""
        try:
            if options["file"] == "-":
                back_up_to(sys.stdout.buffer)
                return
            size = back_up(Path(options["file"]))
        except Refused as refused:
            raise CommandError(f"no backup was made: {refused}") from refused
        self.stdout.write(f"{options['file']}: {size / 1e6:,.1f} MB")
