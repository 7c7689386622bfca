"""Rows for the tests of the pages, made the short way: the use cases have tests of their own."""

from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Link
from entities.create import create_entity
from entities.models import Entity, Kind
from sources.models import Article, Mention, Outlet, Relay, Stage, Statement
from sources.text import content_hash
from tests.claims.factories import make_user

TEXT = (
    "Harbour closed after the storm\n\n"
    "“The harbour is closed,” Mayor Ines Falk said on Monday, according to Coast Radio.\n\n"
    "Dock union head Tom Abara denied that any crane had fallen."
)


def person(role: str = "reporter", name: str = "") -> User:
    """A person with one of the three roles; "nobody" has none."""
    user: User = make_user(None if role == "nobody" else role, name or role)
    return user


def client_of(user: User) -> Client:
    """A browser in which this person is logged in."""
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def queries_of(client: Client, address: str) -> int:
    """How many queries a page takes, for a client that has looked at it before."""
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


def entity(name: str, kind: str = Kind.PERSON, **more: Any) -> Entity:
    """An entity that goes by its name."""
    return create_entity(name=name, kind=kind, **more)


def outlet(name: str = "Harbour Wire") -> Outlet:
    """The outlet of this name."""
    found = Outlet.objects.filter(entity__name=name).first()
    return found or Outlet.objects.create(entity=entity(name, Kind.OUTLET))


def article(text: str = TEXT, *, by: User | None = None, stage: str = Stage.LINKED, **more: Any) -> Article:
    """An article as it is stored, at the stage asked for."""
    by = by or User.objects.first() or person()
    of = outlet(more.pop("outlet", "Harbour Wire"))
    return Article.objects.create(
        outlet=of, text=text, content_hash=content_hash(text), added_by=by, stage=stage, **more
    )


def statement(of: Article, words: str, speaker: Entity | None = None, **more: Any) -> Statement:
    """A statement with these words of the article, where they stand first; several words make several spans."""
    spans = more.pop("spans", None)
    if spans is None:
        start = of.text.index(words)
        spans = [[start, start + len(words)]]
    return Statement.objects.create(
        article=of, spans=spans, content=words, kind=more.pop("kind", "indirect"), speaker=speaker, **more
    )


def mention(of: Article, name: str, named: Entity | None = None, outcome: str = "") -> Mention:
    """A name where it first stands in the article."""
    start = of.text.index(name)
    outcome = outcome or ("matched" if named else "none")
    return Mention.objects.create(
        article=of, start=start, end=start + len(name), text=name, entity=named, outcome=outcome
    )


def relay(of: Statement, carrier: Entity, position: int = 1) -> Relay:
    """One step of the way of a statement."""
    return Relay.objects.create(statement=of, position=position, name=carrier.name, entity=carrier)


def claim(text: str = "A crane has fallen in the harbour") -> Claim:
    """A claim."""
    return Claim.objects.create(text=text, proposed_by=User.objects.first() or person())


def link(of: Statement, to: Claim, **more: Any) -> Link:
    """A suggestion, or what was made of it."""
    return Link.objects.create(statement=of, claim=to, **more)
