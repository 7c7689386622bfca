"""A verdict, later evidence, another look that says exactly what is new, and a look back at the day before."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from claims.models import Claim, Notice
from sources.models import Article, Statement
from tests.claims.factories import DAY, make_article, make_claim, make_statement, make_suggestion
from tests.conftest import ROOT
from tests.day.bring import add_it
from tests.day.test_first_day import shot

SEEDS = ROOT.parent / "shared" / "seeds"
CLAIM = "Iran has delivered Fath-360 missiles to Russia"
ORIGINS = "1 (0 named first-hand) before, 1 to 2 (0 named first-hand) now"

pytestmark = pytest.mark.django_db(transaction=True)


def moment() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (now,) = cursor.fetchone()
    assert isinstance(now, datetime)
    return now


def link(page: Page, statement: Statement, claim: Claim, stance: str) -> None:
    """Links a statement to a claim by hand, as an editor does on the article's page."""
    page.goto(f"/statements/{statement.pk}/link/?claim={claim.pk}")
    page.get_by_label(stance, exact=True).check()
    page.get_by_role("button", name="Link", exact=True).click()
    expect(page.get_by_role("heading", name=claim.text)).to_be_visible()


def set_verdict(page: Page, claim: Claim, verdict: str, why: str) -> None:
    page.goto(f"{claim.get_absolute_url()}decide/")
    page.get_by_label(verdict).check()
    page.get_by_label("Why").fill(why)
    page.get_by_role("button", name="Set the status").click()
    expect(page.get_by_text(f"The claim’s status is now: {verdict}, settled.")).to_be_visible()


def look_at_what_is_new(
    page: Page, claim: Claim, *, first: Statement, second: Statement, verdict: str, origins: str
) -> None:
    page.goto(claim.get_absolute_url())
    expect(page.get_by_role("region", name="Needs another look")).to_be_visible()
    new = page.get_by_role("region", name="What is new")
    expect(new).to_contain_text(f"since edda set “{verdict}”")
    expect(new.locator("q")).to_have_count(1)
    expect(new).to_contain_text(f"New, supports: {second.shown_speaker or 'Nobody named'}")
    expect(new).to_contain_text(second.content[:60])
    expect(new).not_to_contain_text(first.content[:60])
    expect(new).to_contain_text(f"Independent origins for it: {origins}")


def look_back(
    page: Page, claim: Claim, *, at: str, by: str, there: Statement, not_there: Statement, verdict: str
) -> None:
    page.goto(f"{claim.get_absolute_url()}?as_of={at}&by={by}")
    expect(page.get_by_role("status", name="Looking back")).to_be_visible()
    main = page.locator("main")
    expect(main).to_contain_text(there.content[:60])
    expect(main).not_to_contain_text(not_there.content[:60])
    expect(main.locator(".status").first).to_contain_text(verdict)
    expect(main).not_to_contain_text("Needs another look")
    expect(main.locator("form[method=post]")).to_have_count(0)


@pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the two real pastes are missing: {SEEDS}")
def test_the_two_seeds_in_order(page_of, edda, emil, worker):
    page = page_of(edda)
    claim = make_claim(CLAIM, proposed_by=edda)
    first_article = paste(page, outlet="Asharq Al-Awsat", file="000", day="2024-09-07")
    mission = said(first_article, "to be inhumane")
    link(page, mission, claim, "denies")
    link(page, said(first_article, "have now been delivered"), claim, "supports")
    set_verdict(page, claim, "Disputed", "One unnamed official says so; the mission denies it.")
    before = moment()

    other = page_of(emil)
    second_article = paste(other, outlet="The Jerusalem Post", file="004")
    assert second_article.published_at
    aware = said(second_article, "aware of the credible information provided by allies")
    link(other, aware, claim, "supports")

    page = page_of(edda)
    look_at_what_is_new(page, claim, first=mission, second=aware, verdict="Disputed", origins=ORIGINS)
    page.get_by_role("link", name="Notices, 1 unread").click()
    expect(page.get_by_role("region", name="What you were told")).to_contain_text(CLAIM)
    then = {"there": mission, "not_there": aware}
    look_back(
        page, claim, at=before.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), by="learned", verdict="Disputed", **then
    )
    day_before = second_article.published_at - timedelta(days=1)
    look_back(page, claim, at=f"{day_before:%Y-%m-%d}", by="published", verdict="Unverified", **then)


