"""The private servers: started by the first who needs them, stopped by the last, and none the worse for kill -9."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest
import redis

from config import local_services
from config.local_services import Postgres, Redis, ServiceFailure, running, secret_key, wanted
from config.local_services.place import SOCKET_PATH_BYTES, make_private, socket_folder
from config.local_services.process import ended
from tests.conftest import ROOT

HOLDER = """
import sys, time
from pathlib import Path
from config.local_services import running, wanted
with running(wanted(Path(sys.argv[1]), postgres=sys.argv[2] == "both", redis=True, durable=False)):
    print("inside", flush=True)
    sys.stdin.read()
"""


def start_holder(var_dir: Path, servers: str = "redis") -> subprocess.Popen[str]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(var_dir), servers],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "inside\n"
    return holder


def leave(holder: subprocess.Popen[str]) -> None:
    holder.communicate(timeout=90)
    assert holder.returncode == 0


def kill(holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.communicate(timeout=90)


def redis_process(server: Redis) -> int:
    with redis.Redis.from_url(server.url()) as client:
        return int(client.info("server")["process_id"])


def postgres_process(server: Postgres) -> int:
    return int((server.data / "postmaster.pid").read_text(encoding="ascii").split("\n", 1)[0])


def test_addresses_are_computed_without_starting_anything(tmp_path: Path) -> None:
    assert local_services.database_url(tmp_path) == local_services.database_url(tmp_path)
    assert local_services.redis_url(tmp_path).startswith("unix:///")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "folder", ["plain", "with space", "comma, quote' dollar$", "very-" + 40 * "long", "日本"]
)
def test_both_servers_answer_wherever_the_data_lie(tmp_path: Path, folder: str) -> None:
    var_dir = tmp_path / folder
    with running(wanted(var_dir, postgres=True, redis=True, durable=False)):
        with psycopg.connect(local_services.database_url(var_dir)) as connection:
            assert connection.execute("select current_database()").fetchone() == ("claimdesk",)
        with redis.Redis.from_url(local_services.redis_url(var_dir)) as client:
            assert client.ping()
    assert not Postgres(var_dir).is_running()
    assert not Redis(var_dir).is_running()


def test_data_outlive_a_stop(tmp_path: Path) -> None:
    both = wanted(tmp_path, postgres=True, redis=True)
    with running(both):
        with psycopg.connect(local_services.database_url(tmp_path)) as connection:
            connection.execute("create table kept as select 7 as number")
        with redis.Redis.from_url(local_services.redis_url(tmp_path)) as client:
            client.lpush("queue", "job")
    with running(both):
        with psycopg.connect(local_services.database_url(tmp_path)) as connection:
            assert connection.execute("select number from kept").fetchone() == (7,)
        with redis.Redis.from_url(local_services.redis_url(tmp_path)) as client:
            assert client.lrange("queue", 0, -1) == [b"job"]


def test_the_last_one_out_stops_the_server_in_any_order(tmp_path: Path) -> None:
    server = Redis(tmp_path)
    first, second = start_holder(tmp_path), start_holder(tmp_path)
    leave(first)  # which started it
    assert server.is_running()
    third = start_holder(tmp_path)
    leave(second)
    assert server.is_running()
    leave(third)
    assert not server.is_running()


def test_killed_holders_do_not_keep_it_and_the_next_one_stops_it(tmp_path: Path) -> None:
    server = Redis(tmp_path)
    kill(start_holder(tmp_path))
    assert server.is_running()  # nobody was there to stop it
    process = redis_process(server)
    with running([server]):
        assert redis_process(server) == process
    assert not server.is_running()


def test_a_killed_server_is_started_again_by_the_next(tmp_path: Path) -> None:
    postgres, queue = Postgres(tmp_path, durable=False), Redis(tmp_path)
    holder = start_holder(tmp_path, "both")
    killed = [postgres_process(postgres), redis_process(queue)]
    for process in killed:
        os.kill(process, signal.SIGKILL)
    for process in killed:
        assert ended(process, 10)
    with running([postgres, queue]):
        with psycopg.connect(postgres.url()) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
        assert redis_process(queue) not in killed
    assert postgres.is_running()  # the first holder is still inside
    leave(holder)
    assert not postgres.is_running()
    assert not queue.is_running()


def test_a_lease_revives_a_server_that_died(tmp_path: Path) -> None:
    server = Postgres(tmp_path, durable=False)
    with running([server]) as (lease,):
        assert not lease.ensure()
        os.kill(postgres_process(server), signal.SIGKILL)
        deadline = time.monotonic() + 10
        while server.is_running() and time.monotonic() < deadline:
            time.sleep(0.01)
        assert lease.ensure()
        with psycopg.connect(server.url()) as connection:
            assert connection.execute("select 1").fetchone() == (1,)


def test_the_number_of_another_process_is_not_taken_for_a_running_server(tmp_path: Path) -> None:
    server = Postgres(tmp_path, durable=False)
    with running([server]):
        pass
    # As after a reboot: the server's old number is now somebody else's, here our own.
    (server.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.data}\n1\n5432\n/\n\n1 1\n", encoding="ascii"
    )
    with running([server]):
        assert postgres_process(server) != os.getpid()


def test_an_interrupted_first_start_leaves_nothing_half_made(tmp_path: Path) -> None:
    server = Postgres(tmp_path, durable=False)
    server.prepare()
    (server.folder / "data.making").mkdir()
    (server.folder / "data.making" / "PG_VERSION").write_text("18\n", encoding="ascii")
    with running([server]):
        assert server.is_running()


def test_a_queue_that_cannot_be_read_is_set_aside(tmp_path: Path) -> None:
    server = Redis(tmp_path)
    with running([server]):
        pass
    written = [file for file in (server.folder / "data").rglob("*.aof") if file.is_file()]
    assert written
    for file in written:
        file.write_bytes(100 * b"nonsense\r\n")
    with running([server]):
        assert server.is_running()
    assert list(server.folder.glob("data.unreadable-*"))


def test_another_version_of_the_data_is_refused_in_words(tmp_path: Path) -> None:
    server = Postgres(tmp_path, durable=False)
    with running([server]):
        pass
    (server.data / "PG_VERSION").write_text("16\n", encoding="ascii")
    with pytest.raises(ServiceFailure, match="was written by PostgreSQL 16"), running([server]):
        pass


def test_only_its_owner_can_reach_it(tmp_path: Path) -> None:
    with running(wanted(tmp_path, postgres=True, redis=True, durable=False)):
        for server in (Postgres(tmp_path), Redis(tmp_path)):
            assert server.folder.stat().st_mode & 0o077 == 0
            assert socket_folder(server.folder).stat().st_mode & 0o077 == 0
        for connection in psutil.Process(postgres_process(Postgres(tmp_path))).net_connections("inet"):
            pytest.fail(f"PostgreSQL listens on {connection.laddr}")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root's home is closed to the server's user")
def test_a_closed_folder_stays_closed(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    with running([Postgres(closed / "var", durable=False)]):
        assert closed.stat().st_mode & 0o777 == 0o700


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(tmp_path, 12345, -1)
        with pytest.raises(ServiceFailure, match="belongs to another user"):
            make_private(tmp_path)
    else:
        with pytest.raises(ServiceFailure, match="belongs to another user"):
            make_private(Path("/"))


def test_socket_paths_fit(tmp_path: Path) -> None:
    for length in range(1, 200, 7):
        path = socket_folder(tmp_path / (length * "x")) / ".s.PGSQL.5432"
        assert len(os.fsencode(path)) <= SOCKET_PATH_BYTES


def test_the_secret_is_made_once_and_kept_to_oneself(tmp_path: Path) -> None:
    made = secret_key(tmp_path / "new")
    assert len(made) > 50
    assert secret_key(tmp_path / "new") == made
    assert (tmp_path / "new" / "secret-key").stat().st_mode & 0o077 == 0


def test_programs_that_are_gone_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.local_services.postgres._programs", lambda: tmp_path / "nowhere")
    with pytest.raises(ServiceFailure, match="initdb is missing: .*make clean, make run"):
        Postgres(tmp_path / "var").start()
    monkeypatch.setattr("config.local_services.redis._program", lambda: tmp_path / "redis-server")
    server = Redis(tmp_path / "var")
    server.prepare()
    with pytest.raises(ServiceFailure, match="Redis cannot be run"):
        server.start()
