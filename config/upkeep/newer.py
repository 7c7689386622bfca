"""Whether a database is a newer desk's than this one: its tables are then not ours to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.loader import MigrationLoader

if TYPE_CHECKING:
    from collections.abc import Iterable

Step = tuple[str, str]
"""An app's label and a migration's name."""


def newer_steps(done: Iterable[Step]) -> list[str]:
    """Of the migrations ``done`` on a database those that this desk does not have, and that come after or beside its last
    ones: "claims.0099_later". Steps that were left away since are older than that, and harm nobody.
    """
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    own = set(loader.disk_migrations)
    own |= {step for migration in loader.disk_migrations.values() for step in migration.replaces}
    last: dict[str, int] = {}
    for app, name in own:
        last[app] = max(last.get(app, 0), _number(name))
    return sorted(
        f"{app}.{name}"
        for app, name in set(done) - own
        if app in loader.migrated_apps and _number(name) >= last.get(app, 0)
    )


def in_words(newer: list[str]) -> str:
    """What a person is told, and what to do."""
    return (
        f"the database was made by a newer Claimdesk: this one does not know its step {newer[-1]}. Install the version "
        "that ran on it last, or restore a backup from before (docs/running.md)"
    )


def _number(name: str) -> int:
    digits = name.split("_", 1)[0]
    return int(digits) if digits.isdigit() else 0
