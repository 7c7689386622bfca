"""The desk and the claims board: what is shown first, what narrows it, and what is said where nothing is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from claims.decide import decide
from claims.models import Claim
from claims.roles import REPORTER
from sources.strike import strike_statement
from tests.claims.factories import (
    DAY,
    age_claims,
    make_article,
    make_claim,
    make_evidence,
    make_outlet,
    make_statement,
    make_suggestion,
    make_user,
)

pytestmark = pytest.mark.django_db


def listed(response):
    """The claims that a page lists, in its order."""
    return [row.claim.text for row in response.context["rows"]]


def board(desk, **query):
    return listed(desk.get("/claims/", query))


def settled_then_contradicted(editor, text="The pier is open"):
    """A claim with a verdict and evidence that came after it."""
    claim = make_claim(text)
    decide(claim=claim, by=editor, verdict="confirmed", reason="Seen.", version=0)
    make_evidence(claim, make_statement(speaker="Ada"), stance="denies", by=editor)
    return claim


def test_an_empty_desk_names_the_first_act_and_an_idle_one_says_that_all_is_done(desk):
    assert "Nothing on the desk yet" in desk.get("/").content.decode()
    make_article()
    page = desk.get("/").content.decode()
    assert "No claims yet" in page
    assert "No suggestions yet" in page
    assert "Everything that came in was read" in page
    assert "No claim needs another look" in page
    make_evidence()
    assert "All suggestions are answered" in desk.get("/").content.decode()


def test_a_desk_with_claims_but_without_articles_asks_for_one(desk):
    make_claim()
    page = desk.get("/").content.decode()
    assert "No articles yet" in page
    assert "Add the first one" in page


def test_what_needs_somebody_stands_first_with_its_reason(desk, editor):
    claim = settled_then_contradicted(editor)
    busy, quiet = make_claim("The bridge is shut"), make_claim("The ferry runs again")
    for _ in range(2):
        make_suggestion(busy)
    make_suggestion(quiet)
    make_article(stage="received")
    make_article(stage="read", title="Torn", set_aside_at=DAY, error="It was not text.")
    page = desk.get("/")
    needs = page.context["needs"]
    assert (needs.another_look, needs.suggestions.n, needs.being_read, needs.set_aside) == (1, 3, 1, 1)
    assert [(row.claim, row.news) for row in needs.looks] == [
        (claim, "New evidence since the verdict: Ada denies.")
    ]
    assert [(each.claim.pk, each.n) for each in needs.by_claim] == [(busy.pk, 2), (quiet.pk, 1)]
    assert "It was not text." in page.content.decode()


def test_suggestions_on_struck_statements_wait_for_nobody(desk, editor):
    link = make_suggestion()
    strike_statement(statement=link.statement, by=editor)
    page = desk.get("/")
    assert not page.context["needs"].suggestions
    assert page.context["rows"][0].waiting == 0


def test_the_balance_counts_standing_evidence_by_stance_and_the_last_heard(desk, editor):
    claim = make_claim()
    early = make_article(text="The pier is open.", published_at=DAY - timedelta(days=3))
    make_evidence(claim, make_statement(article=early, speaker="Bo"), stance="supports")
    make_evidence(claim, make_statement(speaker="Ada"), stance="supports")
    make_evidence(claim, make_statement(speaker="Cyd", article=early, content="pier is"), stance="denies")
    struck = make_evidence(claim, make_statement(speaker="Dee"), stance="denies")
    strike_statement(statement=struck.statement, by=editor)
    make_suggestion(claim)
    (row,) = desk.get("/claims/").context["rows"]
    assert row.counts == {"supports": 2, "denies": 1, "context": 0}
    assert [(bar.stance, bar.start, bar.width) for bar in row.bars] == [
        ("supports", 0, 66.67),
        ("denies", 66.67, 33.33),
    ]
    assert row.last.statement.shown_speaker == "Ada"
    assert row.waiting == 1


def test_nothing_yet_and_nothing_like_that_are_two_messages(desk):
    assert "No claims yet" in desk.get("/claims/").content.decode()
    make_claim()
    narrowed = desk.get("/claims/", {"q": "zeppelin"}).content.decode()
    assert "No claim is like that" in narrowed
    assert "No claims yet" not in narrowed
    assert "/claims/new/?text=zeppelin" in narrowed


@pytest.mark.parametrize("few", [0, 2_000])
def test_each_filter_narrows_to_what_it_names(desk, editor, monkeypatch, few):
    """Whether the claims of a speaker, an outlet or some days are few, and looked up once, or many."""
    monkeypatch.setattr("claims.filters.MOST_LINKS", few)
    contested = settled_then_contradicted(editor, "The pier is open")
    Claim.objects.filter(pk=contested.pk).update(owner=editor)
    make_claim("The bridge is shut", topic="Bridges", owner=make_user(username="emil"))
    late = make_article(text="The ferry runs.", outlet="Late Post", published_at=DAY + timedelta(days=30))
    make_evidence(
        make_claim("The ferry runs again"), make_statement("The ferry runs", article=late, speaker="Bo Tell")
    )
    everything = {"The pier is open", "The bridge is shut", "The ferry runs again"}
    assert set(board(desk)) == everything
    assert board(desk, verdict="confirmed") == ["The pier is open"]
    assert board(desk, work_state="another_look") == ["The pier is open"]
    assert set(board(desk, work_state=["another_look", "new"])) == {"The pier is open", "The bridge is shut"}
    assert board(desk, owner="mine") == ["The pier is open"]
    assert board(desk, owner="nobody") == ["The ferry runs again"]
    assert board(desk, topic=Claim.objects.get(text="The bridge is shut").topic_id) == ["The bridge is shut"]
    assert board(desk, speaker="ada") == ["The pier is open"]
    assert board(desk, speaker="tell", verdict="confirmed") == []
    assert board(desk, outlet=make_outlet("Late Post").pk) == ["The ferry runs again"]
    assert board(desk, since="2024-10-01") == ["The ferry runs again"]
    assert board(desk, q="running ferries") == ["The ferry runs again"], "words in any form"
    assert board(desk, q="ridg") == ["The bridge is shut"], "part of a word"


def test_a_chip_counts_what_it_would_show_with_everything_else_that_is_chosen(desk, editor):
    settled_then_contradicted(editor)
    for verdict in ("disputed", "confirmed"):
        decide(claim=make_claim(), by=editor, verdict=verdict, reason="Seen.", version=0)
    page = desk.get("/claims/", {"verdict": "confirmed", "after": "x"})
    states, verdicts = (page.context["facets"][name][1] for name in ("work_state", "verdict"))
    assert page.context["total"] == 2
    assert {facet.value: facet.count for facet in states} == {"another_look": 1, "settled": 1}
    assert {facet.value: (facet.count, facet.chosen) for facet in verdicts} == {
        "disputed": (1, False),
        "confirmed": (2, True),
    }
    by_value = {facet.value: facet.address for facet in [*states, *verdicts]}
    assert by_value["settled"] == "?verdict=confirmed&work_state=settled"
    assert by_value["confirmed"] == "?"
    assert by_value["disputed"] == "?verdict=confirmed&verdict=disputed"


def test_my_own_claims_are_one_chip_away_and_back(desk, editor):
    make_claim("The pier is open", owner=editor)
    make_claim("The bridge is shut", owner=make_user())
    mine = desk.get("/claims/").context["facets"]["owner"][1][0]
    assert (mine.label, mine.count, mine.chosen, mine.address) == ("Mine", 1, False, "?owner=mine")
    page = desk.get(f"/claims/{mine.address}")
    assert listed(page) == ["The pier is open"]
    assert page.context["facets"]["owner"][1][0].address == "?"


@pytest.mark.parametrize(
    "query",
    [
        "verdict=nonsense",
        "work_state=%00",
        "topic=abc",
        "topic=99999999999999999999",
        "owner=someone",
        "outlet=-1",
        "outlet=99999999999999999999",
        "since=yesterday",
        "since=9999-99-99",
        "q=%00",
        "speaker=%00",
        "after=garbage",
        'after=["x"]',
        "after=%00",
        "page=2",
    ],
)
def test_a_question_that_makes_no_sense_narrows_nothing(desk, query):
    make_claim("The pier is open")
    assert listed(desk.get(f"/claims/?{query}")) == ["The pier is open"]


def test_a_page_behind_the_last_leads_back(desk):
    make_claim("The pier is open")
    page = desk.get("/claims/", {"after": '["2020-09-06T00:00:00Z",99999999999999999999]'})
    assert listed(page) == []
    assert "That was the last page" in page.content.decode()


def test_any_words_can_be_searched_for(desk):
    make_claim("The pier is open")
    for words in ('"', "'", "pier & |", "!!", "%", "\\", "a:*", "(", "<script>", "пирс", "\ud83c\udf0a"):
        assert (
            desk.get("/claims/", {"q": words.encode("utf-8", "replace").decode()}).context["rows"] is not None
        )
    page = desk.get("/claims/", {"q": "<script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in page


def test_pages_lead_over_claims_of_one_moment_without_a_gap_or_a_repeat(desk):
    claims = [make_claim() for _ in range(60)]
    age_claims(*claims)
    seen, address = [], "/claims/?q=pier"
    while address:
        page = desk.get(address)
        seen += listed(page)
        address = f"/claims/{page.context['older']}" if page.context["older"] else ""
    assert seen == [claim.text for claim in reversed(claims)]


def test_hostile_text_is_shown_as_text(desk):
    bad = "<script>alert(1)</script>"
    make_evidence(make_claim(f"The pier is {bad}", topic=bad), make_statement(speaker=bad))
    make_article(stage="read", title=bad, set_aside_at=DAY, error=bad)
    for address in ("/", "/claims/"):
        page = desk.get(address).content.decode()
        assert bad not in page
        assert escape(bad) in page


def test_reporters_see_no_buttons_that_are_not_theirs(client):
    make_suggestion()
    client.force_login(make_user(REPORTER))
    page = client.get("/").content.decode()
    assert "/claims/new/" in page
    assert "/review/" not in page
    client.force_login(make_user(role=None))
    assert "/claims/new/" not in client.get("/").content.decode()
    assert "/claims/new/" not in client.get("/claims/").content.decode()


def test_nobody_sees_anything_without_logging_in(client):
    make_claim("The pier is open")
    for address in ("/", "/claims/", "/claims/1/", "/review/"):
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


@pytest.mark.parametrize("address", ["/", "/claims/"])
def test_the_database_is_asked_as_often_for_three_claims_as_for_one(desk, editor, address):
    def add(n):
        claim = settled_then_contradicted(editor, f"The pier {n} is open")
        Claim.objects.filter(pk=claim.pk).update(owner=make_user())
        make_evidence(claim, make_statement(speaker=f"Bo {n}", relays=["Wire"]))
        make_suggestion(claim)
        make_article(stage="received", set_aside_at=DAY, error="Torn.")

    def queries():
        with CaptureQueriesContext(connection) as captured:
            desk.get(address)
        return len(captured)

    add(1)
    desk.get(address)
    one = queries()
    add(2)
    add(3)
    assert queries() == one
