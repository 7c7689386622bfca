"""An import is taken further, some rows at a time: first the dry run, then the articles.

Each step is one transaction that writes what became of its rows: killed in the middle, the next one goes on with the
rows that are left. The dry run is the real thing, rolled back, so that what it says is what will happen.
"""

from __future__ import annotations

import time
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext, override

from entities.refused import Refused
from matching.names import normal_form
from sources import work
from sources.address import address_key
from sources.begin_import import begin_import
from sources.bring_rows import WAITS, bring_rows, ring_for_import
from sources.find_details import find_details, find_moment
from sources.ingest import AlreadyHere, add_article
from sources.models import Import, ImportRow, ImportState, RowState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.contrib.auth.models import AbstractBaseUser

    from sources.models import Article

STEP = 50
PATIENCE_SECONDS = 0.5
STEPS = 20
"""Steps of one task: articles that came in wait to be read meanwhile, but the import does not wait behind them."""
COLUMNS = ["state", "problem", "text_key", "url_key", "article"]


def take_far(import_id: int, *, by: str) -> None:
    """Some steps of an import, and a ring for the next ones. ``by`` names the attempt."""
    for left in reversed(range(STEPS)):
        if not take_further(import_id, by=by, rings=left == 0):
            return


def take_further(import_id: int, *, by: str, rings: bool = True) -> bool:
    """One step of an import. True where it was done and kept; then another may follow, which it rings for if told so."""

    def step(brought: Import) -> Callable[[], dict[str, str]]:
        return lambda: check_step(brought) if brought.state == ImportState.CHECKING else add_step(brought)

    return work.run(
        Import,
        import_id,
        where=Q(state__in=WAITS),
        by=by,
        work=step,
        ring=ring_for_import if rings else _later,
    )


def _later(_brought: Import) -> None:
    """The caller goes on itself; where it dies, the sweeper rings."""


def add_many(
    *, by: AbstractBaseUser, name: str, data: bytes, outlet: str = "", dry_run: bool = False
) -> dict[str, object]:
    """Brings a file with many articles, and lets all good rows come in, here and now or by a worker that was quicker.

    Returns ``import`` (its id; None for a ``dry_run``, which leaves nothing behind), ``rows``, ``good`` and ``bad``, the
    line and problem of each row that is no article. Raises what bring_rows raises.
    """
    with transaction.atomic():
        brought = bring_rows(by=by, name=name, data=data, outlet=outlet)
        while not check_step(brought):
            pass
        Import.objects.filter(pk=brought.pk).update(state=ImportState.CHECKED)
        good = brought.rows.filter(state=RowState.GOOD).count()
        if good and not dry_run:
            begin_import(brought=brought, by=by)
        told = _told(brought)
        transaction.set_rollback(dry_run)
    if dry_run:
        return told | {"import": None}
    while good and Import.objects.filter(pk=brought.pk, state__in=WAITS, set_aside_at=None).exists():
        if not take_further(brought.pk, by="add_articles"):
            time.sleep(PATIENCE_SECONDS)
    return _told(brought)


def _told(brought: Import) -> dict[str, object]:
    rows = brought.rows.order_by("number")
    return {
        "import": brought.pk,
        "rows": rows.count(),
        "good": rows.filter(state__in=[RowState.GOOD, RowState.ADDED]).count(),
        "bad": list(rows.filter(state=RowState.BAD).values("line", "problem")),
    }


def check_step(brought: Import) -> dict[str, str]:
    """Looks at some rows that nobody looked at yet; returns the columns that move the import on, none where more wait."""
    rows = list(
        brought.rows.filter(state=RowState.WAITING).select_related("of__by").order_by("number")[:STEP]
    )
    for row in rows:
        row.text_key, row.url_key = _keys(row)
        row.state, row.problem = _tried(row, keep=False)
    _find_twins(brought, rows)
    ImportRow.objects.bulk_update(rows, COLUMNS)
    return {} if len(rows) == STEP else {"state": ImportState.CHECKED}


