"""An editor's day, by keyboard alone: twenty suggestions in one go, some at once and taken back, a verdict, and its alarm."""

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from claims.models import Claim, Link, LinkDecision
from claims.review import accept_link
from tests.claims.factories import make_claim, make_statement, make_suggestion, make_user

pytestmark = pytest.mark.django_db(transaction=True)
CLAIM = "The north pier is open to all"
KEYS = "1231x111237415x61132"
STATES = {"1": "supports", "2": "denies", "3": "context"}


def suggestions(claim: Claim, count: int, *, first: float) -> list[Link]:
    return [
        make_suggestion(
            claim,
            make_statement(f"The pier was seen {n} times", speaker=f"Ada {n}"),
            probability=first - n / 100,
        )
        for n in range(count)
    ]


def test_an_editors_day(page_of, edda):
    claim = make_claim(CLAIM)
    links = suggestions(claim, len(KEYS), first=0.95)
    page = page_of(edda)
    page.goto("/review/")
    clear(page, links)
    decided = LinkDecision.objects.order_by("pk").values_list("link", "stance")
    assert list(decided) == [(link.pk, STATES.get(key, "")) for link, key in zip(links, KEYS, strict=True)]

    more = suggestions(claim, 4, first=0.6)
    several_and_back(page, more)

    page.goto(claim.get_absolute_url())
    set_verdict(page)
    claim.refresh_from_db()
    assert (claim.verdict, claim.work_state) == ("disputed", "settled")

    accept_link(link=more[0], by=make_user(username="emil"), stance="denies")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")  # as on coming back to this tab
    expect(page.locator("#live a")).to_contain_text("update")
    page.keyboard.press("l")
    expect(page.get_by_role("region", name="Needs another look")).to_be_visible()
    expect(page.get_by_role("region", name="What is new")).to_contain_text("since edda set “Disputed”")


def clear(page: Page, links: list[Link]) -> None:
    """Presses a key for each, as soon as it is shown."""
    shown = page.locator("#review-item:not([inert])")
    page.evaluate("window.sameDocument = true")
    for link, key in zip(links, KEYS, strict=True):
        expect(shown).to_have_attribute("data-link", str(link.pk))
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    assert page.evaluate("window.sameDocument"), "not once was the page left"
    expect(page.locator("#waiting")).to_have_text("")
    answered = page.get_by_role("region", name=f"You answered {len(links)} in this go")
    for stance, count in Counter(STATES[key] for key in KEYS if key in STATES).items():
        expect(answered).to_contain_text(f"{count} {stance}")
    expect(answered).to_contain_text("1 not related: another event or time")


def several_and_back(page: Page, links: list[Link]) -> None:
    """Chooses all of them, looks at what would be done, does it, and takes it back."""
    page.goto("/review/")
    page.keyboard.press("m")
    expect(page.get_by_role("heading", name="Answer several at once")).to_be_visible()
    page.wait_for_load_state()
    expect(page.get_by_role("button", name="Choose all")).to_be_visible()
    page.keyboard.press("a")
    page.keyboard.press("1")
    expect(page.get_by_role("heading", name=f"{len(links)} suggestions would be answered")).to_be_visible()
    page.keyboard.press("y")
    expect(page.get_by_text(f"{len(links)} accepted: supports.")).to_be_visible()
    assert set(states(links)) == {"accepted"}
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Choose all")).to_be_visible()
    assert set(states(links)) == {"suggested"}


def set_verdict(page: Page) -> None:
    """By Tab, arrows and Enter."""
    page.keyboard.press("s")
    page.keyboard.press("Tab")
    expect(page.get_by_role("radio", name="Unverified")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.get_by_label("Why").focus()
    page.keyboard.type("Some say so, some deny it.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#history")).to_contain_text("Some say so, some deny it.")


def states(links: list[Link]) -> list[str]:
    return list(Link.objects.filter(pk__in=[link.pk for link in links]).values_list("state", flat=True))
