"""A log-in that ran out, or changed in another tab, takes nothing away that somebody wrote; and no answer takes the place of
the page they wrote it on.
"""

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from playwright.sync_api import expect

from claims.models import Claim, Link
from tests.claims.factories import make_claim, make_statement, make_suggestion, make_user
from tests.sources.factories import client_of

WORDS = "The pier is open, and so is the quay"
NOTE = "One line\r\nand <another>"
OWN = {"origin": "http://testserver"}


def kept_in(page):
    """What a page would send again: names and values."""
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.content.decode())
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


@pytest.mark.django_db
class TestWhatWasSent:
    """To a desk that does not know by whom."""

    def test_stays_on_a_page_when_the_log_in_ran_out(self, client):
        page = client.post("/claims/new/?statement=4", {"text": WORDS, "note": NOTE, "_by": "7"})
        assert page.status_code == 401
        assert kept_in(page) == {"text": WORDS, "note": NOTE.replace("<", "&lt;").replace(">", "&gt;")}
        assert '<form method="post" action="/claims/new/?statement=4">' in page.content.decode()
        assert "and &lt;another&gt;</p>" in page.content.decode()

    def test_cannot_keep_a_file_and_says_so(self, client):
        page = client.post("/imports/", {"file": SimpleUploadedFile("rows.csv", b"text"), "words": WORDS})
        assert "You had chosen a file, which no page can keep" in page.content.decode()
        assert kept_in(page) == {}

    @pytest.mark.parametrize("address", ["/claims/new/", "/articles/new/"])
    def test_is_not_done_in_the_name_of_whoever_logged_in_since(self, address):
        emil, edda = make_user(), make_user(username="edda")
        desk = client_of(edda)
        page = desk.post(address, {"text": WORDS, "_by": str(emil.pk)})
        assert page.status_code == 409
        assert "somebody logged in as edda" in page.content.decode()
        assert kept_in(page) == {"text": WORDS}
        assert not Claim.objects.exists()
        assert desk.post("/claims/new/", {"text": WORDS, "_by": str(edda.pk)}).status_code == 302

    @pytest.mark.parametrize(
        ("headers", "kept"), [(OWN, {"text": WORDS}), ({}, {}), ({"origin": "null"}, {})]
    )
    def test_with_an_old_token_is_kept_where_a_page_of_the_desk_sent_it(self, headers, kept):
        desk = Client(enforce_csrf_checks=True)
        desk.force_login(make_user())
        page = desk.post("/claims/new/", {"text": WORDS, "csrfmiddlewaretoken": "x" * 32}, headers=headers)
        assert page.status_code == 403
        assert kept_in(page) == kept

    def test_is_never_a_password(self):
        desk = Client(enforce_csrf_checks=True)
        page = desk.post("/accounts/login/", {"login": "edda", "password": "quay-and-pier"}, headers=OWN)
        assert page.status_code == 403
        assert "quay-and-pier" not in page.content.decode()

    def test_by_a_script_is_answered_in_words_and_not_with_the_log_in_page(self, client):
        page = client.get("/claims/", headers={"HX-Request": "true"})
        assert page.status_code == 401
        assert "You are logged out" in page.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "address"), [("get", "/review/undo/"), ("post", "/claims/")])
def test_an_address_that_is_no_page_says_so_in_words(desk_of_edda, method, address):
    answer = getattr(desk_of_edda, method)(address)
    assert answer.status_code == 405
    assert "Nothing happens at this address by itself" in answer.content.decode()
    assert answer["Allow"]


@pytest.fixture
def desk_of_edda(db):
    return client_of(make_user(username="edda"))


def log_out(page):
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)


def log_in(page, user):
    """As another tab would: a session, and a new token for forms."""
    address = page.evaluate("location.origin")
    session = client_of(user).cookies[settings.SESSION_COOKIE_NAME]
    token = {"name": settings.CSRF_COOKIE_NAME, "value": _get_new_csrf_string()}
    page.context.add_cookies(
        [{"name": session.key, "value": session.value, "url": address}, token | {"url": address}]
    )


@pytest.mark.django_db(transaction=True)
class TestInABrowser:
    """Where most of it comes in place."""

    def test_an_answer_of_the_review_that_was_refused_is_given_again(self, page_of):
        edda = make_user()
        first, _ = (make_suggestion(make_claim(f"Pier {n} is open"), probability=1 - n / 10) for n in (1, 2))
        page = page_of(edda)
        page.goto("/review/")
        log_out(page)
        page.keyboard.press("1")
        said = page.locator("#messages")
        expect(said).to_contain_text("You are logged out")
        expect(said.get_by_role("link", name="Log in")).to_have_attribute("target", "_blank")
        expect(page.locator("#review-item")).to_have_attribute("data-link", str(first.pk))
        log_in(page, edda)
        page.keyboard.press("1")
        page.keyboard.press("2")
        expect(page.locator("#review")).to_contain_text("All done")
        assert list(Link.objects.order_by("pk").values_list("stance", flat=True)) == ["supports", "denies"]

    def test_what_is_being_put_right_in_an_article_stays_until_it_can_be_saved(self, page_of):
        edda, statement = make_user(), make_statement()
        page = page_of(edda)
        page.goto(f"/articles/{statement.article_id}/")
        page.get_by_role("link", name="Correct").click()
        who = page.locator(".note").get_by_label("Said by")
        who.fill("Ada Quay")
        log_out(page)
        page.keyboard.press("Enter")
        expect(page.locator("#messages")).to_contain_text("You are logged out")
        expect(who).to_have_value("Ada Quay")
        log_in(page, edda)
        page.keyboard.press("Enter")
        expect(page.locator(".note a.who")).to_have_text("Ada Quay")
        expect(page.locator("#messages")).not_to_contain_text("logged out")

    def test_the_board_stays_and_a_kept_form_is_sent_after_a_log_in_elsewhere(self, page_of):
        edda = make_user()
        make_claim("The pier is open")
        page = page_of(edda)
        page.goto("/claims/")
        log_out(page)
        page.locator("#board .chips a").first.click()
        expect(page.locator("#messages")).to_contain_text("You are logged out")
        expect(page.locator("#board")).to_contain_text("The pier is open")
        log_in(page, edda)
        page.goto("/claims/new/")
        page.get_by_role("textbox", name="The claim", exact=True).fill(
            "The quay was shut for three days in May"
        )
        log_out(page)
        page.get_by_role("button", name="Propose").click()
        expect(page.locator("main")).to_contain_text("What you wrote")
        log_in(page, edda)
        page.get_by_role("button", name="Send it again").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("The quay was shut for three days in May")

    def test_going_back_on_the_board_leaves_nothing_of_it_behind_and_every_key_works(self, page_of):
        make_claim("The pier is open")
        page = page_of(make_user())
        page.goto("/claims/")
        page.locator("#board .chips a").first.click()
        page.wait_for_url("**/claims/?*")
        assert "The pier" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        with page.expect_event("load"):
            page.go_back()
        expect(page.locator("#board")).to_contain_text("The pier is open")
        page.keyboard.press("/")
        expect(page.get_by_role("combobox", name="Search everything")).to_be_focused()
