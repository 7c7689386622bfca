"""What can be known to go wrong before anything is started."""

import fcntl
import os
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from config.run.refused import Refused, first_line

# Fresh databases take 50 MB and a full write-ahead log of PostgreSQL up to 1 GB; below this a start soon ends badly.
FREE_MEGABYTES = 300
ANSWER_SECONDS = 5


def enough_disk(folder: Path) -> None:
    """Make `folder`; raise Refused where that fails or where less than FREE_MEGABYTES are left on its disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        raise Refused(
            f"cannot use {folder}: {error.strerror}; set VAR_DIR to a folder that can be written"
        ) from error
    if free < FREE_MEGABYTES:
        raise Refused(f"the disk of {folder} is full: {free} MB are free, {FREE_MEGABYTES} MB are needed")


def free_port(host: str, port: int) -> None:
    """Raise Refused where nothing can listen on `host` and `port`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            raise Refused(
                f"cannot listen on {host} port {port}: {first_line(error)}; try make run PORT={port % 60_000 + 1}"
            ) from error


@contextmanager
def only_one(folder: Path, address: str) -> Iterator[None]:
    """Hold `folder` for this desk; raise Refused, with the other's address, where one runs on it already."""
    lock = os.open(folder / "run.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            other = os.read(lock, 200).decode(errors="replace").strip()
            raise Refused(f"a desk runs on {folder} already: {other}") from error
        os.ftruncate(lock, 0)
        os.write(lock, f"{address} (process {os.getpid()})\n".encode())
        yield
    finally:
        os.close(lock)


def database_answers(config: Mapping[str, Any]) -> None:
    """Raise Refused where the database that Django's `config` names does not let us in."""
    names = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    given = {ours: config[theirs] for theirs, ours in names.items() if config.get(theirs)}
    options = config.get("OPTIONS", {}) | {"connect_timeout": ANSWER_SECONDS}
    try:
        psycopg.connect(**given, **options).close()
    except psycopg.Error as error:
        raise Refused(f"the database refuses (DATABASE_URL): {first_line(error)}") from error


def redis_takes_jobs(url: str, prefix: str) -> None:
    """Raise Refused where the Redis at `url` does not answer, or takes nothing: it follows another, is full, or must not."""
    try:
        with redis.Redis.from_url(url, socket_timeout=ANSWER_SECONDS, retry=Retry(NoBackoff(), 0)) as client:
            client.set(f"{prefix}start", "1", ex=60)
    except (redis.RedisError, ValueError, OSError) as error:
        raise Refused(f"Redis refuses (REDIS_URL): {first_line(error)}") from error