def test_the_same_in_our_own_words(page_of, edda, emil):
    claim = make_claim("A crane fell into the harbour at the north pier", proposed_by=edda)
    texts = {
        "No crane of ours has ever fallen": "Dock union head Tom Abara",
        "The crane at the north pier is in the water": "Mayor Ines Falk",
    }
    first, second = (
        make_statement(
            said,
            article=make_article(f"“{said},” {who} said.", published_at=DAY + timedelta(days=n)),
            speaker=who.split(" ", 1)[1],
        )
        for n, (said, who) in enumerate(texts.items())
    )
    waiting = make_suggestion(claim, second)
    make_suggestion(claim, make_statement("Cranes fall now and then", speaker="Bo Sand"))
    page = page_of(edda)
    link(page, first, claim, "denies")
    set_verdict(page, claim, "Refuted", "The union has all its cranes.")
    before = moment()

    other = page_of(emil)
    other.goto(f"/review/?link={waiting.pk}")
    expect(other.locator(".passage mark", has_text="in the water")).to_be_visible()
    other.keyboard.press("1")
    expect(other.get_by_text("Accepted: it supports")).to_be_visible()

    page = page_of(edda)
    look_at_what_is_new(
        page,
        claim,
        first=first,
        second=second,
        verdict="Refuted",
        origins="0 (0 named first-hand) before, 1 ",
    )
    assert [n.user.username for n in Notice.objects.select_related("user")] == ["edda"]
    look_around(page, claim)
    then = {"there": first, "not_there": second}
    look_back(
        page, claim, at=before.strftime("%Y-%m-%dT%H:%M:%S.%fZ"), by="learned", verdict="Refuted", **then
    )
    look_back(page, claim, at=f"{DAY:%Y-%m-%d}", by="published", verdict="Unverified", **then)
    # What came in is taken back: the claim is settled again, and says so.
    page.goto("/ledger/")
    page.get_by_role("button", name="Take back: linked what").or_(
        page.get_by_role("button", name="Take back: accepted what")
    ).first.click()
    expect(page.get_by_text("Done: you took back")).to_be_visible()
    page.goto(claim.get_absolute_url())
    expect(page.get_by_role("region", name="What is new")).to_have_count(0)
    expect(page.locator(".chip", has_text="Settled").first).to_be_visible()


def look_around(page: Page, claim: Claim) -> None:
    """No page is wider than its window; pictures are kept where SCREENSHOTS names a folder (see ``shot``)."""
    for name, address in (
        ("another-look", claim.get_absolute_url()),
        ("as-of", f"{claim.get_absolute_url()}?as_of={DAY:%Y-%m-%d}&by=published"),
        ("board-as-of", f"/claims/?as_of={DAY:%Y-%m-%d}&by=published"),
        ("ledger", "/ledger/"),
        ("notices", "/notices/"),
        ("several", "/review/several/"),
        ("tripwire", f"{claim.get_absolute_url()}tripwires/new/"),
    ):
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(address)
            shot(page, f"{name}-{width}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} is {wide} wide on {width}"
    page.set_viewport_size({"width": 1280, "height": 900})


def said(article: Article, words: str) -> Statement:
    return Statement.objects.with_speakers().filter(article=article, content__contains=words).earliest("pk")


def paste(page: Page, *, outlet: str, file: str, day: str = "") -> Article:
    text = next(SEEDS.glob(f"{file}_*.txt")).read_text(encoding="utf-8")
    page.goto("/articles/new/")
    page.get_by_label("Outlet").fill(outlet)
    page.get_by_label("Text").fill(text)
    article = add_it(page)
    if day:  # the paste does not say
        Article.objects.filter(pk=article.pk).update(published_at=f"{day}T12:00Z")
    return article
