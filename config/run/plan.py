"""What the settings say about one run."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config.local_services import Service, ServiceFailure
from config.run.refused import Refused, first_line

EVERY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - named to be translated, not to be bound


@dataclass(frozen=True)
class Plan:
    """Where the desk keeps its things, what it talks to, and where it is to be found."""

    var_dir: Path
    services: Sequence[Service]
    database: Mapping[str, Any]
    redis_url: str
    queue_prefix: str
    host: str
    port: int
    allowed_hosts: Sequence[str]

    @property
    def logs(self) -> Path:
        """The folder of the processes' logs."""
        return self.var_dir / "log"

    @property
    def visible_host(self) -> str:
        """The host at which this machine reaches the pages."""
        return EVERY_ADDRESS.get(self.host, self.host)

    @property
    def address(self) -> str:
        """The pages' address, for a person on this machine."""
        host = f"[{self.visible_host}]" if ":" in self.visible_host else self.visible_host
        return f"http://{host}:{self.port}/"

    @property
    def host_header(self) -> str:
        """A name under which the pages answer: ALLOWED_HOSTS need not hold the address of this machine."""
        named = [host.lstrip(".") for host in self.allowed_hosts if host != "*"]
        return self.visible_host if self.visible_host in named or not named else named[0]


def read_plan() -> Plan:
    """Read the settings. Raises Refused where a variable cannot be understood, ServiceFailure where VAR_DIR cannot."""
    try:
        from django.conf import settings

        from config import gunicorn as web

        return Plan(
            var_dir=settings.VAR_DIR,
            services=settings.LOCAL_SERVICES,
            database=settings.DATABASES["default"],
            redis_url=settings.REDIS_URL,
            queue_prefix=settings.QUEUE_PREFIX,
            host=web.host,
            port=web.port,
            allowed_hosts=settings.ALLOWED_HOSTS,
        )
    except ServiceFailure:
        raise
    except Exception as error:
        raise Refused(
            f"the settings cannot be read: {first_line(error)} (docs/settings.md lists them)"
        ) from error
