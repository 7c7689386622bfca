"""The desk in a real browser: keys, answers in place, the list of keys; the fixtures fail on a refused script or style."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from claims.models import Link
from claims.review import accept_link
from tests.claims.factories import make_claim, make_statement, make_suggestion, make_user

pytestmark = pytest.mark.django_db(transaction=True)
MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
def suggestions():
    return [
        make_suggestion(
            make_claim(f"The pier number {n} is open"),
            make_statement(speaker=f"Ada {n}"),
            probability=1 - n / 10,
        )
        for n in (1, 2, 3, 4)
    ]


def claim_shown(page):
    return page.locator(".queue .card:nth-child(2) .passage")


def test_suggestions_are_answered_skipped_and_taken_back_by_keys_alone(page_of, suggestions):
    page = page_of(make_user())
    page.goto("/review/")
    page.evaluate("window.sameDocument = true")
    expect(claim_shown(page)).to_have_text("The pier number 1 is open")
    page.keyboard.press("2")
    expect(claim_shown(page)).to_have_text("The pier number 2 is open")
    expect(page.get_by_role("status")).to_contain_text("Accepted: it denies “The pier number 1 is open”.")
    expect(page.locator("#waiting")).to_have_text("3")
    page.keyboard.press("x")
    expect(claim_shown(page)).to_have_text("The pier number 3 is open")
    page.keyboard.press("Space")
    expect(claim_shown(page)).to_have_text("The pier number 4 is open")
    page.keyboard.press("k")
    expect(claim_shown(page)).to_have_text("The pier number 3 is open")
    page.keyboard.press("u")
    expect(claim_shown(page)).to_have_text("The pier number 2 is open")
    expect(page.get_by_role("status")).to_contain_text("Taken back")
    assert page.evaluate("window.sameDocument"), "answers come in place"
    states = dict(Link.objects.values_list("claim__text", "state"))
    assert [states[f"The pier number {n} is open"] for n in (1, 2, 3, 4)] == [
        "accepted",
        "suggested",
        "suggested",
        "suggested",
    ]


def test_a_key_that_was_meant_for_what_stood_there_before_answers_nothing(page_of, suggestions):
    page = page_of(make_user())
    page.clock.set_fixed_time(MOMENT)
    page.goto("/review/")
    accept_link(link=suggestions[1], by=make_user(username="emil"), stance="context")
    page.keyboard.press("1")
    expect(page.locator("#messages")).to_contain_text("emil answered that suggestion")
    expect(claim_shown(page)).to_have_text("The pier number 3 is open")
    page.keyboard.press("1")
    page.clock.set_fixed_time(MOMENT + timedelta(seconds=1))
    page.keyboard.press("2")
    expect(claim_shown(page)).to_have_text("The pier number 4 is open")
    expect(page.locator(".go")).to_contain_text("2 of 3 done")
    assert list(Link.objects.order_by("pk").values_list("stance", flat=True)) == [
        "supports",
        "context",
        "denies",
        "",
    ]


PRESS = """(key) => {
  const event = new KeyboardEvent("keydown", {bubbles: true, cancelable: true, ...key});
  document.body.dispatchEvent(event);
  return event.defaultPrevented;
}"""


def test_keys_are_found_where_they_lie_on_a_keyboard_with_other_letters(page_of, suggestions):
    page = page_of(make_user())
    page.goto("/review/")
    for writes in (
        {"key": "ź", "code": "KeyX", "modifierAltGraph": True},
        {"key": "j", "code": "KeyJ", "ctrlKey": True},
        {"key": "о", "code": "KeyJ", "isComposing": True},
        {"key": "!", "code": "Digit1", "shiftKey": True},
    ):
        assert not page.evaluate(PRESS, writes), writes
    assert page.evaluate(PRESS, {"key": "о", "code": "KeyJ"}), "j, on a Russian keyboard"
    expect(claim_shown(page)).to_have_text("The pier number 2 is open")
    assert page.evaluate(PRESS, {"key": "é", "code": "Digit2"}), "2, on a French one"
    expect(claim_shown(page)).to_have_text("The pier number 3 is open")
    assert page.evaluate(PRESS, {"key": "١", "code": "Digit1"}), "1, on an Arabic one"
    expect(claim_shown(page)).to_have_text("The pier number 4 is open")
    expect(page.locator(".go")).to_contain_text("2 of 4 done")
    stances = dict(Link.objects.values_list("claim__text", "stance"))
    assert [stances[f"The pier number {n} is open"] for n in (2, 3)] == ["denies", "supports"]


def test_keys_rest_while_somebody_types_and_are_listed_when_asked_for(page_of, suggestions):
    page = page_of(make_user())
    page.goto("/review/")
    page.keyboard.press("/")
    search = page.get_by_role("combobox", name="Search everything")
    expect(search).to_be_focused()
    page.keyboard.type("1x2?")
    expect(search).to_have_value("1x2?")
    assert not Link.objects.exclude(state="suggested").exists()
    page.keyboard.press("Escape")
    expect(search).to_be_hidden()
    page.keyboard.press("?")
    keys = page.get_by_role("dialog")
    expect(keys).to_contain_text(re.compile("Supports.*Denies.*Context.*Not related.*Skip", re.DOTALL))
    page.keyboard.press("1")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    assert not Link.objects.exclude(state="suggested").exists(), "a key pressed over the list answers nothing"


def test_without_scripts_everything_still_works(browser, live_server, client, suggestions):
    user = make_user(username="edda")
    user.set_password("quay-and-pier")
    user.save()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/review/")
    page.get_by_label("User name or e-mail").fill("edda")
    page.get_by_label("Password").fill("quay-and-pier")
    page.get_by_role("button", name="Log in").click()
    expect(claim_shown(page)).to_have_text("The pier number 1 is open")
    page.get_by_role("button", name="Context").click()
    expect(claim_shown(page)).to_have_text("The pier number 2 is open")
    page.get_by_role("button", name="Not related: nobody said this").click()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(claim_shown(page)).to_have_text("The pier number 2 is open")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_wider_than_its_window(page_of, suggestions, width, scheme):
    claim = make_claim("W" * 480 + " is one word")
    page = page_of(make_user())
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    for address in (
        "/",
        "/claims/?speaker=x",
        "/review/",
        f"/claims/{claim.pk}/",
        f"/claims/{claim.pk}/decide/",
        "/claims/new/",
    ):
        page.goto(address)
        too_wide = page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert too_wide == 0, address


def test_the_board_is_narrowed_in_place(page_of):
    make_claim("The pier is open", topic="Harbour")
    make_claim("The ferry runs again", topic="Ferries")
    page = page_of(make_user())
    page.goto("/claims/")
    page.evaluate("window.sameDocument = true")
    page.get_by_text("Who, topic, speaker, outlet, dates").click()
    page.get_by_role("link", name="Topic Ferries, 1").click()
    expect(page.get_by_role("link", name="The pier is open")).to_have_count(0)
    expect(page.get_by_role("link", name="The ferry runs again")).to_be_visible()
    assert "topic=" in page.url
    assert page.evaluate("window.sameDocument")
    # Who goes on typing while the answer to what they typed before is on its way loses no letter of it.
    answers = []
    page.route(re.compile("q=ferry"), lambda route: answers.append(route))  # noqa: PLW0108 - wrapped by Playwright
    page.get_by_label("Words").fill("ferry")
    with page.expect_request(re.compile("q=ferry")):
        page.get_by_label("Speaker").click()
    page.keyboard.type("Ada")
    expect(page.get_by_label("Speaker")).to_have_value("Ada")
    answers[0].continue_()
    page.wait_for_url(re.compile("q=ferry"))
    page.keyboard.type(" Quay")
    expect(page.get_by_label("Speaker")).to_have_value("Ada Quay")
