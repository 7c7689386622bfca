"""celery -A benchmarks.pipeline_app: the desk's own workers, with a clock in each child.

Counts the processor's seconds of every task by its name, and within them of parsing and of each stage of an article, into
VAR_DIR/pipeline/PID.json.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from celery.signals import task_postrun, task_prerun, worker_process_init
from django.conf import settings

from config.celery import app
from extraction.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from extraction.pipeline import Prepared
    from sources.models import Article
    from sources.stages import Doing

__all__ = ["app"]
PARSING, STAGE = "parsing", "stage "
FOLDER = settings.VAR_DIR / "pipeline"
_spent: defaultdict[str, float] = defaultdict(float)
_begun: dict[str, float] = {}
_parsed = Pipeline.parsed


@contextmanager
def _counted(name: str) -> Iterator[None]:
    begun = time.process_time()
    try:
        yield
    finally:
        _spent[name] += time.process_time() - begun


def _timed(self: Pipeline, prepared: Prepared) -> Prepared:
    with _counted(PARSING):
        return _parsed(self, prepared)


Pipeline.parsed = _timed  # type: ignore[method-assign]


@worker_process_init.connect
def time_stages(**_: Any) -> None:
    """Puts a clock around each stage of an article: around what takes long, and around what writes it down."""
    from sources import stages  # not before Django is set up

    for stage, task in settings.ARTICLE_STAGES:
        stages.register(task, _clocked(STAGE + stage, stages.doing(task)))


def _clocked(name: str, do: Doing) -> Doing:
    def done(article: Article) -> Callable[[], object]:
        with _counted(name):
            write = do(article)

        def written() -> object:
            with _counted(name):
                return write()

        return written

    return done


@task_prerun.connect
def begin(task_id: str, **_: Any) -> None:
    """Starts the clock of a task."""
    _begun[task_id] = time.process_time()


@task_postrun.connect
def end(task_id: str, task: Any, **_: Any) -> None:
    """Stops it, and keeps what this child has spent so far."""
    _spent[task.name] += time.process_time() - _begun.pop(task_id)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{os.getpid()}.json").write_text(json.dumps(_spent), encoding="utf-8")
