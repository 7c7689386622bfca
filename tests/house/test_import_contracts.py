"""The contracts of pyproject.toml hold, and breaking one is noticed."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGES = ("config", "claims", "sources", "entities", "extraction", "matching")
LIMIT_SECONDS = 150


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout


UPWARDS = [
    ("sources/upward.py", "import claims", "Imports run downwards between the rooms"),
    ("entities/upward.py", "from sources import models", "Imports run downwards between the rooms"),
    ("extraction/upward.py", "import django.db", "Reading and matching are pure"),
    ("matching/sideways.py", "import extraction", "Imports run downwards between the rooms"),
    ("matching/parsing.py", "import spacy", "Matching never parses"),
    ("claims/models/upward.py", "from claims import decide", "Inside claims imports run downwards too"),
    ("claims/queries/upward.py", "import claims.forms", "Inside claims imports run downwards too"),
    ("sources/models/upward.py", "from sources import ingest", "Inside sources imports run downwards too"),
    ("entities/models/upward.py", "import entities.views", "Inside entities imports run downwards too"),
    ("sources/heavy.py", "import spacy", "The web process never loads spaCy"),
]


def test_an_import_that_runs_upwards_breaks_its_contract(copy: Path) -> None:
    for module, line, _ in UPWARDS:
        (copy / module).write_text(f"{line}\n", encoding="utf-8")
    done = lint_imports(copy)
    assert done.returncode != 0
    # A headline for each contract that is broken, and below it the imports that break it.
    _, *broken = re.split(r"^(\S.*)\n-+\n", done.stdout, flags=re.MULTILINE)
    below = dict(zip(broken[::2], broken[1::2], strict=True))
    for module, _, contract in UPWARDS:
        assert f"{contract} BROKEN" in done.stdout
        assert f"{module.removesuffix('.py').replace('/', '.')} ->" in below[contract]


def test_the_web_process_never_imports_what_reads_texts_and_pages() -> None:
    program = (
        "import sys, config.wsgi\n"
        "from django.urls import get_resolver\n"
        "assert get_resolver().url_patterns\n"
        "heavy = {'spacy', 'thinc', 'numpy', 'trafilatura', 'feedparser', 'lxml'} & set(sys.modules)\n"
        "assert not heavy, f'the web process imports {heavy}'\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
