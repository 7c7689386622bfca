"""`python -m config.run`, as a person starts and stops it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import redis

from config.local_services import Postgres, Redis
from config.run import checks
from config.run.child import Child
from config.run.refused import Refused
from tests.conftest import ROOT

START_SECONDS = 200
STOP_SECONDS = 90


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Desk:
    """One run of the desk in a process of its own."""

    def __init__(self, var_dir: Path, port: int, **environment: str) -> None:
        self.var_dir, self.port = var_dir, port
        self.output = var_dir.parent / f"output-{time.monotonic_ns()}"
        own = {
            "VAR_DIR": str(var_dir),
            "PORT": str(port),
            "QUEUE_PREFIX": "run:",
            "DEMO": "0",
            "WEB_WORKERS": "1",
        }
        left_out = {"DATABASE_URL", "REDIS_URL", "PYTHONUNBUFFERED"}
        inherited = {name: value for name, value in os.environ.items() if name not in left_out}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "config.run"],
                cwd=ROOT,
                env=inherited | own | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def wait_for(self, words: str, seconds: float = START_SECONDS) -> None:
        deadline = time.monotonic() + seconds
        while words not in self.said():
            if self.process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"never said {words!r}:\n{self.said()}")
            time.sleep(0.05)

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(STOP_SECONDS)

    def processes(self) -> list[psutil.Process]:
        """Return whatever runs with this desk's VAR_DIR in its command or surroundings, but for the desk itself."""
        mark = str(self.var_dir)
        return [
            each for each in psutil.process_iter() if each.pid != self.process.pid and _speaks_of(each, mark)
        ]

    def child(self, *words: str) -> psutil.Process:
        found = [each for each in self.processes() if all(word in " ".join(each.cmdline()) for word in words)]
        return min(found, key=lambda each: each.create_time())


def _speaks_of(process: psutil.Process, mark: str) -> bool:
    try:
        if process.status() == psutil.STATUS_ZOMBIE:
            return False
        return mark in " ".join(process.cmdline()) or process.environ().get("VAR_DIR") == mark
    except psutil.Error:
        return False


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Desk]]:
    started: list[Desk] = []

    def start_desk(var_dir: Path | None = None, port: int | None = None, **environment: str) -> Desk:
        desk = Desk(var_dir or tmp_path / "var", port or free_port(), **environment)
        started.append(desk)
        return desk

    yield start_desk
    for desk in started:
        if desk.process.poll() is None:
            desk.process.kill()
            desk.process.wait(10)
        for process in desk.processes():
            process.kill()


@dataclass
class FirstRun:
    """What was seen of a desk that was started on nothing, asked for its log-in page, and stopped."""

    desk: Desk
    page: str
    style: str
    cached: str | None
    status: int
    left: list[psutil.Process]


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory) -> FirstRun:
    """Making the tables is what takes long: one start for all that look at a first one, or go on from it."""
    desk = Desk(tmp_path_factory.mktemp("made") / "var", free_port())
    desk.wait_for("ready: ")
    with urllib.request.urlopen(f"http://127.0.0.1:{desk.port}/accounts/login/", timeout=10) as answer:
        page = answer.read().decode()
    # Collected, with its content in its name.
    style = re.search(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', page)
    cached = None
    if style:
        with urllib.request.urlopen(f"http://127.0.0.1:{desk.port}{style[1]}", timeout=10) as sheet:
            cached = sheet.headers["Cache-Control"]
    status = desk.end(signal.SIGINT)
    return FirstRun(desk, page, style[1] if style else "", cached, status, desk.processes())


@pytest.fixture
def made(first_run: FirstRun, tmp_path: Path) -> Path:
    """A copy of what the first run left."""
    # With their owners: PostgreSQL may be run by another than root.
    subprocess.run(["cp", "-a", first_run.desk.var_dir, tmp_path / "var"], check=True)
    return tmp_path / "var"


def refusal_of(desk: Desk) -> str:
    """Return the one line with which a start ended; anything like a traceback fails."""
    assert desk.process.wait(START_SECONDS) == 1, desk.said()
    lines = desk.said().splitlines()
    refusals = [line for line in lines if not re.match(r"claimdesk: (starting|preparing|stopping)", line)]
    assert len(refusals) == 1, desk.said()
    assert refusals[0].startswith("claimdesk: ")
    return refusals[0]


def test_a_desk_starts_serves_and_stops(first_run: FirstRun) -> None:
    assert 'name="password"' in first_run.page
    assert first_run.style
    assert "immutable" in (first_run.cached or "")
    var_dir = first_run.desk.var_dir
    assert {path.name for path in (var_dir / "log").iterdir()} >= {"web.log", "worker.log", "beat.log"}
    assert first_run.status == 0
    assert first_run.desk.said().splitlines()[-1] == "claimdesk: stopped"
    assert first_run.left == []
    assert not Postgres(var_dir).is_running()
    assert not Redis(var_dir).is_running()


def test_a_second_start_makes_nothing_twice_and_two_signals_are_one(
    start: Callable[..., Desk], first_run: FirstRun
) -> None:
    var_dir = first_run.desk.var_dir
    made = [var_dir / "static" / "staticfiles.json", var_dir / "postgres" / "data" / "PG_VERSION"]
    times = [path.stat().st_mtime_ns for path in made]
    again = start(var_dir, first_run.desk.port)
    again.wait_for("ready: ")
    assert times == [path.stat().st_mtime_ns for path in made]
    again.process.send_signal(signal.SIGTERM)
    again.process.send_signal(signal.SIGTERM)  # as make hands it on a second time
    assert again.process.wait(STOP_SECONDS) == 0
    assert "was still at work" not in again.said()
    assert again.processes() == []


def test_what_dies_is_started_again(start: Callable[..., Desk], made: Path) -> None:
    desk = start(made)
    desk.wait_for("ready: ")
    desk.child("celery", "worker").kill()
    desk.wait_for("worker ended by itself")
    postgres = Postgres(desk.var_dir)
    os.kill(
        int((postgres.data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0]), signal.SIGKILL
    )
    desk.wait_for("PostgreSQL had died and was started again")
    with urllib.request.urlopen(f"http://127.0.0.1:{desk.port}/healthz", timeout=10) as page:
        assert page.read() == b"ok"
    assert desk.end(signal.SIGTERM) == 0
    assert desk.processes() == []


def test_killed_with_9_its_children_stop_and_the_next_start_works(
    start: Callable[..., Desk], made: Path
) -> None:
    desk = start(made)
    desk.wait_for("ready: ")
    desk.process.kill()
    desk.process.wait(10)
    deadline = time.monotonic() + STOP_SECONDS
    while any("-m" in process.cmdline() for process in desk.processes()) and time.monotonic() < deadline:
        time.sleep(0.1)
    again = start(made, desk.port)
    again.wait_for("ready: ")
    assert again.end(signal.SIGTERM) == 0
    assert again.processes() == []


def test_other_commands_share_the_servers_of_a_running_desk(start: Callable[..., Desk], made: Path) -> None:
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c"]
    program = "from django.contrib.auth.models import User; print(User.objects.count())"
    environment = {
        name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}
    }
    environment |= {"VAR_DIR": str(made)}

    def ask() -> str:
        return subprocess.check_output([*command, program], cwd=ROOT, env=environment, text=True, timeout=150)

    desk = start(made)
    desk.wait_for("ready: ")
    assert ask() == "0\n"
    assert Postgres(desk.var_dir).is_running()
    assert desk.end(signal.SIGTERM) == 0
    assert ask() == "0\n"  # with the desk down
    assert not Postgres(desk.var_dir).is_running()


