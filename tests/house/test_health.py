"""`manage.py health` sees what is wrong, says it, and fails by it."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.timezone import now

from claims.models import Claim
from config.local_services import Redis
from config.upkeep import look as looking

pytestmark = pytest.mark.django_db


def told() -> dict[str, Any]:
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("health", "--json", stdout=out)
    assert ended.value.code == 1
    found: dict[str, Any] = json.loads(out.getvalue())
    assert not found["well"]
    return found


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker runs in these tests; nobody waits for one."""
    monkeypatch.setattr(looking, "ANSWER_SECONDS", 0.2)


def test_a_desk_without_a_worker_is_not_well_and_all_else_is() -> None:
    found = told()
    assert {name for name, sign in found.items() if name != "well" and not sign["well"]} == {"workers"}
    assert found["database"]["figures"]["megabytes"] > 1


def test_what_waits_for_long_is_not_well() -> None:
    by = User.objects.create(username="edda")
    Claim.objects.create(text="The pier is open", proposed_by=by, changed_at=now() - timedelta(hours=2))
    claims = told()["claims"]
    assert (claims["well"], claims["figures"]["waiting"]) == (False, 1)
    assert claims["figures"]["oldest_seconds"] >= 7200


def test_tables_of_another_version_are_named_and_not_asked() -> None:
    MigrationRecorder(connection).record_applied("claims", "0999_later")
    found = told()
    assert found["tables"]["said"] == "of a newer version (claims.0999_later)"
    assert "articles" not in found


def test_a_redis_that_only_follows_another_is_seen(settings: Any, own_redis: Redis) -> None:
    settings.REDIS_URL = own_redis.url()
    import redis

    with redis.Redis.from_url(own_redis.url()) as client:
        client.replicaof("127.0.0.1", 1)
    assert "only follows" in told()["queue"]["said"]


def test_a_redis_that_is_gone_is_seen(settings: Any) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert "does not answer" in told()["queue"]["said"]
