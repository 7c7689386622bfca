"""The reconciliation service, as OpenRefine speaks to it: what it is, batches of names, types, properties, tokens."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains

from entities.admit import end_token, make_token
from entities.affiliate import affiliate
from entities.identify import add_external_id
from entities.ledger import act_on
from entities.merge import merge_entities
from entities.models import Kind, ReconcileToken
from entities.undo import undo
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(curator):
    """The service's address for a program with a token."""
    _, word = make_token(label="tables", by=curator)
    return reverse("reconcile-by-token", args=[word])


def ask(address: str, **queries) -> dict:
    found = Client().post(address, {"queries": json.dumps(queries)})
    assert found.status_code == 200, found.content
    return {key: each["result"] for key, each in found.json().items()}


def test_it_says_what_it_is_and_where_entities_are_shown(address):
    told = Client().get(address).json()
    assert told["versions"] == ["0.2"]
    assert {"id": "person", "name": "person"} in told["defaultTypes"]
    assert told["view"]["url"].endswith("/entities/{{id}}/")
    for what in ("entity", "type", "property"):
        offered = told["suggest"][what]
        path = (offered["service_url"] + offered["service_path"]).removeprefix("http://testserver")
        assert Client().get(path, {"prefix": "r"}).json()["result"] is not None


def test_a_batch_is_answered_the_likeliest_first_and_only_who_is_sure_is_a_match(address):
    kanani = make.entity(
        "Nasser Kan'ani", aliases=["ناصر کنعانی"], description="spokesman of the foreign ministry"
    )
    for name in ("John Smith", "John Smith"):
        make.entity(name)
    found = ask(
        address,
        q0={"query": "Nasser Kanaani"},
        q1={"query": "John Smith"},
        q2={"query": "Nobody Atall"},
        q3={"query": "ناصر کنعانی", "type": "person"},
    )
    assert found["q0"][0]["id"] == str(kanani.pk)
    assert (found["q0"][0]["name"], found["q0"][0]["match"]) == ("Nasser Kan'ani", True)
    assert found["q0"][0]["type"] == [{"id": "person", "name": "person"}]
    assert found["q0"][0]["features"][0]["value"]
    assert [each["match"] for each in found["q1"]] == [False, False]
    assert found["q2"] == []
    assert found["q3"][0]["match"]


def test_types_and_properties_tell_two_of_one_name_apart(address, curator):
    singer, mayor = make.entity("John Smith", description="singer"), make.entity("John Smith")
    affiliate(entity=mayor, of=make.entity("Harbour Board", Kind.ORGANISATION), role="spokesman", by=curator)
    make.entity("John Smith", Kind.ITEM)
    told = [
        {"pid": "role", "v": "spokesman"},
        {"pid": "affiliation", "v": {"id": "5", "name": "Harbour Board"}},
    ]
    found = ask(
        address,
        q0={"query": "John Smith", "type": ["person"], "properties": told, "limit": 1},
        q1={"query": "John Smith", "type": "person"},
    )
    assert [each["id"] for each in found["q0"]] == [str(mayor.pk)]
    assert {each["id"] for each in found["q1"]} == {str(singer.pk), str(mayor.pk)}


def test_a_number_in_wikidata_settles_it(address, curator):
    who = make.entity("John Smith")
    make.entity("John Smith")
    add_external_id(entity=who, scheme="wikidata", value="Q42", by=curator)
    (first, *_) = ask(address, q0={"query": "J. Smith", "properties": [{"pid": "wikidata", "v": "Q42"}]})[
        "q0"
    ]
    assert (first["id"], first["match"], first["score"]) == (str(who.pk), True, 100.0)


def test_a_merged_name_finds_what_it_is_shown_as(address, curator):
    kept, gone = make.entity("Ines Falk"), make.entity("Bo Moreno")
    merge_entities(kept=kept, gone=gone, by=curator)
    assert [each["id"] for each in ask(address, q0={"query": "Bo Moreno"})["q0"]] == [str(kept.pk)]


@pytest.mark.parametrize(
    "queries",
    ["", "x", "[]", "1", '{"q0": 1}', '{"q0": {}}', '{"q0": {"query": 5}}', "{" + '"a":{"query":"x"},' * 300 + '"b":{"query":"x"}}'],
)  # fmt: skip
def test_what_is_no_batch_is_refused_in_words(address, queries):
    answer = Client().post(address, {"queries": queries})
    if queries.startswith('{"a"'):  # one key, however often it is written
        assert answer.status_code == 200
        return
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_more_than_it_answers_at_once_is_refused(address):
    many = {f"q{n}": {"query": "x"} for n in range(201)}
    assert Client().post(address, {"queries": json.dumps(many)}).status_code == 400


@pytest.mark.parametrize(
    "query",
    [{"query": ""}, {"query": "\x00"}, {"query": "x" * 5000}, {"query": "A", "type": ["gnome"]}, {"query": "A", "limit": -1},
     {"query": "A", "limit": "x"}, {"query": "A", "properties": "x"}, {"query": "A", "properties": [{"pid": 1}, 5, {"pid": "role", "v": [None, {}]}]}],
)  # fmt: skip
def test_an_odd_query_is_answered(address, query):
    assert ask(address, q0=query) == {"q0": []}


def test_a_batch_takes_as_many_queries_of_the_database_as_one_name(address, django_assert_max_num_queries):
    for n in range(5):
        make.entity(f"Name{n} Falk")
    with django_assert_max_num_queries(6):
        ask(address, **{f"q{n}": {"query": f"Name{n} Falk"} for n in range(20)})


def test_a_token_opens_it_until_it_ends_and_no_other_word_does(address, curator):
    assert Client().get(address).status_code == 200
    token = ReconcileToken.objects.get()
    assert token.used_at is not None
    end_token(token=token, by=curator)
    answer = Client().get(address)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (403, "*")
    assert "opens nothing" in answer.json()["message"]
    ended = act_on(token, "token.end")
    assert ended is not None
    undo(act=ended, by=curator)
    assert Client().get(address).status_code == 200
    assert Client().get(reverse("reconcile-by-token", args=["no-such"])).status_code == 403
    assert "/accounts/login/" in Client().get(reverse("reconcile"))["Location"]


def test_who_is_logged_in_asks_without_a_token():
    make.entity("Ines Falk")
    desk = make.client_of(make.person("reporter"))
    answer = desk.post(reverse("reconcile"), {"queries": json.dumps({"q0": {"query": "Ines Falk"}})})
    assert answer.json()["q0"]["result"][0]["match"] is True
    assert (
        desk.get(reverse("reconcile-suggest", args=["entity"]), {"prefix": "fal"}).json()["result"][0]["name"]
        == "Ines Falk"
    )
    assert desk.get(reverse("reconcile-suggest", args=["nonsense"])).status_code == 404


def test_a_token_is_shown_once_and_ended_on_its_page(curator):
    desk = make.client_of(curator)
    there = reverse("reconcile-tokens")
    made = desk.post(there, {"label": "Tables <b>"})
    address = made.context["address"]
    assertContains(made, address)
    assertContains(made, "Tables &lt;b&gt;")
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200
    assert address not in desk.get(there).content.decode()
    assertContains(desk.post(there, {"label": " "}), "Say first what it is for")
    end = reverse("reconcile-token-end", args=[ReconcileToken.objects.get().pk])
    assertContains(desk.post(end, follow=True), "has ended")
    assertContains(desk.post(end, follow=True), "has ended already")
