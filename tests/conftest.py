"""What every test can ask for. The fixtures themselves lie in the modules named here, one for each real part."""

import os
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent

# Said before Django's settings are read, and seen by every process that a test starts: databases and keys of the
# tests' own, never the desk's. (This is why pyproject.toml does not name the settings module: pytest-django would
# read it before this file.)
GIVEN = {name: os.environ.get(name) for name in ("DJANGO_SETTINGS_MODULE", "QUEUE_PREFIX", "VAR_DIR")}
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["VAR_DIR"] = str(Path(os.environ.get("VAR_DIR", ROOT / "var")).resolve() / "test")
os.environ["QUEUE_PREFIX"] = f"claimdesk-test-{os.getpid()}:"
# pytest-django sets Django up where it finds its settings read.
assert settings.INSTALLED_APPS

pytest_plugins = ["tests.services", "tests.worker", "tests.browser", "tests.press", "tests.people"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Have the tour of the pages (tests/screens) take pictures: `make screenshots DIR=...`."""
    parser.addoption("--screenshots", type=Path, help="a folder for pictures of every page")


def pytest_xdist_setupnodes() -> None:
    """Start each process of a parallel run from what was given, or pytest-django would read our settings for it.

    They would share a queue then, and a worker of one would take the jobs of the other.
    """
    for name, value in GIVEN.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
