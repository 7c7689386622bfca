"""How the desk is: what whoever runs it would want to be told of, each a sign that is well or not."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import redis
from celery import current_app
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min, Q
from django.db.models.functions import Now
from django.utils.timezone import now
from kombu.exceptions import OperationalError
from redis.backoff import NoBackoff
from redis.retry import Retry

from claims.mail_notices import to_be_mailed
from claims.models import Claim, Rhythm
from config.run.refused import first_line
from config.upkeep.newer import newer_steps
from sources.models import Article, Feed, Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import QuerySet

ANSWER_SECONDS = 3
# A row that waits longer than this has nobody who reads: the sweeper rings after one minute, an article takes seconds.
LONG_WAIT = timedelta(minutes=30)
LITTLE_DISK_MB = 1_000
BROKEN_FEED_FAILURES = 5


@dataclass(frozen=True)
class Sign:
    """One thing that was looked at: ``said`` in words, ``figures`` for a program that keeps them."""

    name: str
    well: bool
    said: str
    figures: dict[str, int | float]


def look() -> list[Sign]:
    """Everything that was seen. Where the database does not answer, what lies in it is not asked for."""
    signs = [_asked(_database, "database"), _asked(_queue, "queue"), _asked(_workers, "workers"), _disk()]
    if signs[0].well:
        signs += [_asked(_tables, "tables")]
    if signs[-1].name == "tables" and signs[-1].well:
        signs += [_waiting("articles", Article.objects.exclude(stage=Stage.LINKED), "added_at")]
        signs += [_waiting("claims", Claim.objects.filter(matched_at=None), "changed_at")]
        signs += [_feeds(), *_letters()]
    return signs


def _asked(ask: Callable[[], Sign], name: str) -> Sign:
    try:
        return ask()
    except (DatabaseError, redis.RedisError, OperationalError, OSError) as error:
        return Sign(name, well=False, said=f"does not answer: {first_line(error)}", figures={})


def _database() -> Sign:
    with connection.cursor() as cursor:
        cursor.execute("select pg_database_size(current_database()), (select count(*) from pg_stat_activity)")
        size, used = cursor.fetchone()
        cursor.execute("select current_setting('max_connections')::int, pg_is_in_recovery()")
        most, follows = cursor.fetchone()
    figures = {"megabytes": round(size / 1e6, 1), "connections": used, "most_connections": most}
    if follows:
        return Sign(
            "database", well=False, said="takes nothing new: it only follows another", figures=figures
        )
    said = f"answers, {size / 1e6:,.1f} MB, {used} of {most} connections"
    return Sign("database", well=used < most * 0.9, said=said, figures=figures)


def _tables() -> Sign:
    executor = MigrationExecutor(connection)
    newer = newer_steps(executor.loader.applied_migrations)
    missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    said = "those of this version"
    if newer:
        said = f"of a newer version ({newer[-1]})"
    elif missing:
        said = f"of an older version: {missing} migrations are missing (manage.py migrate)"
    return Sign("tables", well=not newer and not missing, said=said, figures={"missing": missing})


def _queue() -> Sign:
    client = redis.Redis.from_url(
        settings.REDIS_URL, socket_timeout=ANSWER_SECONDS, retry=Retry(NoBackoff(), 0)
    )
    with client:
        waiting = int(client.llen(f"{settings.QUEUE_PREFIX}celery"))
        told: Any = client.info()
    figures = {"waiting": waiting, "megabytes": round(int(told["used_memory"]) / 1e6, 1)}
    if told["role"] != "master":
        return Sign(
            "queue", well=False, said="takes nothing new: it only follows another Redis", figures=figures
        )
    if told.get("aof_last_write_status") == "err":
        return Sign("queue", well=False, said="cannot write to its disk", figures=figures)
    return Sign("queue", well=True, said=f"answers, {waiting} jobs wait", figures=figures)


def _workers() -> Sign:
    names = sorted(name for each in current_app.control.ping(timeout=ANSWER_SECONDS) or () for name in each)
    said = f"{len(names)}: {', '.join(names)}" if names else "none answers: nothing is read until one runs"
    return Sign("workers", well=bool(names), said=said, figures={"answering": len(names)})


def _disk() -> Sign:
    free = shutil.disk_usage(settings.VAR_DIR).free // 1_000_000
    said = f"{free:,} MB are free where VAR_DIR lies"
    return Sign("disk", well=free >= LITTLE_DISK_MB, said=said, figures={"free_megabytes": free})


def _waiting(what: str, rows: QuerySet[Any], since: str) -> Sign:
    """Rows that still wait, the oldest since when, and those that were set aside: these the desk shows to people."""
    waits, stopped = Q(set_aside_at=None), rows.filter(set_aside_at__isnull=False).count()
    oldest = rows.filter(waits).aggregate(at=Min(since))["at"]
    seconds = max(0, round((now() - oldest).total_seconds())) if oldest else 0
    count = rows.filter(waits).count()
    said = f"{count} wait" + (f", the first for {seconds // 60} minutes" if count else "")
    return Sign(
        what,
        well=seconds < LONG_WAIT.total_seconds(),
        said=f"{said}; {stopped} set aside",
        figures={"waiting": count, "oldest_seconds": seconds, "set_aside": stopped},
    )


def _feeds() -> Sign:
    asked = Feed.objects.filter(stopped=False)
    broken = asked.filter(Q(failures__gte=BROKEN_FEED_FAILURES) | Q(set_aside_at__isnull=False)).count()
    # A feed that does not answer is its outlet's to mend: the page of feeds says so, and nobody need get up for it.
    said = f"{asked.count()} asked, {broken} of them broken"
    return Sign("feeds", well=True, said=said, figures={"asked": asked.count(), "broken": broken})


def _letters() -> Iterator[Sign]:
    if not settings.NOTICE_MAIL_SECONDS:
        return
    late = timedelta(seconds=4 * settings.NOTICE_MAIL_SECONDS)
    rows = to_be_mailed().filter(user__is_active=True, at__lt=Now() - late).exclude(user__email="")
    waiting = rows.exclude(user__preferences__rhythm__in=[Rhythm.DAILY, Rhythm.NEVER]).count()
    said = f"{waiting} notices should have gone out by mail and did not" if waiting else "went out in time"
    yield Sign("letters", well=not waiting, said=said, figures={"late": waiting})
