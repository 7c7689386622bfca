"""Made-up articles through the whole pipeline: added, read, attributed, compared, held against claims, by real workers."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import psutil
from django.conf import settings
from django.contrib.auth.models import User

from benchmarks.generate import generate
from benchmarks.newsroom import STATEMENTS_AN_ARTICLE, Newsroom, Size
from sources.ingest import add_article
from sources.models import Article, Stage, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAIMS = 1_000
POLL_SECONDS = 2.0
MEGABYTE = 1_000_000
SETTLED = 20
"""Articles after which every worker has loaded what it needs; memory at the start is taken then."""


def measure(*, articles: int, workers: int, patience: int = 6 * 3600) -> Iterator[str]:
    """Runs it in an empty database; yields lines. Raises generate's NotEmpty. Seconds are the processor's where it says so."""
    generate(Size(CLAIMS, STATEMENTS_AN_ARTICLE))
    folder = settings.VAR_DIR / "pipeline"
    shutil.rmtree(folder, ignore_errors=True)
    begun = time.monotonic()
    there, words = set(Article.objects.values_list("pk", flat=True)), _add(articles)
    yield f"{articles:,} articles of {words // articles} words added in {time.monotonic() - begun:.0f} s"
    ours = Article.objects.exclude(pk__in=there)
    command = [
        "-m",
        "celery",
        "-A",
        "benchmarks.pipeline_app",
        "worker",
        "--without-gossip",
        "--without-mingle",
    ]
    worker = subprocess.Popen([sys.executable, *command, "-c", str(workers), "--loglevel", "ERROR"])
    try:
        begun, memory, before = time.monotonic(), [0], _server_seconds()
        while (left := ours.exclude(stage=Stage.LINKED).filter(set_aside_at=None).count()) > 0:
            if articles - left >= SETTLED:
                memory.append(_resident(worker.pid))
            if time.monotonic() - begun > patience or worker.poll() is not None:
                break
            time.sleep(POLL_SECONDS)
        took, server = time.monotonic() - begun, _server_seconds() - before
        memory.append(_resident(worker.pid))
        whole = _seconds(psutil.Process(worker.pid))
    finally:
        worker.terminate()
        worker.wait(60)
    done = ours.filter(stage=Stage.LINKED).count()
    yield from _told(done, took, workers, memory, _spent())
    yield (
        f"with starting, taking from the queue and all else {1000 * whole / max(done, 1):.0f} ms an article in the worker's "
        f"processes, and {1000 * server / max(done, 1):.0f} ms in the database's"
    )
    yield f"set aside: {ours.filter(set_aside_at__isnull=False).count()}; statements: {Statement.objects.filter(article__in=ours).count():,}"
    yield f"copies among them: {ours.exclude(copies=None).count()}"


def _add(count: int) -> int:
    """Brings in so many made-up articles through the desk's own door; returns their words."""
    newsroom = Newsroom(Size(CLAIMS, count * STATEMENTS_AN_ARTICLE * 2, seed=2), by=0)
    names = {row[0]: row[1] for row in newsroom.entities()}
    by, words = User.objects.get(username="reporter"), 0
    for (_, outlet, title, text, _, at), _ in itertools.islice(newsroom.articles(), count):
        add_article(by=by, outlet=names[outlet], title=title, text=text, published_at=at)
        words += len(text.split())
    return words


def _spent() -> dict[str, float]:
    spent: defaultdict[str, float] = defaultdict(float)
    for file in (settings.VAR_DIR / "pipeline").glob("*.json"):
        for name, seconds in json.loads(file.read_text(encoding="utf-8")).items():
            spent[name] += seconds
    return spent


def _told(done: int, took: float, workers: int, memory: list[int], spent: dict[str, float]) -> Iterator[str]:
    parsing = spent.pop("parsing", 0)
    stages = {name: spent.pop(name) for name in list(spent) if name.startswith("stage ")}
    total = sum(spent.values()) or 1.0
    yield f"{done:,} linked in {took:.0f} s by the clock: {done / took:.1f} articles a second with {workers} workers"
    yield (
        f"{total:.0f} s of the processor in the workers: {1000 * total / max(done, 1):.0f} ms an article, "
        f"so {workers * done / total:.1f} articles a second where {workers} cores are free"
    )
    yield f"parsing: {parsing:.0f} s of the processor, {parsing / total:.0%} of all"
    for name, seconds in sorted((stages | spent).items(), key=lambda each: -each[1])[:8]:
        yield f"  {name}: {seconds / total:.0%}, {1000 * seconds / max(done, 1):.0f} ms an article"
    memory = memory[1:]
    yield f"memory of the workers' processes: {memory[0] / MEGABYTE:.0f} MB at the start, {memory[-1] / MEGABYTE:.0f} MB at the end, {max(memory) / MEGABYTE:.0f} MB at most"


def _resident(pid: int) -> int:
    """Bytes that the worker and its children hold."""
    held: list[Any] = [psutil.Process(pid)]
    held += held[0].children(recursive=True)
    return sum(_one(process) for process in held)


def _one(process: Any) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def _seconds(process: psutil.Process) -> float:
    """What a process and its children, those that ended too, had of the processor."""
    try:
        own = process.cpu_times()
        children = process.children(recursive=True)
    except psutil.NoSuchProcess:
        return 0.0
    ended = own.children_user + own.children_system
    return float(own.user + own.system + ended + sum(_of_one(child) for child in children))


def _of_one(process: psutil.Process) -> float:
    try:
        own = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0
    return float(own.user + own.system)


def _server_seconds() -> float:
    """The same of the private PostgreSQL; 0 where another is used."""
    file = settings.VAR_DIR / "postgres" / "data" / "postmaster.pid"
    if not file.exists():
        return 0.0
    return _seconds(psutil.Process(int(file.read_text(encoding="ascii").split("\n", 1)[0])))
