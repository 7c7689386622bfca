"""Connections to exactly the addresses that were checked, each with an end in time.

Names are looked up here and nowhere else, so that a name server that gives another answer the next time it is asked
changes nothing: what was checked is what is connected to. TLS is still spoken with the host's name.
"""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import TYPE_CHECKING, Any

import httpcore

from matching.phrase import gettext_noop
from sources.fetching.addresses import Address, is_public, literal
from sources.fetching.failures import FetchFailed, Forbidden, TooSlow
from sources.fetching.target import INSIDE_WORDS, PORTS, check_host

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator, Sequence

    from sources.fetching.target import Allowed

    Resolve = Callable[[str], Sequence[str]]
    Connect = Callable[[str, int, float], httpcore.NetworkStream]

# A name with more addresses than this is no outlet's; and so many are tried.
MOST_ADDRESSES = 64
TRIED = 3
UNREACHABLE = gettext_noop("The outlet’s server cannot be reached.")
UNKNOWN = gettext_noop("There is no server by this name.")


class Deadline:
    """When all of it must be over."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left. Raises TooSlow when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> TooSlow:
        """That it is over, in words."""
        return TooSlow(f"It was not here after {self.seconds:g} seconds.")

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Time that does not count."""
        left = self.left()
        yield
        self._end = time.monotonic() + left


def look_up(host: str) -> list[str]:
    """The addresses of a host, by the system's resolver. Raises OSError where there are none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def connect_to(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A connection to an address, which is a number and needs no looking up."""
    return httpcore.SyncBackend().connect_tcp(address, port, timeout=seconds)


class Guard(httpcore.NetworkBackend):
    """What every connection goes through. ``resolve`` and ``connect`` are replaced in tests."""

    def __init__(
        self,
        deadline: Deadline,
        *,
        allowed: Allowed = frozenset(),
        resolve: Resolve = look_up,
        connect: Connect = connect_to,
    ) -> None:
        self.deadline, self.allowed = deadline, allowed
        self.resolve, self.connect = resolve, connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the deadline of all of it counts
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Any = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """A connection to one of the host's addresses. Raises Forbidden where any of them is not public."""
        for address in self.addresses(host, port)[:TRIED]:
            try:
                return Timed(self.connect(str(address), port, self.deadline.left()), self.deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout, OSError):
                self.deadline.left()
        raise FetchFailed(UNREACHABLE)

    def connect_unix_socket(self, *_: Any, **__: Any) -> Any:
        """Never."""
        raise Forbidden(INSIDE_WORDS)

    def sleep(self, seconds: float) -> None:
        """Waits, but not beyond the end."""
        time.sleep(min(seconds, self.deadline.left()))

    def addresses(self, host: str, port: int) -> list[Address]:
        """Every address of a host, all of them checked. Raises Forbidden, or FetchFailed where there are none."""
        host = host.removesuffix(".")
        check_host(host, port, allowed=self.allowed)
        spelled = literal(host)
        found = [spelled] if spelled is not None else [_parsed(each) for each in self._look_up(host)]
        if not 0 < len(found) <= MOST_ADDRESSES:
            raise FetchFailed(UNKNOWN)
        if not all(self._may(address, port) for address in found):
            raise Forbidden(INSIDE_WORDS)
        return found

    def _may(self, address: Address, port: int) -> bool:
        return (str(address), port) in self.allowed or (port in PORTS and is_public(address))

    def _look_up(self, host: str) -> Sequence[str]:
        """Asks in a thread, as a name server that does not answer cannot be given a time."""
        found: list[Sequence[str]] = []

        def ask() -> None:
            try:
                found.append(self.resolve(host))
            except (OSError, UnicodeError):
                found.append([])

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self.deadline.left())
        self.deadline.left()
        return found[0] if found else []


class Timed(httpcore.NetworkStream):
    """A connection on which nothing waits beyond the end, however slowly it comes."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """What has come."""
        return self._stream.read(max_bytes, timeout=self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Sends."""
        self._stream.write(buffer, timeout=self._deadline.left())

    def close(self) -> None:
        """Hangs up."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """The same, encrypted, with a server that proves the name it was asked for by."""
        stream = self._stream.start_tls(ssl_context, server_hostname, timeout=self._deadline.left())
        return Timed(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What httpcore wants to know of the connection."""
        return self._stream.get_extra_info(info)


def _parsed(address: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(address)
    except ValueError:
        raise Forbidden(INSIDE_WORDS) from None
