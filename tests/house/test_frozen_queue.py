"""A queue that hangs, as on a machine that swaps, costs who adds an article seconds, and loses nothing."""

import os
import signal
import subprocess
import sys
import time

import pytest
import redis

from tests.conftest import ROOT
from tests.services import database_url

RING = """
import config.wsgi
from types import SimpleNamespace
from sources import work
work.ring(SimpleNamespace(pk=1), "sources.tasks.sweep")
print("went on")
"""
MOST_SECONDS = 30


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
