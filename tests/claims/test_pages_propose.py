"""Claims proposed and reworded, and statements linked to them by hand."""

import pytest

from claims.models import Claim
from claims.roles import REPORTER
from entities.models import Entity
from tests.claims.factories import make_claim, make_statement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user(username="edda")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True)
def no_bell(monkeypatch):
    """A proposed claim rings for a worker; there is none."""
    monkeypatch.setattr("claims.propose.ring_for", lambda _claim: None)


def text_of(response):
    """The page's text, white space evened out."""
    return " ".join(response.content.decode().split())


def test_a_claim_is_proposed_with_topic_speaker_and_owner(desk, editor):
    answer = {
        "text": "The pier is open to all.",
        "topic": "Harbour",
        "speaker": "Ada Pole",
        "owner": editor.pk,
        "note": "Ask.",
    }
    page = desk.post("/claims/new/", answer, follow=True)
    claim = Claim.objects.get()
    assert page.redirect_chain == [(f"/claims/{claim.pk}/", 302)]
    assert (claim.text, str(claim.topic), str(claim.speaker), claim.owner, claim.note) == (
        "The pier is open to all",
        "Harbour",
        "Ada Pole",
        editor,
        "Ask.",
    )
    assert "It is being held against every past statement" in text_of(page)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "This field is required."),
        ("Is the pier open?", "A claim is not a question."),
        ("Pier open", "A claim is a full sentence"),
        ("The pier " * 100, "A claim has at most 500 characters; this has 899."),
    ],
)
def test_what_is_not_a_claim_is_refused_in_words_and_leaves_nothing_behind(desk, text, words):
    page = desk.post("/claims/new/", {"text": text, "speaker": "Nobody Yet", "topic": "Harbour"})
    assert page.status_code == 422
    assert words in text_of(page)
    assert not Claim.objects.exists()
    assert not Entity.objects.filter(name="Nobody Yet").exists()


def test_a_claim_that_is_here_is_shown_instead_of_stored_twice(desk):
    here = make_claim("The pier is open to all")
    page = desk.post("/claims/new/", {"text": "the pier is open to ALL."})
    assert f'<a href="/claims/{here.pk}/">The pier is open to all</a>' in text_of(page)
    assert Claim.objects.count() == 1


def test_a_first_wording_and_the_statement_come_with_the_address(desk):
    statement = make_statement("It is <open>", speaker="Ada")
    assert "Iran &amp; Co is open</textarea>" in text_of(
        desk.get("/claims/new/", {"text": "Iran & Co is open"})
    )
    assert "It is &lt;open&gt;</textarea>" in text_of(desk.get("/claims/new/", {"statement": statement.pk}))
    assert desk.get("/claims/new/", {"statement": "abc", "text": "\x00"}).context["statement"] is None
    page = desk.post(f"/claims/new/?statement={statement.pk}", {"text": "The pier is open to all"})
    claim = Claim.objects.get()
    assert page["Location"] == f"/statements/{statement.pk}/link/?claim={claim.pk}"
    assert not claim.links.exists()


def test_a_reporter_is_told_that_an_editor_links(client):
    statement = make_statement()
    client.force_login(make_user(REPORTER))
    page = client.post(
        f"/claims/new/?statement={statement.pk}", {"text": "The pier is open to all"}, follow=True
    )
    assert "It is not linked to the statement yet: an editor does that." in text_of(page)


def test_rewording_keeps_who_makes_the_claim_though_another_goes_by_the_name(desk):
    ada = Entity.objects.create(name="Ada Pole")
    claim = make_claim(speaker=ada)
    for entity in (ada, Entity.objects.create(name="Ada Pole")):
        entity.aliases.create(name="Ada Pole")
    desk.post(
        f"/claims/{claim.pk}/edit/", {"text": "The pier is wide open", "speaker": "Ada Pole", "version": 0}
    )
    claim.refresh_from_db()
    assert (claim.text, claim.speaker) == ("The pier is wide open", ada)
    new = desk.post("/claims/new/", {"text": "The pier was shut", "speaker": "Ada Pole"})
    assert "Several go by “Ada Pole”" in text_of(new)


def test_linking_by_hand_finds_claims_by_words_and_says_what_is_wrong(desk):
    statement = make_statement(speaker="Ada")
    claim, other = make_claim("The pier is open"), make_claim("The ferry runs again")
    address = f"/statements/{statement.pk}/link/"
    assert desk.get(address, {"q": "ferries"}).context["claims"] == [other]
    assert desk.get(address, {"claim": claim.pk}).context["claims"] == [claim, other]
    assert "No claim with these words" in text_of(desk.get(address, {"q": "zeppelin \x00"}))
    page = desk.post(address, {"claim": claim.pk})
    assert page.status_code == 422
    assert "Choose how it bears on the claim" in text_of(page)
    assert f'value="{claim.pk}" checked' in text_of(page)
    assert "Choose a claim." in text_of(desk.post(address, {"stance": "denies"}))
    assert desk.post(address, {"claim": claim.pk, "stance": "denies"})["Location"] == f"/claims/{claim.pk}/"
    assert claim.links.get().stance == "denies"
    assert "You answered this before and accepted it: denies" in text_of(
        desk.post(address, {"claim": claim.pk, "stance": "context"})
    )
