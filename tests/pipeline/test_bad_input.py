"""What people paste by accident, read by a real worker: a clear message or a row set aside, never a dead worker."""

import time

import psutil
import pytest
from django.contrib.auth.models import User

from sources.ingest import add_article
from sources.models import Article, Stage

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True), pytest.mark.timeout(420)]
MOST_MEMORY = 1_500_000_000  # bytes
SECONDS = 300

TEXTS = {
    "one unbroken token of 900 kB": "a" * 900_000,
    "100,000 unclosed quotation marks": "“" * 100_000 + " and then he said nothing",
    "20,000 straight marks between words": '" no ' * 20_000,
    "Arabic": "قال المتحدث باسم الخارجية إن بلاده لم ترسل صواريخ إلى روسيا. " * 50,
    "Chinese": "发言人说,该国没有向俄罗斯运送导弹。" * 50,
    "brackets nested 50,000 deep": "(" * 50_000 + "said" + ")" * 50_000,
    "emoji and combining marks": "👩‍👩‍👧 e" + "\u0301" * 10_000 + " said Ann.",
    "200,000 characters of ordinary text": "The mayor of Northgate said on Monday that the bridge was safe. "
    * 3_100,
}


def test_a_worker_survives_every_one_of_them(worker):
    reporter = User.objects.create(username="rana")
    articles = {
        name: add_article(by=reporter, outlet="Harbour Wire", title=name, text=text)
        for name, text in TEXTS.items()
    }
    good = add_article(by=reporter, outlet="Harbour Wire", text="“It is over,” Ann Smith said.")
    most, until = 0, time.monotonic() + SECONDS
    waiting = Article.objects.filter(set_aside_at=None).exclude(stage=Stage.LINKED)
    while waiting.exists() and time.monotonic() < until:
        most = max([most, *_memory(worker)])
        time.sleep(0.2)
    outcomes = {name: Article.objects.get(pk=a.pk) for name, a in articles.items()}
    assert all(a.is_done or (a.is_set_aside and a.error) for a in outcomes.values()), {
        name: (a.stage, a.attempts, a.error) for name, a in outcomes.items()
    }
    assert good.statements.count() == 1, "the worker still reads"
    assert worker.process.poll() is None
    assert most < MOST_MEMORY, f"{most:,} bytes"


def _memory(worker):
    """The resident memory of the worker and each of its children, in bytes."""
    try:
        parent = psutil.Process(worker.process.pid)
        return [p.memory_info().rss for p in (parent, *parent.children(recursive=True))]
    except psutil.Error:
        return []
