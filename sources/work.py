"""Work on rows in the background: the row is the record, the queue only a doorbell.

A task takes a row by a conditional update, committed before the work; does the work; and writes all of it together
with the row's new state in one transaction that holds only if the row is still its own. Whatever happens to the queue
or a worker, the row still says what is left to do, and ``ring_for_waiting`` rings again.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from billiard.exceptions import SoftTimeLimitExceeded
from celery import current_app
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_noop
from kombu.exceptions import OperationalError

from extraction import Unreadable
from sources.models import Work

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Work)
# A sweep rings for so many rows at most; the next one goes on.
SWEEP_ROWS = 500
# How a row is left when its work is done: free, or taken for the first attempt at what comes next, by whoever has it.
FREE: dict[str, Any] = {"attempts": 0, "taken_at": None, "taken_by": "", "rung_at": None, "error": ""}
NEXT: dict[str, Any] = {"attempts": 1, "taken_at": Now(), "rung_at": None, "error": ""}


class Overtaken(Exception):
    """The row moved on while this attempt worked on it; nothing of the attempt is kept."""


def take(model: type[Row], pk: int, *, where: Q, by: str) -> Row | None:
    """Takes a row for one attempt, committed at once. None where it is not waiting, held by another, or set aside.

    ``by`` names the delivery: a broker that delivers the same message again says that the earlier one is dead, so it
    may take its row again at once; any other must wait until the lease has run out. A row that used up its attempts
    without an answer is set aside instead.
    """
    expired = Q(taken_at__lt=Now() - timedelta(seconds=settings.WORK_LEASE_SECONDS))
    free = Q(taken_at=None) | expired | Q(taken_by=by)
    mine = model._default_manager.filter(where, free, pk=pk, set_aside_at=None).update(
        attempts=F("attempts") + 1, taken_at=Now(), taken_by=by
    )
    row = model._default_manager.filter(pk=pk, taken_by=by).first() if mine else None
    if row is not None and row.attempts > settings.WORK_MAX_ATTEMPTS:
        died = f"The worker stopped {row.attempts - 1} times in the middle of this, without saying why."
        _give_back(row, error=row.error or died, set_aside=True)
        return None
    return row


def run(
    model: type[Row],
    pk: int,
    *,
    where: Q,
    by: str,
    work: Callable[[Row], Callable[[], dict[str, Any]]],
    ring: Callable[[Row], None],
    goes_on: Callable[[dict[str, Any]], bool] = lambda _: False,
) -> bool:
    """One attempt at one row, from taking it to its new state. True where the work was done and kept.

    ``work`` gets the row, does what takes long, and returns what is left to write: a function that is called inside the
    transaction, and returns the columns that move the row on. ``ring`` is called for the
    row after the commit, and again where the attempt failed and may be repeated. Errors end up on the row in words
    for a person; only the loss of the database itself is raised.

    Where the row ``goes_on`` with these columns, nobody is rung for: the transaction that keeps the work takes the row
    for the first attempt at what comes next, which is done at once.
    """
    row = take(model, pk, where=where, by=by)
    done = False
    while row is not None and _attempt(row, where=where, work=work, ring=ring, goes_on=goes_on):
        done = True
        row = row if row.taken_by else None
    return done


def _attempt(
    row: Row,
    *,
    where: Q,
    work: Callable[[Row], Callable[[], dict[str, Any]]],
    ring: Callable[[Row], None],
    goes_on: Callable[[dict[str, Any]], bool],
) -> bool:
    """One attempt at a row that was taken for it. True where it was done and kept; the row then is as it was stored."""
    pk, model = row.pk, type(row)
    try:
        write = work(row)
        with transaction.atomic():
            moved = write()
            state = NEXT if goes_on(moved) else FREE
            _move(row, where, moved | state)
    except Overtaken:
        log.info("%s %s was taken further by another attempt", model.__name__, pk)
        return False
    except Unreadable as unreadable:
        _give_back(row, error=str(unreadable), set_aside=True)
        return False
    except (Exception, SoftTimeLimitExceeded, MemoryError) as error:  # noqa: BLE001 - uncaught, the job would be lost
        log.warning("%s %s, attempt %s: %r", model.__name__, pk, row.attempts, error)
        last = row.attempts >= settings.WORK_MAX_ATTEMPTS
        _give_back(row, error=_in_words(error), set_aside=last)
        if not last:
            ring(row)
        return False
    # Not all of it: its text may be long.
    row.refresh_from_db(fields=[*moved, *state, "taken_by"])
    if state is FREE:
        ring(row)
    return True


def ring(row: Work, task: str | None) -> None:
    """Sends the task for a row once the transaction has committed. A queue that is down costs time, never work."""
    if task is None:
        return
    pk = row.pk

    def send() -> None:
        try:
            current_app.send_task(task, args=[pk])
        except OperationalError as error:
            log.warning("The queue cannot be reached (%s); the sweeper will ring for %s %s", error, task, pk)

    transaction.on_commit(send)


def ring_for_waiting(waiting: models.QuerySet[Row], *, ring: Callable[[Row], None]) -> int:
    """Rings again for rows of ``waiting`` that nobody took in time. By the database's clock; rows that another
    sweeper holds are skipped. Returns how many were rung for.
    """
    late = Q(rung_at=None) | Q(rung_at__lt=Now() - timedelta(seconds=settings.WORK_RING_AGAIN_SECONDS))
    free = Q(taken_at=None) | Q(taken_at__lt=Now() - timedelta(seconds=settings.WORK_LEASE_SECONDS))
    with transaction.atomic():
        rows = list(
            waiting.filter(late, free, set_aside_at=None)
            .select_for_update(skip_locked=True, of=("self",))
            .order_by("pk")[:SWEEP_ROWS]
        )
        waiting.model._default_manager.filter(pk__in=[row.pk for row in rows]).update(rung_at=Now())
        for row in rows:
            ring(row)
    return len(rows)


def start_again(row: Work) -> bool:
    """Lets a row that was set aside wait again from its first attempt. False where it was not set aside."""
    return bool(
        type(row)
        ._default_manager.filter(pk=row.pk, set_aside_at__isnull=False)
        .update(set_aside_at=None, attempts=0, error="", rung_at=None, taken_at=None, taken_by="")
    )


def _held(row: Row) -> models.QuerySet[Row]:
    """The row as long as this attempt holds it: a later one has a higher number or another name."""
    return type(row)._default_manager.filter(pk=row.pk, attempts=row.attempts, taken_by=row.taken_by)


def _move(row: Work, where: Q, moved: dict[str, Any]) -> None:
    """Writes the row's new state if it is still this attempt's. Raises Overtaken where it is not."""
    if not _held(row).filter(where).update(**moved):
        raise Overtaken


def _give_back(row: Work, *, error: str, set_aside: bool) -> None:
    _held(row).update(
        taken_at=None,
        taken_by="",
        error=error,
        rung_at=Now(),
        set_aside_at=Now() if set_aside else None,
    )


def _in_words(error: BaseException) -> str:
    if isinstance(error, SoftTimeLimitExceeded):
        return f"It took longer than {settings.CELERY_TASK_SOFT_TIME_LIMIT} seconds."
    if isinstance(error, MemoryError):
        return gettext_noop("It needs more memory than the worker has.")
    return f"Something went wrong while working on it: {type(error).__name__}: {error}"[:1000]
