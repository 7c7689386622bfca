"""A PostgreSQL and a Redis of Claimdesk's own, for machines where nobody has set one up.

They are used where DATABASE_URL or REDIS_URL is unset, keep their data in VAR_DIR and listen on Unix sockets alone.
Computing an address starts nothing: the sockets' places follow from VAR_DIR. Starting and stopping is `running`'s
work; any number of commands may be inside it at once, in any order, and the last one out stops the servers.

docs/decisions/0001-private-services.md has the reasons.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from config.local_services.failure import ServiceFailure
from config.local_services.lease import Lease, Service, held
from config.local_services.postgres import Postgres
from config.local_services.postgres import program as postgres_program
from config.local_services.redis import Redis
from config.local_services.secret import secret_key

__all__ = [
    "Lease",
    "Postgres",
    "Redis",
    "Service",
    "ServiceFailure",
    "database_url",
    "postgres_program",
    "redis_url",
    "running",
    "secret_key",
    "wanted",
]


def database_url(var_dir: Path) -> str:
    """Return the libpq address of the private PostgreSQL under `var_dir`, running or not."""
    return Postgres(var_dir).url()


def redis_url(var_dir: Path) -> str:
    """Return the redis-py address (unix://...) of the private Redis under `var_dir`, running or not."""
    return Redis(var_dir).url()


def wanted(var_dir: Path, *, postgres: bool, redis: bool, durable: bool = True) -> tuple[Service, ...]:
    """Return the private servers that are to be used, none of them started.

    `durable` false is for data that a test throws away: a power cut may then cost the whole database.
    """
    services: list[Service] = []
    if postgres:
        services.append(Postgres(var_dir, durable=durable))
    if redis:
        services.append(Redis(var_dir))
    return tuple(services)


@contextmanager
def running(services: Sequence[Service]) -> Iterator[tuple[Lease, ...]]:
    """Have `services` running inside the block; yield a lease on each, whose `ensure` revives a server that died.

    Starts what is not running. On the way out each server is stopped unless another process is still inside.
    Raises ServiceFailure, with a message fit for one line, when a server does not start within its time.
    """
    with ExitStack() as stack:
        yield tuple(stack.enter_context(held(service)) for service in services)
