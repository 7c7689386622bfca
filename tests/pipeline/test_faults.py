"""Real faults against real workers: nothing is lost, nothing doubled, and what is poisonous is set aside."""

import os
import subprocess
import sys
import time

import pytest
import redis
from celery import Celery
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.db.models import Count

from claims.models import Link
from claims.propose import propose_claim
from entities.ledger import act_on
from entities.models import Entity
from entities.undo import undo
from sources import work
from sources.begin_import import BEGUN, begin_import
from sources.bring_rows import bring_rows
from sources.ingest import add_article
from sources.models import Article, Import, ImportState, Mention, RowState, Stage, Statement
from tests.conftest import ROOT
from tests.pipeline.deadly import DEADLY
from tests.services import database_url
from tests.sources import sheets

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
SECONDS = 120
ROWS, BAD_ROWS = 300, 15
# Quick enough to see a sweep and a lease run out within a test; the row's rules are the same.
QUICK = {
    "WORK_LEASE_SECONDS": "4",
    "WORK_RING_AGAIN_SECONDS": "2",
    "WORK_SWEEP_SECONDS": "1",
    "DJANGO_SETTINGS_MODULE": "tests.pipeline.deadly_settings",
}


@pytest.fixture
def queue(own_redis, monkeypatch):
    """A Redis of the test's own that the desk rings through, so that it can be emptied and its worker killed."""
    # Not the current app: tests that come after this one ring through the desk's own.
    broker = str(own_redis.url()).replace("unix://", "redis+socket://")
    app = Celery("claimdesk", broker=broker, set_as_current=False)
    app.conf.update(broker_transport_options=django_settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    monkeypatch.setattr(work, "current_app", app)
    return own_redis


@pytest.fixture
def beat(queue, tmp_path):
    """A real beat that rings for the sweeper every second."""
    environment = {**os.environ, **QUICK, "DATABASE_URL": database_url(), "REDIS_URL": queue.url()}
    command = [sys.executable, "-m", "celery", "-A", "config", "beat", "--schedule", str(tmp_path / "beat")]
    with (tmp_path / "beat.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    yield process
    process.terminate()
    process.wait(20)


def article_text(n):
    return (
        f"The storm reached pier {n} at noon.\n\n"
        f"“Pier {n} stays open,” said harbour master Ada Pier{n}. "
        f"The dockers' union of pier {n} said that nobody had been hurt at pier {n}."
    )


def add_articles(count, *, deadly=()):
    reporter, _ = User.objects.get_or_create(username="rana")
    return [
        add_article(
            by=reporter,
            outlet="Harbour Wire",
            title=f"Pier {n}",
            text=article_text(n) + (f"\n\n{DEADLY}" if n in deadly else ""),
        )
        for n in range(count)
    ]


def wait_until(true, *, seconds=SECONDS):
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            stages = list(Article.objects.values_list("stage", "attempts", "set_aside_at", "error"))
            pytest.fail(f"not within {seconds} seconds; the articles are at {stages}")
        time.sleep(0.1)


def linked():
    return Article.objects.filter(stage=Stage.LINKED).count()


def assert_nothing_lost_or_doubled(articles):
    """Each article has its two statements once, each speaker is one entity, each link and mention stands once."""
    counts = dict(
        Article.objects.filter(pk__in=[a.pk for a in articles])
        .annotate(n=Count("statements"))
        .values_list("pk", "n")
    )
    assert counts == {article.pk: 2 for article in articles}
    assert Statement.objects.values("article", "content").distinct().count() == Statement.objects.count()
    assert Mention.objects.values("article", "start", "end").distinct().count() == Mention.objects.count()
    assert Link.objects.values("claim", "statement").distinct().count() == Link.objects.count()
    names = list(Entity.objects.exclude(kind="unnamed").values_list("name", flat=True))
    assert len(names) == len(set(names)), "a speaker became two entities"


def test_kill_9_of_the_worker_in_the_middle_of_50_articles(queue, beat, start_worker):
    claim = propose_claim(by=User.objects.create(username="edda"), text="Pier 7 stays open after the storm")
    worker = start_worker(REDIS_URL=queue.url(), **QUICK)
    articles = add_articles(50)
    wait_until(lambda: linked() >= 10)
    worker.kill()
    assert linked() < 50, "the worker was too quick to be killed in the middle"
    start_worker(REDIS_URL=queue.url(), **QUICK)
    wait_until(lambda: linked() == 50)
    assert_nothing_lost_or_doubled(articles)
    assert Link.objects.filter(claim=claim, statement__content__contains="Pier 7 stays open").exists()


def test_flushall_with_50_waiting(queue, beat, start_worker):
    articles = add_articles(50)
    with redis.Redis.from_url(queue.url()) as client:
        assert client.dbsize() > 0, "the articles were rung for"
        client.flushall()
    start_worker(REDIS_URL=queue.url(), **QUICK)
    wait_until(lambda: linked() == 50)
    assert_nothing_lost_or_doubled(articles)


def test_an_article_that_kills_its_worker_every_time_is_set_aside_and_the_others_are_done(
    queue, beat, start_worker
):
    articles = add_articles(8, deadly={3})
    start_worker(REDIS_URL=queue.url(), **QUICK)
    poison = articles[3]
    wait_until(
        lambda: linked() == 7 and Article.objects.filter(pk=poison.pk, set_aside_at__isnull=False).exists()
    )
    poison.refresh_from_db()
    assert poison.attempts <= 4
    assert "stopped 3 times" in poison.error
    assert poison.statements.count() == 0
    assert_nothing_lost_or_doubled([a for a in articles if a != poison])


def test_kill_9_in_the_middle_of_an_import(queue, beat, start_worker):
    """Begun again, it has the same result: each good row is one article, and each bad one has its reason."""
    made, wrong = sheets.sheet(rows=ROWS, bad=BAD_ROWS)
    rana = User.objects.create(username="rana")
    brought = bring_rows(by=rana, name="rows.csv", data=sheets.as_csv(made))
    worker = start_worker(REDIS_URL=queue.url(), **QUICK)
    wait_until(lambda: Import.objects.get().state == ImportState.CHECKED)
    assert Article.objects.count() == 0
    begin_import(brought=brought, by=rana)
    wait_until(lambda: Article.objects.count() > 0)
    worker.kill()
    before = Article.objects.count()
    assert 0 < before < ROWS - BAD_ROWS, "the worker was too quick to be killed in the middle"
    start_worker(REDIS_URL=queue.url(), **QUICK)
    wait_until(lambda: Import.objects.get().state == ImportState.DONE)
    kept = [row["text"] for number, row in enumerate(made) if number + 2 not in wrong]
    assert list(Article.objects.order_by("pk").values_list("text", flat=True)) == kept
    found = dict(brought.rows.filter(state=RowState.BAD).values_list("line", "problem"))
    assert found.keys() == wrong.keys()
    assert all(why in found[line] for line, why in wrong.items())
    begun = act_on(brought, BEGUN)
    assert begun is not None
    undo(act=begun, by=rana)
    assert Article.objects.count() == 0
