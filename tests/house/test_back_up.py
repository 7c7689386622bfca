"""A backup holds everything, comes back into an empty database and nowhere else, and never under a newer desk."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from config.run.refused import Refused
from config.upkeep.back_up import back_up
from config.upkeep.newer import newer_steps
from config.upkeep.restore import restore, steps_in
from manage import why_not
from tests.conftest import ROOT
from tests.services import database_url

pytestmark = pytest.mark.django_db
KEPT = "a group that only a backup brings"


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of this run's database with one row in it that is gone again since."""
    with psycopg.connect(database_url(), autocommit=True) as own:
        own.execute("insert into auth_group (name) values (%s)", [KEPT])
        try:
            back_up(tmp_path / "kept.backup")
        finally:
            own.execute("delete from auth_group where name = %s", [KEPT])
    return tmp_path / "kept.backup"


@pytest.fixture
def empty() -> Iterator[str]:
    """The address of a database with nothing in it."""
    name = sql.Identifier(f"{connection.settings_dict['NAME']}_empty")
    with psycopg.connect(database_url(), autocommit=True) as own:
        own.execute(sql.SQL("create database {} template template0").format(name))
        yield database_url().replace("?", "_empty?", 1)
        own.execute(sql.SQL("drop database {} with (force)").format(name))


def manage(*arguments: str, url: str, stdin: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    given = stdin.read_bytes() if stdin else None
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "REDIS_URL": "redis://127.0.0.1:1/0"},
        input=given,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_it_comes_back_whole_into_an_empty_database(backup: Path, empty: str) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    done = manage("restore", "-", url=empty, stdin=backup)
    assert done.returncode == 0, done.stderr
    assert b"Restored" in done.stdout
    with psycopg.connect(empty) as restored:
        assert restored.execute("select count(*) from auth_group where name = %s", [KEPT]).fetchone() == (1,)
        rows = restored.execute("select app, name from django_migrations").fetchall()
        assert set(rows) == set(MigrationRecorder(connection).applied_migrations())
        triggers = "select count(*) from pg_trigger where not tgisinternal"
        with connection.cursor() as cursor:
            cursor.execute(triggers)
            assert restored.execute(triggers).fetchone() == cursor.fetchone()


def test_a_database_with_tables_is_left_alone(backup: Path) -> None:
    with pytest.raises(Refused, match="holds tables already"):
        restore(backup)


def test_what_is_no_backup_of_a_desk_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear all")
    with pytest.raises(Refused, match="is no backup that can be read"):
        steps_in(tmp_path / "letter")


def test_a_backup_is_whole_or_not_there(tmp_path: Path, backup: Path) -> None:
    with pytest.raises(Refused, match="is there already"):
        back_up(backup)
    with pytest.raises(Refused, match="could not open output file"):
        back_up(tmp_path / "nowhere" / "kept.backup")
    assert [path.name for path in tmp_path.iterdir()] == ["kept.backup"]


def test_a_newer_desks_steps_are_told_from_old_ones_and_from_those_of_other_programs(backup: Path) -> None:
    own = steps_in(backup)
    assert newer_steps(own) == []
    assert newer_steps(own | {("claims", "0000_left_away"), ("someones", "0001_initial")}) == []
    assert newer_steps(own | {("claims", "0999_later")}) == ["claims.0999_later"]


def test_a_newer_desks_database_is_not_migrated() -> None:
    MigrationRecorder(connection).record_applied("claims", "0999_later")
    with pytest.raises(CommandError, match=r"made by a newer Claimdesk: .* claims\.0999_later"):
        call_command("migrate", verbosity=0)


def test_a_command_on_other_tables_or_without_a_database_is_one_line_that_says_what_to_do() -> None:
    with pytest.raises(ProgrammingError) as missing, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select from not_made_yet")
    assert "run manage.py migrate first" in why_not(missing.value)
    with pytest.raises(OperationalError) as refused, connection.wrap_database_errors:
        psycopg.connect("postgresql://nobody:geheim@127.0.0.1:1/none")
    assert why_not(refused.value).startswith("the database refuses (DATABASE_URL): ")
    assert "geheim" not in why_not(refused.value)
    with (
        pytest.raises(ProgrammingError, match="syntax") as wrong,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("no such words")
    with pytest.raises(ProgrammingError):
        why_not(wrong.value)  # a fault of ours is not hidden
