"""Which task takes an article further: settings.ARTICLE_STAGES, read by name."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.models import Q

from sources import work
from sources.models import Article, Stage

Doing = Callable[[Article], Callable[[], object]]
GOES_ON_SECONDS = 30.0
"""Within which one delivery takes an article from stage to stage; the time limits of a task are for one long stage."""
_doing: dict[str, Doing] = {}


def register(task: str, do: Doing) -> None:
    """Says what a task does to an article, so that whoever did the stage before it can go on without a message: see
    ``run_stage`` for ``do``.
    """
    _doing[task] = do


def doing(task: str) -> Doing:
    """What a task does to an article. Raises KeyError for one that is not registered."""
    return _doing[task]


def task_for(stage: str) -> str | None:
    """The name of the task that an article at ``stage`` waits for; None where it waits for nothing."""
    return dict(settings.ARTICLE_STAGES).get(stage)


def after(stage: str) -> str:
    """The stage an article stands at when ``stage`` is done."""
    stages = [name for name, _ in settings.ARTICLE_STAGES] + [Stage.LINKED]
    return str(stages[stages.index(stage) + 1])


def ring_for(article: Article) -> None:
    """Rings for whatever the article waits for."""
    work.ring(article, task_for(article.stage))


def run_stage(article_id: int, *, stage: str, by: str, do: Doing) -> bool:
    """One attempt at one stage of one article (see ``work.run``). ``do`` does what takes long, outside any transaction,
    and returns the function that writes what the stage is there to write.
    """
    return work.run(
        Article, article_id, where=Q(stage=stage), by=by, work=lambda a: _moving(a, do), ring=ring_for
    )


def take_further(article_id: int, *, task: str, by: str) -> bool:
    """An attempt at the stage that ``task`` is for, and at those that follow, as long as they are registered here and
    GOES_ON_SECONDS last. True where the first was done and kept.

    The same delivery come again goes on with the stage that the dead one was at.
    """
    stage = next(name for name, its in settings.ARTICLE_STAGES if its == task)
    until = time.monotonic() + GOES_ON_SECONDS

    def goes_on(moved: dict[str, Any]) -> bool:
        return task_for(moved["stage"]) in _doing and time.monotonic() < until

    return work.run(
        Article,
        article_id,
        where=Q(stage=stage) | Q(taken_by=by),
        by=by,
        work=lambda article: _moving(article, doing(task_for(article.stage) or task)),
        ring=ring_for,
        goes_on=goes_on,
    )


def _moving(article: Article, do: Doing) -> Callable[[], dict[str, str]]:
    write, then = do(article), after(article.stage)

    def moved() -> dict[str, str]:
        write()
        return {"stage": then}

    return moved


def sweep() -> int:
    """Rings for every article that waits for too long. Returns how many."""
    return work.ring_for_waiting(Article.objects.exclude(stage=Stage.LINKED).defer("text"), ring=ring_for)
