"""Every address of the desk, and what each role gets there. An address without a row in the table fails."""

import contextlib
import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from claims.decide import decide
from claims.discuss import add_note
from claims.judge import judge
from claims.mark import mark_nothing_else
from claims.models import Link, ModelChange
from claims.propose import find_or_make_topic, propose_claim
from claims.review import accept_link, link_by_hand
from claims.roles import ADMIN, EDITOR, REPORTER, give_role
from claims.save_view import save_view
from claims.wire import set_tripwire
from entities.admit import make_token
from entities.affiliate import affiliate
from entities.alias import add_alias
from entities.create import create_entity
from entities.identify import add_external_id
from entities.ledger import act_on
from entities.merge import merge_entities
from entities.models import Duplicate, Kind, NameList
from entities.relate import relate
from sources.bring_rows import bring_rows
from sources.feeds import attach_feed
from sources.ingest import add_article
from sources.models import AskedName, Fetch, FetchedPage, Mention, Relay
from sources.utter import split_utterance
from sources.write_down import add_statement
from tests.house.addresses import TABLE

APPLICATIONS = re.compile(r"\(\?P<app_label>[^)]*\)")
ROLES = (None, REPORTER, EDITOR, ADMIN)


def bare(route):
    """A route without the marks of a regular expression's ends, which Django keeps or drops as it goes."""
    return re.sub(r"\^|\$$", "", route)


