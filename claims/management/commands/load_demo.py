"""manage.py load_demo: the demo newsroom."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.demo.load import NotRead, is_loaded, load_demo
from claims.demo.people import NAMES, demo_password, was_removed
from claims.models import Claim
from entities.refused import Refused
from sources.models import Article


class Command(BaseCommand):
    """Loads the demo newsroom once; says so where it is there already."""

    help = "Loads a small demo newsroom: articles, names, claims and a log-in a role. Remove it with remove_demo."

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds --if-empty."""
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing on a desk that has people, articles or claims"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Loads it, or does nothing where it is there."""
        if options["if_empty"] and was_removed(settings.VAR_DIR):
            return
        if options["if_empty"] and (
            User.objects.exists() or Article.objects.exists() or Claim.objects.exists()
        ):
            return
        if is_loaded():
            self.stdout.write("The demo newsroom is there already.")
            return
        password = demo_password(settings.VAR_DIR)
        try:
            load_demo(password=password)
        except (NotRead, Refused) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Loaded the demo newsroom. Log in as {', '.join(NAMES)}; password {password}")
