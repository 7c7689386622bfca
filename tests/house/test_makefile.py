"""The entry points say what is wrong in words."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from config.run import checks
from config.run.refused import Refused
from tests.browser import HOW_TO_GET_ONE
from tests.conftest import ROOT


def make(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=folder,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=150,
        check=False,
    )


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """A checkout in which nothing was installed yet."""
    for name in ("Makefile", "requirements.txt", "requirements-dev.txt", "requirements-bench.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "wheels").mkdir()
    return tmp_path


def program(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def test_help_is_the_default_and_names_every_target() -> None:
    done = make(ROOT)
    assert done.returncode == 0
    for target in ("run", "test", "check", "bench", "requirements", "clean"):
        assert re.search(rf"^ +{target} +\w", done.stdout, flags=re.MULTILINE)


@pytest.mark.parametrize("target", ["run", "test", "check"])
def test_an_old_python_is_refused_in_one_line(fresh: Path, target: str) -> None:
    old = program(fresh / "python3", 'if [ "$1" = -V ]; then echo Python 3.9.1; else exit 1; fi')
    done = make(fresh, target, f"PYTHON={old}")
    assert done.returncode != 0
    assert done.stderr.startswith("claimdesk: Python 3.11 or newer is needed")
    assert "Python 3.9.1" in done.stderr.splitlines()[0]
    assert not (fresh / ".venv").exists()


def test_packages_that_cannot_be_fetched_are_told_from_a_fault_and_come_with_the_next_try(
    fresh: Path,
) -> None:
    bare = program(
        fresh / "python3",
        'case "$1$2" in -mvenv) mkdir -p .venv/bin; cp "$0" .venv/bin/python; touch .venv/bin/pip;; -mpip) exit 1;; esac',
    )
    done = make(fresh, "run", f"PYTHON={bare}")
    assert done.returncode != 0
    assert "claimdesk: not installed, for the reason above" in done.stderr
    assert not list((fresh / ".venv").glob("installed-*"))


def test_a_python_without_venv_is_named(fresh: Path) -> None:
    lame = program(fresh / "python3", 'if [ "$1" = -m ]; then exit 1; fi')
    done = make(fresh, "run", f"PYTHON={lame}")
    assert done.returncode != 0
    assert "apt-get install python3-venv" in done.stderr


def test_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checks.enough_disk(tmp_path / "var")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 12_000_000))
    with pytest.raises(Refused, match="12 MB are free, 300 MB are needed"):
        checks.enough_disk(tmp_path / "var")


def test_a_run_without_a_browser_says_what_it_skipped_and_how_to_get_one(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/house/test_surroundings.py", "-k", "browser"],
        cwd=ROOT,
        env=os.environ | {"PATH": str(tmp_path), "VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert f"2 browser tests were SKIPPED: {HOW_TO_GET_ONE}" in done.stdout
    assert done.returncode == 0
