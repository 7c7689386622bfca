"""manage.py close_account NAME: somebody has left."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.run.refused import Refused
from config.upkeep.close_account import close_account


class Command(BaseCommand):
    """Closes an account, and says what its decisions are by from now on."""

    help = "Forgets who somebody was who has left: name, address, log-in, settings. What they decided stays on record."

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds the name."""
        parser.add_argument("name", help="the user name")

    def handle(self, *args: Any, **options: Any) -> None:
        """Closes it. Raises CommandError where there is none of that name, or it must stay."""
        try:
            called = close_account(User.objects.get(username=options["name"]))
        except User.DoesNotExist as error:
            raise CommandError(f"There is nobody called {options['name']}.") from error
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{options['name']} is forgotten; what they decided is by {called}.")
