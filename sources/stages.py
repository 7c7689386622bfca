"""Which task takes an article further: settings.ARTICLE_STAGES, read by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q

from sources import work
from sources.models import Article, Stage

if TYPE_CHECKING:
    from collections.abc import Callable


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


def run_stage(article_id: int, *, stage: str, by: str, do: Callable[[Article], Callable[[], object]]) -> bool:
    """One attempt at one stage of one article (see ``work.run``). ``do`` does what takes long, outside any transaction,
    and returns the function that writes what the stage is there to write.
    """

    def move(article: Article) -> Callable[[], dict[str, str]]:
        write = do(article)

        def moved() -> dict[str, str]:
            write()
            return {"stage": after(stage)}

        return moved

    return work.run(Article, article_id, where=Q(stage=stage), by=by, work=move, ring=ring_for)


def sweep() -> int:
    """Rings for every article that waits for too long. Returns how many."""
    return work.ring_for_waiting(Article.objects.exclude(stage=Stage.LINKED).defer("text"), ring=ring_for)
