"""manage.py migrate: Django's, which leaves a newer desk's database as it is."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangosCommand
from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from config.upkeep.newer import in_words, newer_steps


class Command(DjangosCommand):
    """As Django's; it would find nothing to do on tables that it knows nothing of, and the desk would start on them."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrates. Raises CommandError on a database of a newer desk."""
        newer = newer_steps(MigrationRecorder(connections[options["database"]]).applied_migrations())
        if newer:
            raise CommandError(in_words(newer))
        super().handle(*args, **options)
