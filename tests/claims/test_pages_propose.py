"""Claims proposed and reworded, and statements linked to them by hand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim
from claims.propose import reword_claim
from claims.roles import REPORTER
from entities.ledger import seen
from entities.models import Entity
from tests.claims.factories import make_claim, make_evidence, make_statement, make_user

pytestmark = pytest.mark.django_db


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
        ("Is the pier open?", "This asks. Write what would be true or false"),
        ("Pier open", "A claim is a full sentence"),
        ("码头", "A claim is a full sentence"),
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


def test_words_that_are_no_sentence_are_asked_about_and_stored_when_somebody_insists(desk):
    answer = {"text": "The new crane of the harbour"}
    page = desk.post("/claims/new/", answer)
    assert page.status_code == 422
    assert "There seems to be no verb" in text_of(page)
    assert 'name="sure" value="The new crane of the harbour"' in text_of(page)
    other = desk.post("/claims/new/", {"text": "The old crane of the harbour", "sure": answer["text"]})
    assert other.status_code == 422, "insisting on other words counts for nothing"
    assert not Claim.objects.exists()
    desk.post("/claims/new/", answer | {"sure": answer["text"]})
    assert Claim.objects.get().text == answer["text"]


def test_a_claim_like_it_is_shown_with_its_links_before_another_is_stored(desk):
    here = make_claim("Norway has delivered patrol boats to Port Arvo")
    make_evidence(here, stance="denies")
    answer = {"text": "Norway delivered patrol boats to Port Arvo"}
    page = desk.post("/claims/new/", answer)
    assert page.status_code == 422
    assert "The desk has a claim like this" in text_of(page)
    (near,) = page.context["form"].check.alike
    assert (near.row.claim, near.row.counts["denies"], near.is_opposite) == (here, 1, False)
    desk.post("/claims/new/", answer | {"sure": answer["text"]})
    assert Claim.objects.count() == 2


def test_the_opposite_of_a_claim_is_pointed_out(desk):
    make_claim("Norway has delivered patrol boats to Port Arvo")
    page = desk.get("/claims/check/", {"text": "Norway has not delivered patrol boats to Port Arvo"})
    assert "Perhaps the opposite" in text_of(page)


def test_what_is_typed_is_looked_at_without_being_stored(desk):
    statement = make_statement()
    claim = make_claim("The ferry runs again on Sundays")
    asked = {"text": "The ferry runs on Sundays again", "statement": statement.pk}
    page = text_of(desk.get("/claims/check/", asked))
    assert f'href="/statements/{statement.pk}/link/?claim={claim.pk}"' in page
    assert text_of(desk.get("/claims/check/", asked | {"besides": claim.pk})) == ""
    for text in ("", "\x00", "one two", "word " * 2000, "The choir sings on Sundays"):
        assert desk.get("/claims/check/", {"text": text}).status_code == 200
    assert Claim.objects.count() == 1


def test_rewording_is_checked_and_leaving_the_words_is_not(desk):
    claim = make_claim("The new crane of the harbour")
    answer = {"text": claim.text, "note": "Ask Bo.", "version": 0}
    assert desk.post(f"/claims/{claim.pk}/edit/", answer).status_code == 302
    claim.refresh_from_db()
    answer = {"text": "The old crane of the harbour", "version": claim.version, "seen": seen(claim)}
    page = desk.post(f"/claims/{claim.pk}/edit/", answer)
    assert page.status_code == 422
    assert "There seems to be no verb" in text_of(page)


def test_the_second_to_reword_a_claim_is_told_who_was_first_and_keeps_their_words(desk):
    claim = make_claim("The new crane stands at the harbour")
    mine = {"text": "The new crane stands in the harbour of Arvo", "version": 0, "seen": seen(claim)}
    reword_claim(
        claim=claim, by=make_user(username="emil"), version=0, text="The new crane stands on the quay"
    )
    page = desk.post(f"/claims/{claim.pk}/edit/", mine)
    assert page.status_code == 422
    assert "emil reworded “The new crane stands at the harbour”" in text_of(page)
    assert "Now: The new crane stands on the quay" in text_of(page)
    assert mine["text"] in text_of(page)


def test_looking_takes_the_same_queries_however_many_claims_are_like_it(desk):
    def queries():
        asked = {"text": "Norway delivered patrol boats to Port Arvo"}
        desk.get("/claims/check/", asked)  # the stems of words that were never met are asked for once
        with CaptureQueriesContext(connection) as counted:
            desk.get("/claims/check/", asked)
        return len(counted)

    make_claim("Norway has delivered patrol boats to Port Arvo")
    one = queries()
    for day in ("Monday", "Tuesday"):
        make_evidence(make_claim(f"Norway has delivered patrol boats to Port Arvo on {day}"))
    assert queries() == one
