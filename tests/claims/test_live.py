"""What others and the workers did since a page was made: counted behind a mark, for next to nothing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import expect

from claims.models import Claim, VerdictChange
from claims.queries.live import Mark
from claims.review import accept_link, reject_link
from sources.strike import strike_statement
from tests.claims.factories import make_article, make_claim, make_statement, make_suggestion

pytestmark = pytest.mark.django_db


def asked_from(page):
    return page.wsgi_request.live.address


def news(desk, address):
    answer = desk.get(address)
    return (answer.json()["words"], answer.json()["what"])


def test_each_page_counts_what_it_does_not_show_yet_besides_ones_own(desk, edda, emil):
    claim, other = make_claim(), make_claim()
    said = make_statement()
    first = make_suggestion(claim, said)
    pages = {
        name: asked_from(desk.get(path))
        for name, path in {
            "desk": "/",
            "board": "/claims/",
            "review": "/review/",
            "review of one": f"/review/?claim={claim.pk}",
            "claim": claim.get_absolute_url(),
            "other": other.get_absolute_url(),
            "article": said.article.get_absolute_url(),
        }.items()
    }
    assert {news(desk, address) for address in pages.values()} == {("0 updates", "")}
    accept_link(link=first, by=emil, stance="denies")
    reject_link(link=make_suggestion(other), by=edda)
    make_suggestion(claim, make_statement(article=make_article("Shut, Bo said."), content="Shut"))
    VerdictChange.objects.create(claim=claim, version=1, work_state="another_look", reason="News.")
    Claim.objects.filter(pk=claim.pk).update(version=1)
    assert {name: news(desk, address)[1] for name, address in pages.items()} == {
        "desk": "2 new articles, 1 suggestion, 1 change of status, 1 change by others",
        "board": "1 suggestion, 1 change of status, 1 change by others",
        "review": "1 suggestion, 1 answer by others",
        "review of one": "1 suggestion, 1 answer by others",
        "claim": "1 suggestion, 1 change of status, 1 change by others",
        "other": "",
        "article": "1 change by others",
    }
    assert news(desk, pages["claim"])[0] == "3 updates"
    strike_statement(statement=said, by=emil)
    assert news(desk, pages["article"])[1] == "2 changes by others"


def test_where_nothing_came_in_the_answer_is_304_and_takes_one_query_of_its_own(desk):
    claim = make_claim()
    address = asked_from(desk.get(claim.get_absolute_url()))
    tag = desk.get(address)["ETag"]
    with CaptureQueriesContext(connection) as asked:
        answer = desk.get(address, headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")
    who_asks = ("session", "auth_user", "claims_preferences")
    assert len([q for q in asked if not any(table in q["sql"] for table in who_asks)]) == 1
    make_suggestion(claim)
    assert desk.get(address, headers={"If-None-Match": tag}).json()["count"] == 1


def test_no_more_are_counted_than_anybody_reads(desk, monkeypatch):
    monkeypatch.setattr("claims.queries.live.MOST", 2)
    claim = make_claim()
    address = asked_from(desk.get(claim.get_absolute_url()))
    for _ in range(4):
        make_suggestion(claim)
    assert news(desk, address)[1] == "2+ suggestions"


@pytest.mark.parametrize(
    "mark", ["x", "1.2.3.4", "1.2.3.4.5.6", "1.2.3.4.²", "1.2.3.4.99999999999999999999", "1.2.3.4.-5"]
)
def test_a_mark_mended_by_hand_is_none(desk, mark):
    assert desk.get(f"/live/{mark}/?page=desk").status_code == 404
    assert desk.get(f"/live/{Mark.now()}/?page=no-such").status_code == 404
    assert news(desk, f"/live/{Mark.now()}/?page=claim&of=x")[0] == "0 updates"


def test_without_scripts_a_link_shows_the_page_anew_and_other_pages_do_not_tell(desk):
    page = desk.get("/claims/?q=pier").content.decode()
    assert '<a href="/claims/?q=pier">look again</a>' in page
    assert '<div id="live" aria-live="polite" data-ask="/live/' in page
    assert "data-ask" not in desk.get("/preferences/").content.decode()


def test_what_htmx_brings_says_where_to_ask_from_then_on(desk):
    answer = desk.get("/claims/", headers={"HX-Request": "true"})
    assert answer["Desk-Live"] == asked_from(answer)
    assert "Desk-Live" not in desk.get("/claims/")


@pytest.mark.django_db(transaction=True)
def test_updates_are_told_in_a_corner_shown_when_asked_for_and_not_asked_for_in_a_hidden_tab(
    page_of, edda, emil
):
    claim = make_claim("The pier is open")
    page = page_of(edda)
    page.clock.install()
    page.goto(claim.get_absolute_url())
    heading = page.get_by_role("heading", name="The pier is open")
    place = heading.bounding_box()
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/live/" in request.url else None)
    pill = page.locator("#live a")
    expect(pill).to_be_hidden()
    make_suggestion(claim, make_statement("The pier was never open", speaker="Ada"))
    with page.expect_response("**/live/**"):
        page.clock.fast_forward(16_000)
    expect(pill).to_be_visible()
    expect(pill).to_contain_text("1 update")
    assert heading.bounding_box() == place, "nothing that one reads moves"
    count = len(asked)
    page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true, configurable: true })")
    page.clock.fast_forward(16_000)
    page.clock.fast_forward(60_000)
    assert len(asked) == count, "nobody looks at this tab"
    page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_label("Your note").fill("Who was there?")
    page.locator("h1").click()
    page.keyboard.press("l")
    page.locator("details", has_text="The pier was never open").locator("summary").click()
    expect(page.get_by_text("The pier was never open")).to_be_visible()
    expect(page.locator("#live a")).to_be_hidden()
    expect(page.get_by_label("Your note")).to_have_value("Who was there?")
    page.reload()
    expect(page.get_by_label("Your note")).to_have_value("")