def test_a_taken_port_is_one_line(start: Callable[..., Desk]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refusal = refusal_of(start(port=taken.getsockname()[1]))
    assert "cannot listen on 127.0.0.1 port" in refusal
    assert "make run PORT=" in refusal


def test_a_second_desk_on_the_same_data_is_one_line(start: Callable[..., Desk]) -> None:
    first = start()
    first.wait_for("claimdesk: starting")
    refusal = refusal_of(start())
    assert f"already: http://127.0.0.1:{first.port}/" in refusal
    assert first.end(signal.SIGINT) == 0  # in the midst of its start
    assert first.processes() == []


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("DATABASE_URL", "postgresql://nobody:wrong@127.0.0.1:1/none", "the database refuses (DATABASE_URL)"),
        ("DATABASE_URL", "mysql://somewhere/else", "DATABASE_URL must look like postgresql://"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL must look like postgresql://"),
        ("REDIS_URL", "redis://127.0.0.1:1/0", "Redis refuses (REDIS_URL)"),
        ("REDIS_URL", "nonsense", "Redis refuses (REDIS_URL)"),
        ("PORT", "many", "the settings cannot be read"),
        ("PORT", "99999", "cannot listen on 127.0.0.1 port 99999"),
        ("VAR_DIR", "/proc/nowhere", "/proc/nowhere"),
    ],
)
def test_a_setting_that_does_not_work_is_one_line(
    start: Callable[..., Desk], variable: str, value: str, words: str
) -> None:
    refusal = refusal_of(start(**{variable: value}))
    assert words in refusal
    assert "wrong@" not in refusal  # nobody's password on the screen


def test_a_role_that_the_database_does_not_know_is_one_line(
    services: None, start: Callable[..., Desk]
) -> None:
    from django.conf import settings

    given = settings.DATABASES["default"]
    address = f"postgresql://nobody_we_know@/none?host={given['HOST']}"
    assert "nobody_we_know" in refusal_of(start(DATABASE_URL=address))


def test_a_redis_that_takes_nothing_is_refused(own_redis: Redis) -> None:
    checks.redis_takes_jobs(own_redis.url(), "run:")
    with redis.Redis.from_url(own_redis.url()) as client:
        client.replicaof("127.0.0.1", 1)
    with pytest.raises(Refused, match=r"REDIS_URL.*read only"):
        checks.redis_takes_jobs(own_redis.url(), "run:")


def test_a_log_is_cut_while_its_process_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.run.child.LOG_BYTES", 1_000)
    child = Child(
        "writer", ["timeit", "-n", "1", "-r", "1", "print('x' * 2000); import time; time.sleep(60)"], tmp_path
    )
    child.start()
    try:
        deadline = time.monotonic() + START_SECONDS
        while not (tmp_path / "writer.log.1").exists() and time.monotonic() < deadline:
            assert child.watch() is None
            time.sleep(0.02)
    finally:
        child.kill()
    assert "x" * 2000 in (tmp_path / "writer.log.1").read_text(encoding="utf-8")
    assert child.log.stat().st_size < 1_000


def test_ctrl_c_while_it_is_still_being_read_is_silent(tmp_path: Path) -> None:
    # Its first line is read, and nothing else yet.
    program = "import sys; sys.orig_argv[1:] = ['-m', 'config.run']; import config"
    waits = "import builtins, os, signal; own = builtins.__import__"
    stop = "builtins.__import__ = lambda n, *a, **k: os.kill(os.getpid(), signal.SIGINT) if n == 'config.celery' else own(n, *a, **k)"
    done = subprocess.run(
        [sys.executable, "-c", f"{waits}; {stop}; {program}"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=150,
    )
    assert (done.returncode, done.stderr) == (-signal.SIGINT, b"")
