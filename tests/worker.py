"""A real Celery worker in a process of its own, that a test can kill."""

import contextlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.services import database_url

READY_SECONDS = 150.0
STOP_SECONDS = 60.0
POLL_SECONDS = 0.05


class Worker:
    """One `celery -A config worker` and its children, in a process group of their own."""

    def __init__(self, log: Path, environment: dict[str, str]) -> None:
        """Start it; what it says goes to `log`."""
        self.log = log
        self.name = f"test-{uuid.uuid4().hex[:8]}@here"
        command = [
            "-m",
            "celery",
            "-A",
            "config",
            "worker",
            "-n",
            self.name,
            "--without-gossip",
            "--without-mingle",
        ]
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, *command, "--loglevel", "INFO"],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Wait until it takes jobs; fail with what it said if it does not within READY_SECONDS."""
        deadline = time.monotonic() + READY_SECONDS
        while f"{self.name} ready" not in self.said():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the worker is not ready:\n{self.said()[-4000:]}")
            time.sleep(POLL_SECONDS)

    def said(self) -> str:
        """Return its log so far."""
        return self.log.read_text(encoding="utf-8", errors="replace")

    def kill(self) -> None:
        """kill -9 it and its children, as a machine that loses power does."""
        self._signal(signal.SIGKILL)
        self.process.wait(STOP_SECONDS)

    def stop(self) -> None:
        """Let it finish what it is doing, then end it; kill it when that takes longer than STOP_SECONDS."""
        if self.process.poll() is None:
            self.process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(STOP_SECONDS)
        self.kill()

    def _signal(self, number: signal.Signals) -> None:
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return


@pytest.fixture
def start_worker(transactional_db: None, tmp_path: Path) -> Iterator[Callable[..., Worker]]:
    """Return a function that starts a worker on the test database and waits for it; keywords add to its environment.

    `start_worker(REDIS_URL=own_redis.url())` gives it a queue of its own.
    """
    from django.conf import settings

    started: list[Worker] = []

    def start(**environment: str) -> Worker:
        given = {"DATABASE_URL": database_url(), "REDIS_URL": settings.REDIS_URL} | environment
        started.append(Worker(tmp_path / f"worker-{len(started)}.log", {**os.environ, **given}))
        started[-1].wait_until_ready()
        return started[-1]

    yield start
    for worker in started:
        worker.stop()


@pytest.fixture
def worker(start_worker: Callable[..., Worker]) -> Worker:
    """A worker that is ready for jobs."""
    return start_worker()