def every_address(patterns=None, prefix=""):
    """The route of every address, as Django knows it: "claims/<id:pk>/"."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from every_address(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            # The admin's list of applications comes in the order in which they were registered.
            yield APPLICATIONS.sub("(?P<app_label>)", route)


@pytest.fixture(scope="module")
def desk(rows_of_module):
    """One row of everything, all with the same ids as far as addresses need them, and a user for each role."""
    people: dict[str | None, Any] = {None: None}
    for role in (REPORTER, EDITOR, ADMIN):
        people[role] = User.objects.create(username=role)
        give_role(people[role], role)
    editor = people[EDITOR]
    topic = find_or_make_topic("Piers")
    article = add_article(
        by=people[REPORTER], outlet="Harbour Wire", text="The pier is open, Ada said. So is Bo."
    )
    statement = add_statement(article=article, by=editor, spans=[[0, 16]], speaker=None)
    claim = propose_claim(by=editor, text="The pier is open to all")
    link = Link.objects.create(claim=claim, statement=statement, probability=0.8)
    decided = Link.objects.create(
        claim=propose_claim(by=editor, text="The pier is shut to all"), statement=statement, probability=0.7
    )
    decision = accept_link(link=decided, by=editor, stance="denies")
    ada, bea = (create_entity(name=name, kind=Kind.PERSON) for name in ("Ada", "Bea"))
    alias = add_alias(entity=ada, name="Ada P.", by=editor)
    cyd = create_entity(name="Cyd", kind=Kind.PERSON)
    merge = merge_entities(kept=bea, gone=cyd, by=people[ADMIN])
    verdict_change = decide(claim=decided.claim, by=editor, verdict="refuted", reason="Seen.", version=0)
    mark = mark_nothing_else(statement=statement, by=editor)
    model_change = ModelChange.objects.create(number=1, version="links-v0+1", before="links-v0")
    decision_on_words = split_utterance(statement=statement, by=editor)
    both = {}
    for words in ([0, 8], [9, 16]):
        said = add_statement(article=article, by=editor, spans=[words], speaker=None)
        both[said.pk] = link_by_hand(claim=decided.claim, statement=said, by=editor, stance="denies")
    one, other = both
    judgement = judge(claim=decided.claim, one=one, other=other, says="independent", by=editor)
    mention = Mention.objects.create(article=article, start=22, end=25, text="Ada")
    relay = Relay.objects.create(statement=statement, position=1, name="Reuters")
    page = FetchedPage.of(url="http://harbour.example/b", body=b"Bo", content_type="text/html", charset="")
    page.save()
    fetch = Fetch.objects.create(
        url="http://harbour.example/b",
        asked_by=editor,
        stage="found",
        page=page,
        blocks=[["Bo said so.", True]],
    )
    printed = {"outlet": "Harbour Wire", "url": "http://harbour.example/a", "by": people[REPORTER]}
    add_article(text="The pier is shut, Cy said.", **printed)
    revision = add_article(text="The pier is shut, Di said.", revise=True, **printed)
    feed = attach_feed(outlet=article.outlet, url="http://harbour.example/feed", by=people[ADMIN])
    known: dict[str, Any] = {
        "feed": feed,
        "fetch": fetch,
        "revision": revision,
        "article": article,
        "statement": statement,
        "claim": claim,
        "link": link,
        "decision": decision,
        "tripwire": set_tripwire(claim=claim, by=editor, stance="denies"),
        "act": act_on(decision),
        "note": add_note(claim=claim, by=editor, words="Who has seen it?"),
        "entity": ada,
        "alias": alias,
        "duplicate": Duplicate.objects.create(one=ada, other=bea, probability=0.6, why="alike"),
        "affiliation": affiliate(entity=ada, of=bea, by=people[ADMIN]),
        "external_id": add_external_id(entity=ada, scheme="viaf", value="1", by=people[ADMIN]),
        "relation": relate(entity=ada, tie="is_a", term="ferry", by=people[ADMIN]),
        "name_list": NameList.objects.create(
            name="people.csv", form="csv", text="name,kind\nDan,person", by=people[ADMIN]
        ),
        "token": make_token(label="tables", by=people[ADMIN])[0],
        "asked": AskedName.objects.create(key="bo", name="Bo", texts=["Bo"]),
        "merge": merge,
        "judgement": judgement,
        "utterance": decision_on_words,
        "topic": topic,
        "view": save_view(name="Open", query="work_state=new", by=editor, shared=True),
        "verdict_change": verdict_change,
        "mark": mark,
        "model_change": model_change,
        "mention": mention,
        "relay": relay,
        "outlet": article.outlet,
        "import": bring_rows(by=editor, name="rows.csv", data=b"outlet,text\nBay Post,The pier is open."),
        "group": Group.objects.get(name=REPORTER),
        "user": people[REPORTER],
    }
    return people, {name: row.pk for name, row in known.items()}


def test_every_address_has_a_row_and_every_row_an_address():
    addresses = set(every_address())
    assert addresses - set(TABLE) == set(), "addresses without a row in tests/house/addresses.py"
    assert set(TABLE) - addresses == set(), "rows whose address is gone"


@pytest.mark.django_db
@pytest.mark.parametrize("route", TABLE)
def test_what_each_role_gets(route, desk, client):
    people, ids = desk
    row = TABLE[route]
    path = "/" + row.path.format(**ids)
    found = APPLICATIONS.sub("(?P<app_label>)", resolve(path).route)
    assert bare(found) == bare(route), "the row leads elsewhere"
    for method, expected in (("get", row.get), ("post", row.post)):
        got = []
        for role in ROLES:
            # Each role finds the desk as it was: what one changes is rolled back before the next.
            with contextlib.suppress(_RolledBack), transaction.atomic():
                client.logout()
                if role:
                    client.force_login(people[role])
                got.append(_outcome(getattr(client, method)(path)))
                raise _RolledBack
        assert tuple(got) == tuple(expected), f"{method} {path}"


class _RolledBack(Exception):
    pass


def _outcome(response):
    """The status, or "log in" where the answer leads to a log-in page, or is one that keeps what was sent until then."""
    if response.status_code == 401 and "data-log-in" in response.content.decode():
        return "log in"
    if response.status_code == 302 and (
        "/accounts/login/" in response["Location"] or "/admin/login/" in response["Location"]
    ):
        return "log in"
    return response.status_code
