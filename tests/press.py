"""A web server on loopback that plays outlets: redirects, 304s, slow and endless bodies, bombs, broken feeds.

press.page("/story", "<h1>Pier shut</h1>", etag='"1"')
press.url("/story")
"""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

Play = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Page:
    """What is answered at a path, or who answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    play: Play | None = None


class Press:
    """The server, what it answers, and what it was asked: ``asked`` has the path and headers of each request."""

    def __init__(self) -> None:
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.ended = threading.Event()
        press = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                press.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                page = press.pages.get(self.path, Page(b"Nothing here", 404))
                try:
                    if page.play:
                        page.play(self)
                    else:
                        press._answer(self, page)
                except (BrokenPipeError, ConnectionResetError):
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Not to the tests' output."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    @property
    def allowed(self) -> frozenset[tuple[str, int]]:
        """This server alone, as the guard is told of it."""
        return frozenset({("127.0.0.1", self.port)})

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    def page(
        self, path: str, body: str | bytes = "", *, status: int = 200, kind: str = "text/html", **headers: str
    ) -> str:
        """Answers so from now on; returns the address."""
        data = body.encode() if isinstance(body, str) else body
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        self.pages[path] = Page(data, status, {"Content-Type": kind} | named)
        return self.url(path)

    def redirect(self, path: str, to: str, status: int = 302) -> str:
        """Leads on to ``to``."""
        return self.page(path, "moved: SECRET-OF-THE-SERVER", status=status, location=to)

    def plays(self, path: str, play: Play) -> str:
        """Has ``play`` answer."""
        self.pages[path] = Page(play=play)
        return self.url(path)

    def count(self, path: str) -> int:
        """How often the path was asked for."""
        return sum(asked == path for asked, _ in self.asked)

    def stop(self) -> None:
        """Ends it, and whoever is still answering slowly."""
        self.ended.set()
        self.server.shutdown()
        self.server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler, page: Page) -> None:
        asked = handler.headers.get("If-None-Match"), handler.headers.get("If-Modified-Since")
        known = page.headers.get("Etag"), page.headers.get("Last-Modified")
        unchanged = any(a and a == k for a, k in zip(asked, known, strict=True))
        handler.send_response(304 if unchanged else page.status)
        for name, value in page.headers.items():
            handler.send_header(name, value)
        body = b"" if unchanged else page.body
        if not unchanged:
            handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    def dripping(self, handler: BaseHTTPRequestHandler) -> None:
        """A body that comes byte by byte, for ever."""
        self._begin(handler)
        while not self.ended.wait(0.02):
            handler.wfile.write(b"1\r\n.\r\n")

    def dripping_headers(self, handler: BaseHTTPRequestHandler) -> None:
        """Headers that never end."""
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.ended.wait(0.02):
            handler.wfile.write(b"x: y\r\n")

    def endless(self, handler: BaseHTTPRequestHandler) -> None:
        """A body that comes as fast as it can, for ever."""
        self._begin(handler)
        while not self.ended.is_set():
            handler.wfile.write(b"10000\r\n" + b"." * 65536 + b"\r\n")

    def silent(self, handler: BaseHTTPRequestHandler) -> None:  # noqa: ARG002
        """Nothing at all."""
        self.ended.wait(30)

    def cut_off(self, handler: BaseHTTPRequestHandler) -> None:
        """Less than was announced."""
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"SECRET-OF-THE-SERVER")
        handler.close_connection = True

    def _begin(self, handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()


def bomb(megabytes: int) -> bytes:
    """So many megabytes of nothing, as gzip: about a thousandth of that."""
    packed = bytearray()
    for _ in range(megabytes):
        packed += _MEGABYTE
    return bytes(packed)


_MEGABYTE = gzip.compress(b"\0" * 1_000_000)


@pytest.fixture
def press() -> Iterator[Press]:
    """A fresh one."""
    server = Press()
    yield server
    server.stop()


def until(what: Callable[[], bool], seconds: float = 20.0) -> None:
    """Waits until it holds; fails where it does not in time."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
