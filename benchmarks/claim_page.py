"""Speed of one claim's pages with thousands of links, all made up, in a transaction that is rolled back at the end."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings

from benchmarks.effort import Efforts, yardstick
from claims.decide import decide
from claims.models import Claim, Link, LinkDecision, Weighed
from claims.review import accept_link
from claims.roles import EDITOR, give_role
from claims.take_apart import store_parts
from claims.wire import set_tripwire
from entities.models import Entity
from extraction.parts import Part, PartWord
from sources.compare import compare_waiting
from sources.models import Article, Outlet, Relay, Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXT = "The lower dam has broken"
PASSAGE = "Any breach of the lower dam would flood the three towns below it, as we have said since the spring"
DAY = datetime(2024, 9, 6, 12, tzinfo=UTC)
SPEAKERS, OUTLETS = 400, 40
WARM = 3
PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
AS_SERVED = {
    "ALLOWED_HOSTS": ["testserver"],
    "STORAGES": settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN}},  # no need to collect files first
}


def measure(*, links: int, repeat: int) -> Iterator[str]:
    """Lines: what opening the claim's page costs when its evidence was weighed before and when it was not, further pages,
    looking back both ways, the command, and one more answer under its verdict.
    """
    with transaction.atomic(), override_settings(**AS_SERVED):
        editor, claim = _newsroom(links)
        yield f"a claim with {Link.objects.filter(claim=claim).count()} accepted links under a verdict, with a tripwire"
        desk = Client(SERVER_NAME="testserver")
        desk.force_login(editor)
        address = f"/claims/{claim.pk}/"
        then = {"as_of": (DAY + timedelta(days=600)).isoformat()}
        pages: dict[str, Callable[[], object]] = {
            "opened": lambda: desk.get(address),
            "its 20th page": lambda: desk.get(address, {"supports": 20}),
            "opened after a change": lambda: (Weighed.objects.all().delete(), desk.get(address)),
            "as of, learned": lambda: desk.get(address, then),
            "as of, published": lambda: desk.get(address, then | {"by": "published"}),
        }
        for name, do in pages.items():
            yield f"{name}: {_efforts(do, repeat)}, {_size(do)}"
        for options in ([], ["--json"]):
            told = _efforts(
                partial(call_command, "evidence", str(claim.pk), *options, stdout=io.StringIO()), 3
            )
            yield f"manage.py evidence {' '.join(options)}: {told}"
        rest = iter(_waiting(claim, repeat + WARM))
        yield f"one more accepted: {_efforts(lambda: accept_link(link=next(rest), by=editor, stance='denies'), repeat)}"
        transaction.set_rollback(True)
    yield f"a fixed piece of work: {yardstick()}"


def _efforts(do: Callable[[], object], repeat: int) -> Efforts:
    efforts = Efforts()
    for _ in range(repeat + WARM):
        with efforts.measured():
            do()
    return efforts.after(WARM)


def _size(do: Callable[[], object]) -> str:
    found = do()
    page = found[-1] if isinstance(found, tuple) else found
    return f"{len(getattr(page, 'content', b'')):,} bytes, status {getattr(page, 'status_code', '')}"


def _newsroom(links: int) -> tuple[User, Claim]:
    """Every tenth statement is one passage; every third came by way of an agency."""
    editor = User.objects.create(username="benchmark-editor")
    give_role(editor, EDITOR)
    claim = Claim.objects.create(text=TEXT, proposed_by=editor, proposed_at=DAY, matched_at=DAY)
    names = Entity.objects.bulk_create(
        Entity(name=f"Benchmark Paper {n}", kind="outlet") for n in range(OUTLETS)
    )
    outlets = [Outlet.objects.create(entity=name) for name in names]
    speakers = Entity.objects.bulk_create(Entity(name=f"Person {n}") for n in range(SPEAKERS))
    articles = Article.objects.bulk_create(
        Article(
            outlet=outlets[n % OUTLETS],
            text=f"Text {n}",
            content_hash=f"benchmark{n}",
            added_by=editor,
            added_at=DAY + timedelta(hours=n),
            stage="linked",
            published_at=DAY + timedelta(hours=n),
        )
        for n in range(links + 100)
    )
    statements = Statement.objects.bulk_create(
        Statement(
            article=article,
            spans=[[0, 4]],
            content=PASSAGE
            if n % 10 == 0
            else f"The lower dam number {n} has broken in the night, people by the river say",
            kind="indirect" if n % 4 == 0 else "direct",
            added_at=article.added_at,
            speaker=speakers[0 if n % 10 == 0 else n % SPEAKERS],
        )
        for n, article in enumerate(articles)
    )
    Relay.objects.bulk_create(Relay(statement=s, position=1, name="Lake Press") for s in statements[::3])
    rows = Link.objects.bulk_create(
        Link(
            claim=claim,
            statement=statement,
            state="accepted",
            stance=("supports", "denies", "context")[n % 3],
            decided_by=editor,
            decided_at=statement.added_at,
        )
        for n, statement in enumerate(statements[:links])
    )
    LinkDecision.objects.bulk_create(
        LinkDecision(link=row, state="accepted", stance=row.stance, by=editor, at=row.statement.added_at)
        for row in rows
    )
    Link.objects.bulk_create(Link(claim=claim, statement=s, probability=0.5) for s in statements[links:])
    _parts(claim)
    compare_waiting()
    with connection.cursor() as cursor:
        cursor.execute("analyze")  # the server does so by itself, but sees nothing of a transaction
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=0)
    set_tripwire(claim=claim, by=editor, stance="supports", named=True, first_hand=True)
    accept_link(link=_waiting(claim, 1)[0], by=editor, stance="supports")
    return editor, Claim.objects.get(pk=claim.pk)


def _waiting(claim: Claim, count: int) -> list[Link]:
    return list(Link.objects.filter(claim=claim, state="suggested").order_by("pk")[:count])


def _parts(claim: Claim) -> None:
    dam = (
        PartWord("lower", "lower", (4, 9), head=False, drop=(3, 9)),
        PartWord("dam", "dam", (10, 13), head=True, drop=None),
    )
    broke = (PartWord("broken", "break", (18, 24), head=True, drop=None),)
    parts = [
        Part("who", "lower dam", (4, 13), dam, None),
        Part("happened", "has broken", (14, 24), broke, None),
    ]
    store_parts(claim=claim, parts=parts)
