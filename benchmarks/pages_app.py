"""The desk's pages as gunicorn serves them, each answer saying what it cost (`benchmarks pages` starts this)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.db import connection

from benchmarks.effort import HEADER, server_time
from config.wsgi import application as desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class Counted:
    """Counts queries, as a wrapper around each."""

    def __init__(self) -> None:
        self.queries = 0

    def __call__(self, execute: Callable[..., Any], *told: Any) -> Any:
        """One more."""
        self.queries += 1
        return execute(*told)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The desk's answer. Everything of a page is made before it is sent, so that this is all of the work."""
    clock, own, server = time.perf_counter(), time.thread_time(), server_time()
    counted = Counted()

    def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        spent = (time.perf_counter() - clock, time.thread_time() - own)
        told = [f"{1000 * each:.2f}" for each in spent]
        told += [f"{server_time() - server:.2f}", str(counted.queries)]
        return start_response(status, [*headers, (HEADER, " ".join(told))], *more)

    with connection.execute_wrapper(counted):
        return desk(environ, start)
