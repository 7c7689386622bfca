"""Whether a process that is not our child still lives."""

import time

import psutil

POLL_SECONDS = 0.01


def lives(pid: int) -> bool:
    """Return whether process `pid` exists and runs.

    One that has ended but was not yet collected counts as dead: in a container that can take its parent for ever.
    """
    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def ended(pid: int, seconds: float) -> bool:
    """Wait up to `seconds` for process `pid` to end; return whether it did."""
    deadline = time.monotonic() + seconds
    while lives(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS)
    return True


def is_named(pid: int, name: str) -> bool:
    """Return whether process `pid` lives and runs a program whose name holds `name`."""
    try:
        return lives(pid) and name in psutil.Process(pid).name()
    except psutil.NoSuchProcess:
        return False
