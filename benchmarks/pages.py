"""Speed of every list and search page while people browse, on the newsroom that the database holds.

The real web server answers; each person looks at a page, thinks, and goes on. What a page cost is told by the server
itself: time on the clock, which a busy machine lengthens, and time on the processors, which it hardly does.
"""

from __future__ import annotations

import contextlib
import logging
import random
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import httpx
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client

from benchmarks.effort import HEADER, quantiles, yardstick
from claims.roles import ADMIN
from sources.models import Article, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

THINKING = 3.0
"""Seconds between two pages of a person, on average."""
WARM_SECONDS = 10
"""Answers of the first seconds are not counted: they fill caches."""
PATIENCE = 60.0
LARGEST = 150_000
WORDS_TAKEN = 200
KILOBYTE = 1_000


@dataclass
class Costs:
    """What the answers of one page cost: milliseconds on the clock, on the web server's and the database's processor."""

    wall: list[float] = field(default_factory=list)
    web: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def add(self, answer: httpx.Response) -> None:
        """One more answer."""
        if answer.status_code != 200 or HEADER not in answer.headers:
            self.failed.append(answer.status_code)
            return
        wall, web, database, queries = answer.headers[HEADER].split()
        self.wall.append(float(wall))
        self.web.append(float(web))
        self.database.append(float(database))
        self.queries.append(int(queries))
        self.sizes.append(len(answer.content))

    def __str__(self) -> str:
        if not self.wall:
            return f"no answer counted {self.failed or ''}"
        both = [a + b for a, b in zip(self.web, self.database, strict=True)]
        return (
            f"{len(self.wall):5} | {quantiles(self.wall):>13} | {quantiles(both):>13} | {quantiles(self.web):>13} | "
            f"{quantiles(self.database):>13} | {min(self.queries):3}-{max(self.queries):<3} | {max(self.sizes) / KILOBYTE:6.1f}"
            f"{f' | FAILED {self.failed}' if self.failed else ''}"
        )


