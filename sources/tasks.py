"""Thin doors from the queue to the use cases: an id comes in, the row says the rest."""

from __future__ import annotations

from typing import Any

from celery import shared_task

from sources import (
    add_rows,
    ask,
    bring,
    bring_rows,
    compare,
    copies,
    fetch_address,
    follow_answer,
    poll,
    read,
    revisit,
    stages,
)


@shared_task(bind=True)
def read_article(self: Any, article_id: int) -> None:
    """Reads one article: who said what, in which words; and takes it on from there."""
    stages.take_further(article_id, task=self.name, by=self.request.id)


@shared_task(bind=True)
def attribute_article(self: Any, article_id: int) -> None:
    """Resolves the speakers and names of one article, and takes it on from there."""
    stages.take_further(article_id, task=self.name, by=self.request.id)


stages.register("sources.tasks.read_article", read.reading)
stages.register("sources.tasks.attribute_article", read.attributing)


@shared_task
def follow_article(article_id: int) -> None:
    """Does what follows from one article's words and names."""
    read.follow_article(article_id)


@shared_task
def compare_statements(article_id: int | None = None) -> None:
    """Finds which statements have (nearly) the same words: those of one article, or all that wait; and which articles
    are copies of one text.
    """
    compare.compare_waiting(article_id=article_id, batches=compare.BATCHES_A_SWEEP)
    copies.compare_texts(batches=compare.BATCHES_A_SWEEP)


@shared_task(bind=True)
def take_import_further(self: Any, import_id: int) -> None:
    """Checks, or adds, rows of one import."""
    add_rows.take_far(import_id, by=self.request.id)


@shared_task
def count_names() -> None:
    """Counts the names that people are asked about."""
    ask.count_all()


@shared_task(bind=True, name="sources.tasks.follow_answer")
def follow_an_answer(self: Any, answer_id: int) -> None:
    """Lets some more places follow what a person said of a name."""
    follow_answer.follow_answer(answer_id, by=self.request.id)


@shared_task
def sweep() -> None:
    """Rings again for articles, imports, and answers about names, that wait too long."""
    stages.sweep()
    bring_rows.sweep_imports()
    follow_answer.sweep()


@shared_task(bind=True, name="sources.tasks.fetch_address")
def fetch_one_address(self: Any, fetch_id: int) -> None:
    """Fetches one address that somebody brought."""
    fetch_address.fetch_address(fetch_id, by=self.request.id)


@shared_task(bind=True)
def revisit_article(self: Any, revisit_id: int) -> None:
    """Looks whether a watched article has changed."""
    revisit.revisit_article(revisit_id, by=self.request.id)


@shared_task(bind=True)
def poll_feed(self: Any, feed_id: int) -> None:
    """Asks one feed what it has."""
    poll.poll_feed(feed_id, by=self.request.id)


@shared_task
def sweep_outside() -> None:
    """Rings for what is to be fetched, and waits too long or is due."""
    bring.sweep()
    revisit.sweep()
    poll.sweep()
