"""What a piece of work costs: time on the clock, and time on the processors, which a busy machine does not lengthen."""

from __future__ import annotations

import random
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterator

NANOSECONDS = 1_000_000
"""In a millisecond."""
# Here, where no model is: the server that says it reads this before Django is set up.
HEADER = "X-Effort"
"""What an answer cost: milliseconds on the clock, on a thread's processor and on the database server's; then queries."""


@dataclass
class Efforts:
    """Milliseconds of each repetition: on the clock; on this process's processor; on the database server's."""

    wall: list[float] = field(default_factory=list)
    own: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)

    @contextmanager
    def measured(self, *, shared_by: int = 1) -> Iterator[None]:
        """Adds what the block costs, to each of ``shared_by`` things that it does."""
        clock, own, server = time.perf_counter(), time.process_time(), server_time()
        yield
        self.wall.append(1000 * (time.perf_counter() - clock) / shared_by)
        self.own.append(1000 * (time.process_time() - own) / shared_by)
        self.server.append((server_time() - server) / shared_by)

    def after(self, warm: int) -> Efforts:
        """Without the first ``warm``, which filled caches."""
        return Efforts(self.wall[warm:], self.own[warm:], self.server[warm:])

    def __str__(self) -> str:
        worked = [a + b for a, b in zip(self.own, self.server, strict=True)]
        cpu = f"{quantiles(worked)} (own {quantiles(self.own)}, server {quantiles(self.server)})"
        return f"p50/p95 of {len(self.wall)}: wall {quantiles(self.wall)} ms; processors {cpu if any(self.server) else quantiles(self.own)} ms"


def yardstick(times: int = 300) -> str:
    """A fixed piece of work in memory: its least and its median time on the processor, in milliseconds. How far they
    are apart is how much a busy machine lengthens even that.
    """
    words = {str(n): n for n in range(200_000)}
    asked = random.Random(1).sample(list(words), 20_000)
    taken = []
    for _ in range(times):
        start = time.process_time()
        sum(words[word] for word in asked)
        taken.append(1000 * (time.process_time() - start))
    return f"least {min(taken):.1f} ms, median {sorted(taken)[len(taken) // 2]:.1f} ms of the processor"


def quantiles(values: list[float]) -> str:
    """The median and the 95th percentile."""
    ordered = sorted(values)
    return f"{ordered[len(ordered) // 2]:.1f}/{ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]:.1f}"


def server_time() -> float:
    """Milliseconds that our connection's server process has computed; 0 where it is on another machine, or no Linux."""
    connection.ensure_connection()
    try:
        return (
            int(Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text().split()[0])
            / NANOSECONDS
        )
    except OSError:
        return 0.0
