"""A real PostgreSQL and a real Redis for the tests, shared by all runs on this machine, with names for each run."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
import pytest
import pytest_django
import redis
from django.db import transaction
from psycopg import sql

from config.local_services import Redis, running, wanted
from config.local_services.process import lives


@pytest.fixture(scope="session")
def services() -> Iterator[None]:
    """Have both servers running: the given ones, or private ones that do not wait for the disk."""
    from django.conf import settings

    needed = {service.name for service in settings.LOCAL_SERVICES}
    private = wanted(
        settings.VAR_DIR, postgres="PostgreSQL" in needed, redis="Redis" in needed, durable=False
    )
    with running(private):
        yield
        _forget_keys(settings.REDIS_URL, settings.QUEUE_PREFIX)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    services: None, django_db_blocker: pytest_django.DjangoDbBlocker, request: pytest.FixtureRequest
) -> None:
    """Give this run a database of its own, so that two runs at once do not meet (--reuse-db has one that stays)."""
    from django.db import connection

    with django_db_blocker.unblock():
        _drop_left_overs()
    name = "test_claimdesk" if request.config.getvalue("reuse_db") else f"test_claimdesk_{os.getpid()}"
    connection.settings_dict["TEST"]["NAME"] = name


@contextmanager
def _rows_for_several_tests(django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def rows_of_module(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """The database for a fixture of a module's scope: what it makes is there for each test of the module, which changes it
    for itself alone (by `db`, as ever). For what takes long to make; a test with `transactional_db` has no part in it.
    """
    with _rows_for_several_tests(django_db_blocker):
        yield


@pytest.fixture(scope="class")
def rows_of_class(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """The same for the tests of a class."""
    with _rows_for_several_tests(django_db_blocker):
        yield


@pytest.fixture(scope="session", autouse=True)
def quick_settings(django_test_environment: None) -> None:
    """Leave out what costs time and is tested by itself: slow password hashes, names with a content hash."""
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns of a missing one


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator[Redis]:
    """A Redis that belongs to one test, which may empty or kill it; hand `url()` on as REDIS_URL."""
    server = Redis(tmp_path / "own")
    with running([server]):
        yield server


def database_url() -> str:
    """Return the libpq address of this run's test database, for a process that a test starts."""
    from django.db import connection

    found = connection.settings_dict
    who = quote(found["USER"], safe="") + (
        f":{quote(found['PASSWORD'], safe='')}" if found["PASSWORD"] else ""
    )
    where = {"host": found["HOST"]} | ({"port": found["PORT"]} if found["PORT"] else {})
    return f"postgresql://{who}@/{found['NAME']}?{urlencode(where, quote_via=quote)}"


def _forget_keys(url: str, prefix: str) -> None:
    with redis.Redis.from_url(url, socket_timeout=10) as client:
        for pattern in (f"{prefix}*", f"*{prefix}*"):
            keys = list(client.scan_iter(pattern, count=1000))
            if keys:
                client.delete(*keys)


def _drop_left_overs() -> None:
    # Of runs that were killed before they could clean up.
    from django.db import connection

    with connection._nodb_cursor() as cursor:
        cursor.execute("select datname from pg_database where datname ~ '^test_claimdesk_[0-9]+$'")
        for (name,) in cursor.fetchall():
            if not lives(int(re.sub(r"\D", "", name))):
                try:
                    cursor.execute(
                        sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
                    )
                except psycopg.Error:  # another run may be dropping it
                    continue
