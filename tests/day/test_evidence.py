"""What two articles are worth together, in a real browser with a real worker: the two pastes, and a twin of them in our
own words that needs no files from elsewhere.
"""

import json
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from claims.models import Claim, Link
from claims.propose import propose_claim
from claims.review import accept_link, link_by_hand
from claims.roles import EDITOR
from sources.compare import compare_waiting
from sources.ingest import add_article
from sources.models import Article, Stage, Statement
from tests.claims.factories import make_user
from tests.day.bring import show_what_was_read
from tests.day.test_first_day import SEEDS

pytestmark = pytest.mark.django_db(transaction=True)
DELIVERED = "Iran has delivered Fath-360 missiles to Russia"


def read(article, page):
    """Waits, on the article's page, until the worker is done with it."""
    page.goto(article.get_absolute_url())
    show_what_was_read(page)
    article.refresh_from_db()
    assert article.stage == Stage.LINKED


def bears(claim, article, words, stance, by, speaker=""):
    """An editor finds that a statement bears on the claim; with a speaker where several have the words."""
    found = Statement.objects.filter(article=article, content__contains=words)
    if speaker:
        found = found.filter(speaker__name__contains=speaker)
    statement = found.get()
    link = Link.objects.filter(claim=claim, statement=statement).first()
    if link is None:
        link_by_hand(claim=claim, statement=statement, by=by, stance=stance)
    elif link.state == "suggested":
        accept_link(link=link, by=by, stance=stance)
    return statement


def asked(claim):
    """What manage.py evidence says, as JSON."""
    out = StringIO()
    call_command("evidence", str(claim.pk), "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the two real pastes are missing: {SEEDS}")
def test_the_two_pastes_weighed_together(page_of, worker):
    edda = make_user(EDITOR, "edda")
    page = page_of(edda)
    claim = propose_claim(by=edda, text=DELIVERED)
    first, second = (
        add_article(
            by=edda, outlet=outlet, text=next(SEEDS.glob(f"{file}_*.txt")).read_text(encoding="utf-8")
        )
        for outlet, file in (("Asharq Al-Awsat", "000"), ("The Jerusalem Post", "004"))
    )
    read(first, page)
    official = bears(claim, first, "have now been delivered", "supports", edda)
    would = bears(claim, first, "Any transfer of Iranian ballistic", "supports", edda)
    bears(claim, first, "imminent delivery of hundreds of Fath-360", "context", edda)
    read(second, page)
    informed = bears(
        claim, second, "Tehran sent ballistic missiles to Moscow", "supports", edda, speaker="United States"
    )
    stano = bears(claim, second, "aware of the credible information", "supports", edda)
    cut = bears(claim, second, "any transfer of Iranian ballistic", "supports", edda, speaker="Savett")
    bears(claim, second, "the claims", "denies", edda, speaker="ministry")
    bears(claim, second, "has never been a part of this conflict", "denies", edda)
    compare_waiting()

    found = asked(claim)
    assert found["supports"]["summary"] == "3 reports, 1 to 2 origins, 0 named first-hand"
    assert {u["statement"] for u in found["supports"]["uncounted"]} == {would.pk, cut.pk}
    behind = {tuple(sorted(origin["statements"])): origin for origin in found["supports"]["origins"]}
    assert set(behind) == {tuple(sorted((official.pk, informed.pk))), (stano.pk,)}
    assert behind[stano.pk,]["certainty"] == "possibly dependent"
    (utterance,) = found["utterances"]
    assert set(utterance["statements"]) == {would.pk, cut.pk}
    assert found["coverage"]["narrower"]["text"] == "Iran has delivered missiles to Russia"

    page.goto(claim.get_absolute_url())
    page.wait_for_load_state()
    supports = page.locator("#supports")
    savett = supports.locator(".say", has=page.get_by_role("link", name="Sean Savett"))
    expect(savett.first).to_contain_text("counts for nothing: speaks of a condition")
    savett.first.get_by_text("2 reports of these words").click()
    expect(savett.locator(".cut del")).to_contain_text("war of aggression against")
    expect(savett.locator(".cut ins")).to_contain_text("the Kremlin in its invasion of")
    expect(supports.locator(".say", has=page.get_by_role("link", name="Peter Stano")).first).to_contain_text(
        "Peter Stano speaks of “credible information provided by allies”: that may come from"
    )
    denies = page.locator("#denies")
    ministry = denies.locator(".say", has=page.get_by_role("link", name="foreign ministry"))
    expect(ministry).to_contain_text("The denial is in the wording of The Jerusalem Post, not a quote")
    expect(ministry).to_contain_text(
        "Nasser Kan'ani in the same article never mention “has delivered” (happened) or “Fath"
    )
    expect(page.locator("#coverage .gap")).to_contain_text(
        "No source that supports it covers both “Fath-360 missiles” (what) and “has delivered” (happened)"
    )
    page.keyboard.press("End")
    expect(page.locator("#timeline svg a").first).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


