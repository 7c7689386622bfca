"""Watched articles are fetched again, at first often, then ever more seldom: a changed text is a new revision."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from entities.refused import Refused
from sources import work
from sources.fetch_address import page_of, read_answer
from sources.fetching import Busy, FetchFailed, Gone, Known
from sources.ingest import AlreadyHere, add_article
from sources.keep_fetch import text_with
from sources.models import Revisit
from sources.polite import ask
from sources.text import content_hash, storable
from sources.watch import next_visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sources.fetching import Answer
    from sources.models import Article
    from sources.page import PageRead

TASK = "sources.tasks.revisit_article"
DUE = Q(active=True, next_at__lte=Now())
UNCHANGED = gettext_noop("It had not changed.")
MISSING = gettext_noop("Most of the text was missing, so nothing was changed here.")
FIRST_LOOK = gettext_noop("The first look at its page: from here on changes are noticed.")
LEAST_OF_IT = 0.4
"""A page that holds so little of what the article had, by length, is another page: a log-in, a notice."""


def revisit_article(revisit_id: int, *, by: str) -> bool:
    """One visit. ``by`` names the attempt; True where it was done and kept, whatever it gave."""

    def do(row: Revisit) -> Callable[[], dict[str, Any]]:
        try:
            answer = ask(row.article.url, known=Known(row.etag, row.last_modified))
            found = None if answer.unchanged else read_answer(answer)
        except FetchFailed as failed:
            words, seconds = str(failed), failed.seconds if isinstance(failed, Busy) else 0
            step = row.step + (2 if isinstance(failed, Gone) else 1)
            return lambda: _visited(step, words, wait=seconds)
        return lambda: _write(row, answer, found)

    return work.run(Revisit, revisit_id, where=DUE, by=by, work=do, ring=_ring_no_more)


def ring_for_revisit(row: Revisit) -> None:
    """Rings for a visit."""
    work.ring(row, TASK)


def sweep() -> int:
    """Rings for every visit that is due. Returns how many."""
    return work.ring_for_waiting(Revisit.objects.filter(DUE), ring=ring_for_revisit)


def _ring_no_more(row: Revisit) -> None:
    """The next visit is due later: the sweeper rings for it."""


def _write(row: Revisit, answer: Answer, found: PageRead | None) -> dict[str, Any]:
    """What the visit gave: a new revision, or why there is none."""
    known: dict[str, Any] = {"etag": answer.known.etag, "last_modified": answer.known.last_modified}
    if found is None:
        return _visited(row.step + 1, UNCHANGED)
    try:
        text = storable(_as_a_person_wanted(row, found))
        known["seen"] = content_hash(text)
        words = _why_none(row, text, known["seen"])
        if words:
            return (known if words != MISSING else {}) | _visited(row.step + (words != FIRST_LOOK), words)
        with transaction.atomic():
            fresh = _revision(row, text, found)
    except AlreadyHere:
        return known | _visited(row.step + 1, gettext_noop("It has an earlier text of this article again."))
    except Refused as refused:
        return _visited(row.step + 1, refused.message)
    page = page_of(answer)
    page.article = fresh
    page.save()
    return known | _visited(0, f"It had changed: revision {fresh.revision}.") | {"article": fresh}


def _why_none(row: Revisit, text: str, digest: str) -> str:
    """Why what was found makes no revision; empty where it does."""
    if digest in (row.seen, row.article.content_hash):
        return UNCHANGED
    if len(text) < LEAST_OF_IT * len(row.article.text):
        return MISSING
    return "" if row.seen else FIRST_LOOK


def _revision(row: Revisit, text: str, found: PageRead) -> Article:
    old = row.article
    return add_article(
        by=row.by,
        outlet="",
        publisher=old.outlet,
        text=text,
        title=found.title or old.title,
        url=old.url,
        byline=found.byline or old.byline,
        published_at=old.published_at,
        revise=True,
    )


def _as_a_person_wanted(row: Revisit, found: PageRead) -> str:
    """The page's text, without what a person had cut and with what a person had put back."""
    cut, restored = set(row.cut), set(row.restored)
    return text_with(
        [(words, words in restored or (is_kept and words not in cut)) for words, is_kept in found.passages]
    )


def _visited(step: int, words: str, *, wait: int = 0) -> dict[str, Any]:
    following = next_visit(step)
    if following is not None and wait:
        following = Now() + timedelta(seconds=wait)
    return {"step": step, "next_at": following, "last_at": Now(), "outcome": words[:300]}
