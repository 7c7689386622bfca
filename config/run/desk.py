"""The desk's processes together: started, watched, stopped."""

import http.client
import os
import signal
import socket
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import FrameType

from config.local_services import Lease
from config.run.child import Child
from config.run.refused import Refused

TICK_SECONDS = 0.1
READY_SECONDS = 90.0
FAILING_SECONDS = 10.0
# Time to end a request or finish an article; what is cut off is begun again at the next start.
STOP_SECONDS = 20.0
SERVICES_SECONDS = 2.0
SAME_WISH_SECONDS = 1.0


class StopRequest:
    """Set by SIGINT (Ctrl-C), SIGTERM and SIGHUP (the terminal was closed); a later one means at once."""

    def __init__(self) -> None:
        """Take over the signals."""
        self.asked = False
        self.at_once = False
        self._first_at = 0.0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._note)

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        now = time.monotonic()
        if not self.asked:
            self.asked, self._first_at = True, now
        # One wish may arrive twice: make hands on the SIGTERM that its whole process group was sent.
        elif now - self._first_at > SAME_WISH_SECONDS:
            self.at_once = True


def children(log_folder: Path) -> list[Child]:
    """Return the desk's processes, the one that people wait for first."""
    # Two desks on one machine may share a Redis; each worker needs a name of its own.
    worker = f"desk-{os.getpid()}@{socket.gethostname()}"
    alone = [
        "--without-gossip",
        "--without-mingle",
    ]  # there is nobody to talk to, and it costs seconds at the start
    return [
        Child("web", ["gunicorn", "-c", "config/gunicorn.py", "config.wsgi"], log_folder),
        Child(
            "worker",
            ["celery", "-A", "config", "worker", "-n", worker, "--loglevel=INFO", *alone],
            log_folder,
        ),
        Child("beat", ["celery", "-A", "config", "beat", "--loglevel=INFO", "--pidfile="], log_folder),
    ]


def wait_until_ready(
    desk: Sequence[Child],
    host: str,
    port: int,
    host_header: str,
    stop: StopRequest,
    say: Callable[[str], None],
) -> bool:
    """Wait until the log-in page at `host` and `port` answers; return whether it did, or false when a stop was asked for first.

    Raises Refused when it does not within READY_SECONDS, or when a process keeps dying.
    """
    deadline = time.monotonic() + READY_SECONDS
    failing_since: float | None = None
    while not stop.asked:
        status = page_status(host, port, host_header)
        if status == http.client.OK:
            return True
        tick(desk, say)
        now = time.monotonic()
        failing_since = (failing_since or now) if status else None
        if now > deadline or (failing_since and now - failing_since > FAILING_SECONDS):
            answer = f"answers with status {status}" if status else "does not answer"
            raise Refused(f"the log-in page {answer}: {desk[0].last_line()} ({desk[0].log} has more)")
        time.sleep(1.0 if status else TICK_SECONDS)
    return False


def page_status(host: str, port: int, host_header: str) -> int | None:
    """Return the status with which the log-in page answers, or None while nobody does."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/accounts/login/", headers={"Host": host_header})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def tick(desk: Iterable[Child], say: Callable[[str], None]) -> None:
    """Start again what died, and tell what there is to tell."""
    for child in desk:
        told = child.watch()
        if told:
            say(told)
        for line in child.loud_lines():
            say(f"{child.name}: {line}")


def watch(
    desk: Sequence[Child], leases: Sequence[Lease], stop: StopRequest, say: Callable[[str], None]
) -> None:
    """Keep everything running until a stop is asked for; raise Refused or ServiceFailure when that cannot be done."""
    look_at_services = time.monotonic() + SERVICES_SECONDS
    while not stop.asked:
        tick(desk, say)
        if time.monotonic() > look_at_services:
            for lease in leases:
                if lease.ensure():
                    say(f"{lease.service.name} had died and was started again")
            look_at_services = time.monotonic() + SERVICES_SECONDS
        time.sleep(TICK_SECONDS)


def stop_all(desk: Sequence[Child], stop: StopRequest, say: Callable[[str], None]) -> None:
    """Ask every process to stop, wait up to STOP_SECONDS or until a second signal, and end what is left."""
    for child in desk:
        child.ask_to_stop()
    deadline = time.monotonic() + STOP_SECONDS
    while any(child.is_running() for child in desk) and time.monotonic() < deadline and not stop.at_once:
        time.sleep(TICK_SECONDS / 2)
    for child in desk:
        if child.is_running():
            say(
                f"{child.name} was still at work and is ended; what it was doing is begun again at the next start"
            )
        child.kill()
