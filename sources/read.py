"""One attempt at reading, or at attributing, one article: what the worker does, and whoever else reads in-process."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

import extraction
from sources import ask, compare
from sources.attribute import attribute
from sources.extract import extract
from sources.known_names import known_names
from sources.models import Article, Stage
from sources.stages import run_stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from extraction.reader import Reader


@cache
def reader() -> Reader:
    """The reader, its spaCy pipeline loaded once a process, at the first article. Never called by the web process."""
    return extraction.load(settings.SPACY_PIPELINE)


def read_article(article_id: int, *, by: str) -> bool:
    """Stage "read": who said what, in which words. ``by`` names the attempt; True where it was done and kept."""

    def do(article: Article) -> Callable[[], int]:
        reading = reader().read(article.text, known_names(article.text))
        return lambda: extract(article=article, reading=reading)

    return run_stage(article_id, stage=Stage.RECEIVED, by=by, do=do)


def attribute_article(article_id: int, *, by: str) -> bool:
    """Stage "attribute": speakers and names resolved; a ring for comparing the words, and one for counting the names
    that mean nobody yet. ``by`` names the attempt; True where it was done and kept.
    """

    def do(article: Article) -> Callable[[], None]:
        def write() -> None:
            attribute(article=article)
            compare.ring_for_article(article)
            ask.ring_for_article(article)

        return write

    return run_stage(article_id, stage=Stage.READ, by=by, do=do)
