"""Making many tables in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.migrations.operations.base import Operation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.operations.models import CreateModel
    from django.db.migrations.state import ProjectState
    from django.db.models import Model


class CreateTables(Operation):
    """Makes the tables of all ``models``, each with its indexes, constraints and triggers, in whatever order they stand.

    After each step of a migration Django draws anew every model that is related to what the step changed, which here is
    nearly all of them: a third of a second a step, and half a minute for the 434 steps of an empty database. These are
    drawn once.
    """

    serialization_expand_args = ("models",)

    def __init__(self, models: Sequence[CreateModel]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        return type(self).__qualname__, [], {"models": self.models}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # what was drawn so far: else each model would be drawn as it is added
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        drawn = self._allowed(app_label, schema_editor, to_state)
        for model in drawn:
            schema_editor.create_model(model)
        for model in drawn:
            for trigger in getattr(model._meta, "triggers", ()):
                schema_editor.execute(trigger.install_sql, params=None)  # it holds signs of percent of its own

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for model in reversed(self._allowed(app_label, schema_editor, from_state)):
            for trigger in getattr(model._meta, "triggers", ()):
                schema_editor.execute(trigger.uninstall_sql, params=None)
            schema_editor.delete_model(model)

    def _allowed(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, state: ProjectState
    ) -> list[type[Model]]:
        drawn = [state.apps.get_model(app_label, model.name) for model in self.models]
        return [
            model for model in drawn if self.allow_migrate_model(schema_editor.connection.alias, model)
        ]

    def describe(self) -> str:
        return f"Create the tables of {len(self.models)} models"
