"""Who is using a private server right now, told by file locks, which the kernel gives back even after kill -9.

Each user of a server holds a shared lock on its `lease` file. Whoever starts or stops the server holds its `change`
file alone for that time. A user that leaves tries to lock `lease` alone: if that works nobody else is left.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from config.local_services.failure import ServiceFailure

# Starting a server replays its log after a crash, which may take a while on a slow disk.
CHANGE_WAIT_SECONDS = 90.0
POLL_SECONDS = 0.02


class Service(Protocol):
    """A server that can be started and stopped. All of its methods are safe to call from any process."""

    @property
    def name(self) -> str:
        """What it is called in messages."""

    @property
    def folder(self) -> Path:
        """Where its files lie; made by `prepare`."""

    def prepare(self) -> None:
        """Make `folder`."""

    def is_running(self) -> bool:
        """Return whether it accepts connections."""

    def start(self) -> None:
        """Start it, detached from this process, and wait until it answers; raise ServiceFailure if it does not."""

    def stop(self) -> None:
        """Stop it and wait until it is gone."""


@dataclass(frozen=True)
class Lease:
    """The right to use a server, as long as the block that yielded it lasts."""

    service: Service

    def ensure(self) -> bool:
        """Start the server again if it has died; return whether that was needed."""
        if self.service.is_running():
            return False
        with _alone(self.service):
            if self.service.is_running():
                return False
            self.service.start()
        return True


@contextmanager
def held(service: Service) -> Iterator[Lease]:
    """Have `service` running inside the block. See `config.local_services.running`."""
    service.prepare()
    lease = os.open(service.folder / "lease", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        with _alone(service):
            fcntl.flock(lease, fcntl.LOCK_SH)
            if not service.is_running():
                service.start()
        try:
            yield Lease(service)
        finally:
            with _alone(service):
                if _last_one_out(lease):
                    service.stop()
    finally:
        os.close(lease)


def _last_one_out(lease: int) -> bool:
    # Not upgraded in place: flock may drop the shared lock while it asks for the exclusive one, which is harmless
    # here, as nobody comes or goes without the change lock.
    try:
        fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def _alone(service: Service) -> Iterator[None]:
    path = service.folder / "change"
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        deadline = time.monotonic() + CHANGE_WAIT_SECONDS
        while not _locked(lock):
            if time.monotonic() > deadline:
                raise ServiceFailure(
                    f"another command has been starting or stopping {service.name} for {CHANGE_WAIT_SECONDS:.0f} s "
                    f"(it holds {path})"
                )
            time.sleep(POLL_SECONDS)
        yield
    finally:
        os.close(lock)


def _locked(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
