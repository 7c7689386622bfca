"""A press does what it was made for: nothing is taken from under it, nothing is sent twice, and nothing stays stuck."""

import re

import pytest
from playwright.sync_api import expect

from sources.models import Article, Stage
from tests.claims.factories import make_article, make_claim, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_asked_for_now_and_then_takes_nothing_from_under_a_press(page_of):
    article = make_article(stage=Stage.RECEIVED)
    page = page_of(make_user())
    page.clock.install()
    page.goto(f"/articles/{article.pk}/")
    again = page.get_by_role("link", name="Look again", exact=True)
    again.hover()
    page.mouse.down()
    Article.objects.filter(pk=article.pk).update(stage=Stage.READ)
    with page.expect_response(re.compile("/progress/")):
        page.clock.fast_forward(2_100)
    expect(page.locator("#progress")).to_contain_text("You can read it meanwhile")
    with page.expect_navigation():
        page.mouse.up()
    page.wait_for_load_state()
    Article.objects.filter(pk=article.pk).update(stage=Stage.LINKED)
    with page.expect_response(re.compile("/progress/")):
        page.clock.fast_forward(2_100)
    expect(page.locator("#progress")).to_contain_text("Nothing found")


def test_a_form_that_never_arrived_can_be_sent_again_but_not_twice_at_once(page_of):
    page = page_of(make_user())
    page.clock.install()
    page.goto("/claims/new/")
    page.get_by_role("textbox", name="The claim", exact=True).fill("The quay was shut for three days in May")
    sent = []

    def stop(route):
        if route.request.method != "POST":
            return route.fallback()
        sent.append(route)
        return route.fulfill(status=204)  # as where a browser's loading is stopped: the page stays

    page.route("**/claims/new/", stop)
    button = page.get_by_role("button", name="Propose")
    button.click()
    button.click()
    page.clock.fast_forward(11_000)
    page.unroute("**/claims/new/")
    button.click()
    page.wait_for_url(re.compile(r"/claims/\d+/$"))
    assert len(sent) == 1


def test_a_page_that_the_browser_kept_is_shown_to_nobody_who_has_logged_out_since(page_of):
    claim = make_claim("The pier is open")
    page = page_of(make_user())
    page.goto(claim.get_absolute_url())
    other = page.context.new_page()
    other.goto("/accounts/logout/")
    other.locator("main form button").click()
    other.wait_for_url("**/accounts/login/")
    with page.expect_navigation(url=re.compile(r"/accounts/login/\?next=/claims/\d+/$")):
        page.evaluate("window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