def measure(*, people: int, seconds: int, seed: int) -> Iterator[str]:
    """Lines: what each page cost over so many seconds of browsing, and all of them together."""
    call_command("collectstatic", interactive=False, verbosity=0)
    addresses, random_ = _addresses(random.Random(seed)), random.Random(seed)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    cookie = _cookie(ADMIN)  # who sees most
    yield f"a fixed piece of work before: {yardstick(100)}"
    with _Server() as base:
        costs: dict[str, Costs] = defaultdict(Costs)
        until = time.monotonic() + WARM_SECONDS + seconds
        counted_from = time.monotonic() + WARM_SECONDS
        threads = [
            threading.Thread(
                target=_browse,
                args=(base, cookie, addresses, costs, (counted_from, until), random_.random()),
            )
            for _ in range(people)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        yield from _told(costs, seconds)
        yield f"scripts and styles, once a visitor: {_static(base, cookie) / KILOBYTE:.1f} kB as they are sent"
    yield f"a fixed piece of work after: {yardstick(100)}"


def _told(costs: Mapping[str, Costs], seconds: int) -> Iterator[str]:
    yield "page | answers | server p50/p95 ms | processors p50/p95 ms | web | database | queries | largest kB"
    for name in sorted(costs):
        yield f"{name:34} | {costs[name]}"
    every = Costs()
    for each in costs.values():
        for name in ("wall", "web", "database", "queries", "sizes", "failed"):
            getattr(every, name).extend(getattr(each, name))
    yield f"{'all pages':34} | {every}"
    yield f"{len(every.wall) / seconds:.1f} pages a second; failed: {len(every.failed)}; larger than {LARGEST / KILOBYTE:.0f} kB: {sum(size > LARGEST for size in every.sizes)}"


def _browse(
    base: str,
    cookie: str,
    addresses: Mapping[str, list[str]],
    costs: Mapping[str, Costs],
    span: tuple[float, float],
    seed: float,
) -> None:
    """One person, from page to page until the time is over."""
    chance, names = random.Random(seed), sorted(addresses)
    with httpx.Client(
        base_url=base, cookies={settings.SESSION_COOKIE_NAME: cookie}, timeout=PATIENCE
    ) as browser:
        time.sleep(chance.uniform(0, THINKING))
        while time.monotonic() < span[1]:
            name = chance.choice(names)
            with contextlib.suppress(httpx.TransportError):  # the server closed a connection that was idle
                answer = browser.get(chance.choice(addresses[name]))
                if time.monotonic() > span[0]:
                    costs[name].add(answer)
            time.sleep(chance.expovariate(1 / THINKING))


def _addresses(chance: random.Random) -> dict[str, list[str]]:
    """Pages by name, each with the addresses that are looked at in turn: words as common as those of random statements."""
    last = Statement.objects.latest("pk").pk
    said = Statement.objects.filter(pk__in=[chance.randint(1, last) for _ in range(WORDS_TAKEN)])
    texts = [content.split() for content in said.values_list("content", flat=True)]
    words = [chance.choice(text) for text in texts]
    two = [" ".join(chance.sample(text, 2)) for text in texts if len(text) > 1]
    names = [name for name in said.values_list("speaker_name", flat=True) if name]
    claims = list(said.filter(links__isnull=False).values_list("links__claim", flat=True)) or [1]
    articles = list(said.values_list("article", flat=True))
    newest = Article.objects.latest("pk").pk
    speakers = [pk for pk in said.values_list("speaker", flat=True) if pk]
    pages: dict[str, list[str]] = {
        "desk": ["/"],
        "board": ["/claims/"],
        "board, narrowed": [
            "/claims/?work_state=in_review",
            "/claims/?verdict=unverified",
            "/claims/?topic=3",
            "/claims/?owner=nobody",
            "/claims/?since=2024-09-01",
        ],
        "board, words": [f"/claims/?q={word}" for word in words],
        "board, speaker": [f"/claims/?speaker={name}" for name in names],
        "claim": [f"/claims/{pk}/" for pk in claims],
        "articles": ["/articles/", *(f"/articles/?after=[{pk}]" for pk in (newest // 2, newest // 10))],
        "articles, narrowed": ["/articles/?stage=read", "/articles/?since=2024-09-01", "/articles/?outlet=5"],
        "articles, words": [f"/articles/?text={word}" for word in words],
        "articles, speaker": [f"/articles/?speaker={name}" for name in names],
        "article": [f"/articles/{pk}/" for pk in articles],
        "people": ["/entities/", "/entities/?kind=outlet"],
        "people, name": [f"/entities/?text={name}" for name in names],
        "person": [f"/entities/{pk}/" for pk in speakers],
        "review": ["/review/"],
        "review, one claim": [f"/review/?claim={pk}" for pk in claims],
        "notices": ["/notices/"],
        "outlets": ["/outlets/"],
        "inbox of names": ["/names/"],
        "inbox of feeds": ["/feeds/inbox/"],
        "imports": ["/imports/"],
        "ledger": ["/ledger/"],
        "search, everything": [f"/search/?q={word}" for word in (*words, *two)],
        "search, while typing": [f"/search/typing/?q={word[:4]}" for word in words],
        "search, a name": [f"/search/?q={name}" for name in names],
        "search, statements": [f"/search/?kind=statements&q={word}" for word in (*words, *two)],
        "search, statements, newest": [f"/search/?kind=statements&sort=newest&q={word}" for word in words],
        "search, articles": [f"/search/?kind=articles&q={word}" for word in (*words, *two)],
        "search, claims": [f"/search/?kind=claims&q={word}" for word in (*words, *two)],
        "search, who said": [
            f"/search/?who={name}&q={word}" for name, word in zip(names, words, strict=False)
        ],
        "search, about": [f"/search/?about={pk}&since=2023-01-01&until=2024-06-30" for pk in claims],
        "search, days": [
            "/search/?since=2023-01-01&until=2023-01-31",
            "/search/?until=2023-06-30&outlet=a*",
            f"/search/?since=2024-01-01&until=2024-03-01&q={words[0]}",
        ],
    }
    return pages


def _cookie(role: str) -> str:
    """A session of a user with the role."""
    client = Client()
    user = User.objects.filter(groups__name=role).order_by("pk").first() or User.objects.get(username=role)
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    connection.close()
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def _static(base: str, cookie: str) -> int:
    """Bytes of the scripts and styles of the desk, as a browser gets them."""
    with httpx.Client(base_url=base, cookies={settings.SESSION_COOKIE_NAME: cookie}) as browser:
        page, total = browser.get("/").text, 0
        for piece in page.split('"'):
            if piece.startswith("/static/") and piece.endswith((".js", ".css")):
                with browser.stream("GET", piece, headers={"Accept-Encoding": "gzip"}) as answer:
                    total += sum(len(raw) for raw in answer.iter_raw())
    return total


class _Server:
    """The web server on a free port, within a block; ``__enter__`` returns its address."""

    def __enter__(self) -> str:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.place = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "-b", self.place]
        self.process: subprocess.Popen[Any] = subprocess.Popen(
            [*command, "benchmarks.pages_app"], cwd=settings.BASE_DIR
        )
        for _ in range(int(PATIENCE * 10)):
            try:
                httpx.get(f"http://{self.place}/healthz")
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                break
        return f"http://{self.place}"

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(30)
