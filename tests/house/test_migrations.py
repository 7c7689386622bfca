"""An empty database gets its tables in one step an app; one from before goes step by step. Both end alike."""

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader

ROOMS = {"entities", "sources", "claims"}


def tables(loader, nodes):
    """What every table of ours is like after these migrations."""
    state = loader.project_state(nodes)
    plainly = MigrationAutodetector(state, state).deep_deconstruct
    return {
        key: (
            [(name, plainly(field)) for name, field in model.fields.items()],
            {name: plainly(value) for name, value in model.options.items() if value},
        )
        for key, model in state.models.items()
        if key[0] in ROOMS
    }


def test_both_ways_to_the_tables_end_alike():
    at_once, by_steps = MigrationLoader(None), MigrationLoader(None, replace_migrations=False)
    replaced = {key: one.replaces for key, one in by_steps.disk_migrations.items() if one.replaces}
    assert {app for app, _ in replaced} == ROOMS
    made = tables(at_once, list(replaced))
    assert {app for app, _ in made} == ROOMS
    assert made == tables(by_steps, [steps[-1] for steps in replaced.values()])
