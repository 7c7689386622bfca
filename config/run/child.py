"""One of the desk's processes, and its log."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from config.run.refused import Refused

ROOT = Path(__file__).resolve().parent.parent.parent
# So many deaths in so many seconds are not bad luck.
DEATHS = 5
DEATHS_SECONDS = 120.0
POLL_SECONDS = 0.05
LOG_BYTES = 10_000_000
SAME_TROUBLE_SECONDS = 60.0
LOUD = re.compile(r"\b(WARNING|ERROR|CRITICAL)\b")


class Child:
    """A process that is started again when it ends by itself, with growing pauses."""

    def __init__(self, name: str, arguments: Sequence[str], log_folder: Path) -> None:
        """Name a child that runs `python -m <arguments>` and writes to `log_folder`/<name>.log; start nothing."""
        self.name = name
        self.command = [sys.executable, "-m", *arguments]
        self.log = log_folder / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None
        self._shown = 0
        self._told_at: dict[str, float] = {}
        self._deaths: deque[float] = deque(maxlen=DEATHS)
        self._start_at = 0.0

    def start(self) -> None:
        """Start it, in a session of its own: Ctrl-C in the terminal reaches the one that watches alone."""
        self._cut_log()
        self._shown = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=os.environ | {"PYTHONUNBUFFERED": "1"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - no threads here
            )

    def watch(self) -> str | None:
        """Start it where it should run and does not; return what there is to tell.

        Raises Refused when it died DEATHS times within DEATHS_SECONDS.
        """
        self._cut_log()
        now = time.monotonic()
        if self._process is None:
            if now >= self._start_at:
                self.start()
            return None
        status = self._process.poll()
        if status is None:
            return None
        self._end_group()
        self._process = None
        self._deaths.append(now)
        if len(self._deaths) == DEATHS and now - self._deaths[0] < DEATHS_SECONDS:
            raise Refused(
                f"{self.name} died {DEATHS} times in a row: {self.last_line()} ({self.log} has more)"
            )
        lately = sum(now - death < DEATHS_SECONDS for death in self._deaths)
        pause = 2.0 ** (lately - 1)
        self._start_at = now + pause
        return f"{self.name} ended by itself (status {status}) and starts again in {pause:.0f} s: {self.last_line()}"

    def wait(self, seconds: float, given_up: Callable[[], bool]) -> int | None:
        """Wait for it to end by itself; return its exit status, or None after `seconds` or once `given_up` is true."""
        assert self._process is not None
        deadline = time.monotonic() + seconds
        while self._process.poll() is None and time.monotonic() < deadline and not given_up():
            time.sleep(POLL_SECONDS)
        return self._process.returncode

    def loud_lines(self) -> list[str]:
        """Return the warnings and errors that its log has gained since the last call, a repeated one once a minute."""
        try:
            with self.log.open("rb") as log:
                log.seek(self._shown)
                new = log.read(1_000_000)
        except FileNotFoundError:
            return []
        whole = new[: new.rfind(b"\n") + 1]
        self._shown += len(whole)
        return [
            line
            for line in whole.decode(errors="replace").splitlines()
            if LOUD.search(line) and self._is_news(line)
        ]

    def _cut_log(self) -> None:
        """Keep what a log holds beyond LOG_BYTES beside it, in place of what was kept before, and begin it anew.

        The child goes on writing to its end (it was opened to append); a line that it writes in between is lost.
        """
        with suppress(FileNotFoundError):
            if self.log.stat().st_size > LOG_BYTES:
                shutil.copyfile(self.log, self.log.with_suffix(".log.1"))
                os.truncate(self.log, 0)
                self._shown = 0

    def _is_news(self, line: str) -> bool:
        # The same trouble, again and again, would push the address off the screen; the log has every line.
        kind, now = re.sub(r"[0-9]+", "", line)[:200], time.monotonic()
        told = self._told_at.get(kind)
        if told is not None and now - told < SAME_TROUBLE_SECONDS:
            return False
        self._told_at[kind] = now
        return True

    def last_line(self) -> str:
        """Return the last line of its log that says something."""
        with self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 4_000))
            lines = log.read().decode(errors="replace").splitlines()
        return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")

    def ask_to_stop(self) -> None:
        """Ask it to finish what it is doing and end."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def is_running(self) -> bool:
        """Return whether it runs."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """End it and whatever it started, at once."""
        if self._process is not None:
            self._end_group()
            self._process.wait(10)
            self._process = None

    def _end_group(self) -> None:
        assert self._process is not None
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return


def _end_with_parent() -> None:
    # If the one that watches is killed with -9, the kernel asks its children to stop. Only Linux has this.
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGTERM)
