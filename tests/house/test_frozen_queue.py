"""A queue that hangs, as on a machine that swaps, costs who adds an article seconds, and loses nothing."""

import os
import signal
import subprocess
import sys
import time

import pytest
import redis
from celery import Celery

from config.celery import app
from sources import work
from sources.models import Article
from tests.conftest import ROOT
from tests.services import database_url

RING = """
import config.wsgi
from types import SimpleNamespace
from sources import work
work.ring(SimpleNamespace(pk=1), "sources.tasks.sweep")
print("went on")
"""
MOST_SECONDS = 90  # it would hang for ever; a busy machine takes its time to begin


@pytest.mark.faults
def test_the_web_process_goes_on_while_the_queue_hangs(db, own_redis):
    with redis.Redis.from_url(own_redis.url()) as client:
        number = client.info("server")["process_id"]
    os.kill(number, signal.SIGSTOP)
    started = time.monotonic()
    try:
        done = subprocess.run(
            [sys.executable, "-c", RING],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": database_url(), "REDIS_URL": own_redis.url()},
            capture_output=True,
            text=True,
            timeout=MOST_SECONDS * 2,
            check=False,
        )
    finally:
        os.kill(number, signal.SIGCONT)
    assert "went on" in done.stdout, done.stderr
    assert "the sweeper will ring" in done.stderr
    assert time.monotonic() - started < MOST_SECONDS


@pytest.mark.parametrize("trouble", ["follows another", "is full"])
def test_a_queue_that_answers_and_takes_nothing_fails_nobody(
    db, own_redis, monkeypatch, caplog, django_capture_on_commit_callbacks, trouble
):
    with redis.Redis.from_url(own_redis.url()) as client:
        if trouble == "follows another":
            client.replicaof("127.0.0.1", 1)
        else:
            client.config_set("maxmemory", 1)
    broker = Celery(
        "elsewhere", set_as_current=False, broker=own_redis.url().replace("unix://", "redis+socket://")
    )
    broker.conf.update(task_publish_retry=False, broker_transport_options=app.conf.broker_transport_options)
    monkeypatch.setattr(work, "current_app", broker)
    with django_capture_on_commit_callbacks(execute=True):
        work.ring(Article(pk=1), "sources.tasks.sweep")
    assert "the sweeper will ring" in caplog.text
