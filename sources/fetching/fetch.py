"""One fetch, from the address to the bytes: guarded, followed over a few redirects, bounded in size and time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

import httpcore
import httpx

from matching.phrase import gettext_noop
from sources.fetching.connect import Deadline, Guard, connect_to, look_up
from sources.fetching.decode import ACCEPTED, unpacked
from sources.fetching.failures import Busy, FetchFailed, Forbidden, Gone
from sources.fetching.target import checked, target
from sources.fetching.transport import GuardedTransport

if TYPE_CHECKING:
    from collections.abc import Callable

    from sources.fetching.connect import Connect, Resolve
    from sources.fetching.target import Allowed

REDIRECTS = frozenset({301, 302, 303, 307, 308})
LONGEST_WAIT = 24 * 3600


@dataclass(frozen=True)
class Bounds:
    """How far a fetch may go, and for whom. ``allowed``, ``resolve`` and ``connect`` are for tests."""

    redirects: int = 5
    bytes: int = 5_000_000
    seconds: float = 20.0
    agent: str = "Claimdesk"
    allowed: Allowed = frozenset()
    resolve: Resolve = look_up
    connect: Connect = connect_to


@dataclass(frozen=True)
class Known:
    """What the server said of what we have already, for it to answer "not changed"."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """As a request has it."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Answer:
    """What came: ``url`` is where it came from in the end. ``unchanged``: nothing came, as we have it already."""

    url: str
    body: bytes = b""
    content_type: str = ""
    charset: str = ""
    known: Known = field(default_factory=Known)
    unchanged: bool = False


def fetch(
    address: str,
    *,
    bounds: Bounds,
    known: Known | None = None,
    accept: str = "text/html,application/xhtml+xml,*/*;q=0.5",
    at_host: Callable[[str], object] = str,
) -> Answer:
    """What stands at an address. Raises FetchFailed, in words.

    ``at_host`` is called with the host before each request, so that hosts are not asked too often; the time that it
    takes does not count.
    """
    url = target(address, allowed=bounds.allowed)
    spent = Deadline(bounds.seconds)
    for _ in range(bounds.redirects + 1):
        with spent.paused():
            at_host(url.netloc.decode("ascii"))
        answer, url = _ask(url, bounds, spent, (known or Known()).headers() | {"Accept": accept})
        if answer is not None:
            return answer
    raise FetchFailed(f"The address leads on and on: it was followed {bounds.redirects} times.")


def _ask(
    url: httpx.URL, bounds: Bounds, spent: Deadline, headers: dict[str, str]
) -> tuple[Answer | None, httpx.URL]:
    """One request: the answer, or None and where it leads on to."""
    guard = Guard(spent, allowed=bounds.allowed, resolve=bounds.resolve, connect=bounds.connect)
    headers |= {"User-Agent": bounds.agent, "Accept-Encoding": ACCEPTED, "Connection": "close"}
    with GuardedTransport(guard) as transport:
        request = httpx.Request("GET", url, headers=headers)
        try:
            response = transport.handle_request(request)
            try:
                return _read(response, url, bounds)
            finally:
                response.close()
        except httpcore.TimeoutException:
            raise spent.passed() from None
        except (httpcore.NetworkError, httpcore.ProtocolError, OSError):
            raise FetchFailed(
                gettext_noop("The outlet’s server broke off, or its answer was not one of the web’s.")
            ) from None


def _read(response: httpx.Response, url: httpx.URL, bounds: Bounds) -> tuple[Answer | None, httpx.URL]:
    status = response.status_code
    if status in REDIRECTS:
        return None, _onward(response, url, bounds)
    known = Known(
        etag=response.headers.get("etag", "")[:300],
        last_modified=response.headers.get("last-modified", "")[:100],
    )
    if status == httpx.codes.NOT_MODIFIED:
        return Answer(str(url), known=known, unchanged=True), url
    if status != httpx.codes.OK:
        raise _failure(status, response.headers.get("retry-after", ""))
    body = unpacked(
        response.iter_raw(), encoding=response.headers.get("content-encoding", ""), most=bounds.bytes
    )
    kind = response.headers.get("content-type", "").split(";")[0].strip().lower()
    return Answer(str(url), body, kind[:100], (response.charset_encoding or "")[:40], known), url


def _onward(response: httpx.Response, url: httpx.URL, bounds: Bounds) -> httpx.URL:
    try:
        onward = url.join(response.headers.get("location", ""))
    except (httpx.InvalidURL, ValueError):
        raise Forbidden(gettext_noop("The address leads on to something that is no web address.")) from None
    try:
        return checked(onward, allowed=bounds.allowed)
    except Forbidden as forbidden:
        raise Forbidden(f"The address leads on to another. {forbidden}") from None


def _failure(status: int, retry_after: str) -> FetchFailed:
    """What a status means, in words."""
    if status in (404, 410):
        return Gone(f"The outlet has nothing at this address (it answered {status}).")
    if status in (401, 402, 403, 407, 451):
        return FetchFailed(
            f"The outlet does not let the desk read this (it answered {status}). Paste the text instead."
        )
    if status in (429, 503):
        return Busy(
            f"The outlet’s server is busy (it answered {status}). Try again later.",
            seconds=_seconds(retry_after),
        )
    return FetchFailed(f"The outlet’s server has a fault (it answered {status}). Try again later.")


def _seconds(written: str) -> int:
    """How long a server asks to be left alone, as a number or a moment; 0 where it does not say."""
    if written.isascii() and written.isdigit():
        return min(int(written[:9]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(written)
        return max(0, min(int((until - datetime.now(UTC)).total_seconds()), LONGEST_WAIT))
    except (TypeError, ValueError):
        return 0
