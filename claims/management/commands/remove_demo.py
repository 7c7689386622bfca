"""manage.py remove_demo: the demo newsroom goes, everything else stays."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.demo.remove import remove_demo


class Command(BaseCommand):
    """Removes the demo newsroom and says what went."""

    help = "Removes the demo newsroom: its articles, claims, names and people. Everything of your own stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Removes it and prints the counts."""
        gone = remove_demo()
        self.stdout.write(
            f"Removed {gone.claims} claims, {gone.articles} articles, {gone.entities} names and {gone.people} people."
        )
        if gone.kept_people:
            names = ", ".join(gone.kept_people)
            self.stdout.write(
                f"Kept because of their own work here: {names}. Their passwords no longer work: set new ones with "
                "manage.py changepassword NAME."
            )