SHORE = (
    "Envoy warns of boats for the islands\n\n"
    "Patrol boats have now been handed over to Sweden by Norway, the Lake Press reported on Friday, citing an unnamed "
    "Norwegian official.\n\n"
    "“Any sale of Norwegian patrol boats to Sweden would mark a sharp turn in the long quarrel over the islands,” said "
    "fisheries spokesperson Ida Brandt."
)
CITY = (
    "Neighbours speak of boats\n\n"
    "“We are aware of the solid information provided by partners on the delivery of Norwegian patrol boats to Sweden,” "
    "league spokesman Per Dahl said on Monday.\n\n"
    "Fisheries spokesperson Ida Brandt told the Coast Radio that “any sale of Norwegian patrol boats to Sweden would mark "
    "a sharp turn in the long quarrel”."
)
BOATS = "Norway has delivered HK-40 patrol boats to Sweden"


def test_two_articles_of_our_own_weighed_together(page_of, worker):
    edda = make_user(EDITOR, "edda")
    page = page_of(edda)
    claim = propose_claim(by=edda, text=BOATS)
    shore, city = (
        add_article(by=edda, outlet=outlet, text=text)
        for outlet, text in (("Shore Gazette", SHORE), ("City Courier", CITY))
    )
    for article in (shore, city):
        read(article, page)
    bears(claim, shore, "handed over to Sweden", "supports", edda)
    bears(claim, shore, "Any sale of Norwegian", "context", edda)
    bears(claim, city, "aware of the solid information", "supports", edda)
    bears(claim, city, "any sale of Norwegian", "context", edda, speaker="Ida Brandt")
    compare_waiting()
    found = asked(claim)
    assert found["supports"]["summary"] == "2 reports, 1 to 2 origins, 0 named first-hand"
    assert len(found["utterances"]) == 1
    assert found["coverage"]["narrower"]["text"] == "Norway has delivered patrol boats to Sweden"
    page.goto(claim.get_absolute_url())
    expect(page.locator(".standing")).to_contain_text("1 to 2 origins for it 2 reports, 0 named first-hand")
    context = page.locator("#context .say").first
    context.get_by_text("2 reports of these words").click()
    expect(context.locator(".cut del")).to_contain_text("over the islands")
    page.locator("#origins > summary").click()
    page.locator("#origins").get_by_role("button", name="Independent", exact=True).click()
    expect(page.locator(".standing")).to_contain_text("2 origins for it 2 reports, 0 named first-hand")
    page.locator("#origins > summary").click()
    page.locator("#origins").get_by_role("button", name="Take back").click()
    expect(page.locator(".standing")).to_contain_text("1 to 2 origins for it 2 reports, 0 named first-hand")
    assert Claim.objects.count() == 1
    assert Article.objects.count() == 2
