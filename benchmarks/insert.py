"""Rows that come in while something else is measured: nine statements to a claim, each a transaction of its own."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

import numpy as np
from django.contrib.auth.models import User

from benchmarks.stories import Writer
from claims.models import Claim
from entities.models import Entity
from matching.names import speaker_terms
from sources.models import Article, Outlet, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

STATEMENTS_AN_ARTICLE = 10
CLAIM_EVERY = 10


def insert(*, rows_a_second: int, seconds: float) -> int:
    """Inserts so many rows in each of so many seconds; returns how many those were."""
    start, rows = time.monotonic(), 0
    for _ in _rows():
        rows += 1
        due = start + rows / rows_a_second
        time.sleep(max(0.0, due - time.monotonic()))
        if time.monotonic() - start > seconds:
            break
    return rows


def _rows() -> Iterator[None]:
    """Writes one row at each step."""
    writer = Writer(np.random.default_rng(time.time_ns()), stories=500)
    by, outlet = User.objects.order_by("pk")[0], Outlet.objects.order_by("pk")[0]
    speakers = list(Entity.objects.filter(kind="person").order_by("pk")[:200])
    for number in itertools.count():
        stories = np.full(STATEMENTS_AN_ARTICLE, number % 500)
        contents = writer.sentences(stories, median=11)
        article = Article.objects.create(
            outlet=outlet,
            text=". ".join(contents),
            content_hash=f"{time.time_ns()}",
            added_by=by,
            stage="linked",
        )
        start = 0
        for k, content in enumerate(contents):
            speaker = speakers[(number + k) % len(speakers)]
            if k % CLAIM_EVERY == CLAIM_EVERY - 1:
                Claim.objects.create(
                    text=f"{content} {time.time_ns()}"[-500:], proposed_by=by, matched_at=article.added_at
                )
            else:
                Statement.objects.create(
                    article=article,
                    content=content,
                    spans=[[start, start + len(content)]],
                    kind="indirect",
                    speaker=speaker,
                    speaker_terms=speaker_terms(speaker.name),
                )
            start += len(content) + 2
            yield
