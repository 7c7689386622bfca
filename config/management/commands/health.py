"""manage.py health: how the desk is, for people, cron and monitors."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from config.upkeep.look import look


class Command(BaseCommand):
    """Prints what it saw; ends with 1 where something is not well."""

    help = "Says how the desk is: database, queue, workers, disk, what waits. Ends with 1 where something is not well."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds --json."""
        parser.add_argument("--json", action="store_true", help="one JSON object, with figures")

    def handle(self, *args: Any, **options: Any) -> None:
        """Looks, prints."""
        signs = look()
        well = all(sign.well for sign in signs)
        if options["json"]:
            told = {"well": well} | {sign.name: asdict(sign) for sign in signs}
            self.stdout.write(json.dumps(told))
        else:
            for sign in signs:
                self.stdout.write(f"{'well' if sign.well else 'NOT WELL':8}  {sign.name:8}  {sign.said}")
        if not well:
            sys.exit(1)
