"""celery -A benchmarks.pipeline_app: the desk's own workers, with a clock in each child.

Counts the processor's seconds of every task by its name, and of parsing within them, into VAR_DIR/pipeline/PID.json.
"""

from __future__ import annotations

import json
import os
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from celery.signals import task_postrun, task_prerun
from django.conf import settings

from config.celery import app
from extraction.pipeline import Pipeline

if TYPE_CHECKING:
    from extraction.pipeline import Prepared

__all__ = ["app"]
PARSING = "parsing"
FOLDER = settings.VAR_DIR / "pipeline"
_spent: defaultdict[str, float] = defaultdict(float)
_begun: dict[str, float] = {}
_parsed = Pipeline.parsed


def _timed(self: Pipeline, prepared: Prepared) -> Prepared:
    begun = time.process_time()
    try:
        return _parsed(self, prepared)
    finally:
        _spent[PARSING] += time.process_time() - begun


Pipeline.parsed = _timed  # type: ignore[method-assign]


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