def add_step(brought: Import) -> dict[str, str]:
    """Makes articles of some rows that were found good; returns the columns that move the import on, as above."""
    rows = list(brought.rows.filter(state=RowState.GOOD).select_related("of__by").order_by("number")[:STEP])
    for row in rows:
        row.state, row.problem = _tried(row, keep=True)
    ImportRow.objects.bulk_update(rows, COLUMNS)
    return {} if len(rows) == STEP else {"state": ImportState.DONE}


def _tried(row: ImportRow, *, keep: bool) -> tuple[RowState, str]:
    """What becomes of a row, and why it cannot become an article."""
    try:
        # What is put on record is in English, whatever the newsroom speaks.
        with override(None), transaction.atomic():
            row.article = _add(row)
            transaction.set_rollback(not keep)
    except AlreadyHere as already:
        return RowState.BAD, f"{already.message.split('. Keep')[0]} (article {already.article.pk})"
    except Refused as refused:
        return RowState.BAD, refused.message
    if keep:
        return RowState.ADDED, ""
    row.article = None
    return RowState.GOOD, ""


def _add(row: ImportRow) -> Article:
    values = row.values
    text, outlet = values.get("text", ""), values.get("outlet") or row.of.outlet
    if not text.strip():
        raise Refused(gettext("This row has no text."))
    if not outlet.strip():
        raise Refused(gettext("This row names no outlet."))
    written = values.get("published", "")
    moment = find_moment(written) if written else None
    if written and moment is None:
        raise Refused(
            gettext("“%(written)s” is no day that can be read in one way only. Write it as 2024-09-30.")
            % {"written": written[:60]}
        )
    found = find_details(text)
    return add_article(
        by=row.of.by,
        outlet=outlet,
        text=text,
        title=_at_most("title", values.get("title") or found.title, 500),
        url=values.get("url", ""),
        byline=_at_most("byline", values.get("byline", ""), 300),
        published_at=moment or found.published_at,
    )


def _at_most(name: str, value: str, most: int) -> str:
    if len(value) > most:
        raise Refused(
            gettext("The %(name)s has %(value)s characters, and %(most)s are kept. Is a column out of place?")
            % {"name": name, "value": f"{len(value):,}", "most": most}
        )
    return value


def _keys(row: ImportRow) -> tuple[str, str]:
    """What rows share that are the same text by the same outlet, and that have the same address."""
    outlet = normal_form(row.values.get("outlet") or row.of.outlet)
    text = " ".join(row.values.get("text", "").split())
    url = row.values.get("url", "")
    return _hash(f"{outlet}\n{text}"), _hash(address_key(url)) if url else ""


def _hash(words: str) -> str:
    return sha256(words.encode(errors="replace")).hexdigest()


def _find_twins(brought: Import, rows: Sequence[ImportRow]) -> None:
    """Says of each row that stands in the file before, and would be refused once that one is an article."""
    lines: dict[str, int] = {}
    for earlier in _earlier(brought, rows):
        for key in filter(None, (earlier.text_key, earlier.url_key)):
            lines.setdefault(key, earlier.line)
    for row in rows:
        if row.state != RowState.GOOD:
            continue
        if row.text_key in lines:
            row.state = RowState.BAD
            row.problem = f"The same text stands in line {lines[row.text_key]} of this file already."
        elif row.url_key in lines:
            row.state = RowState.BAD
            row.problem = f"The same address stands in line {lines[row.url_key]} of this file already."
        if row.state == RowState.GOOD:
            for key in filter(None, (row.text_key, row.url_key)):
                lines[key] = row.line


def _earlier(brought: Import, rows: Sequence[ImportRow]) -> Iterable[ImportRow]:
    if not rows:
        return []
    same = Q(text_key__in={row.text_key for row in rows}) | Q(
        url_key__in={row.url_key for row in rows if row.url_key}
    )
    found = brought.rows.filter(same, state=RowState.GOOD, number__lt=rows[0].number)
    return found.only("line", "text_key", "url_key").order_by("number")
