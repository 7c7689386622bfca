"""Reading and attributing one article: what the worker does, and whoever else reads in-process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

import extraction
from sources import ask, compare, copies, work
from sources.attribute import attribute
from sources.extract import extract
from sources.known_names import known_names
from sources.models import Article, Stage
from sources.stages import run_stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from extraction.reader import Reader

FOLLOW = "sources.tasks.follow_article"


@cache
def reader() -> Reader:
    """The reader, its spaCy pipeline loaded once a process, at the first article. Never called by the web process."""
    return extraction.load(settings.SPACY_PIPELINE)


def read_article(article_id: int, *, by: str) -> bool:
    """Stage "read" alone. ``by`` names the attempt; True where it was done and kept."""
    return run_stage(article_id, stage=Stage.RECEIVED, by=by, do=reading)


def attribute_article(article_id: int, *, by: str) -> bool:
    """Stage "attribute" alone. ``by`` names the attempt; True where it was done and kept."""
    return run_stage(article_id, stage=Stage.READ, by=by, do=attributing)


def reading(article: Article) -> Callable[[], object]:
    """Who said what, in which words. Returns what writes it down."""
    found = reader().read(article.text, known_names(article.text))
    return lambda: extract(article=article, reading=found)


def attributing(article: Article) -> Callable[[], object]:
    """Speakers and names resolved; a ring for what follows from them and from the words. Returns what does so."""

    def write() -> None:
        attribute(article=article)
        work.ring(article, FOLLOW)

    return write


def follow_article(article_id: int) -> None:
    """What follows from an article's words and names, and waits for nothing: which statements, and which articles, have
    (nearly) the same words; and which of the names that mean nobody yet people are asked about.
    """
    compare.compare_waiting(article_id=article_id, batches=compare.BATCHES_A_SWEEP)
    copies.compare_texts(batches=compare.BATCHES_A_SWEEP)
    ask.count_article(article_id)
