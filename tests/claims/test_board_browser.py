"""The board in a browser: ticked claims are arranged and taken back, a view is saved, without a mouse where it matters."""

from datetime import timedelta

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import expect

from claims.models import Claim, SavedView
from tests.claims.factories import make_claim, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_claims_are_ticked_arranged_looked_at_and_taken_back_by_keyboard_and_a_view_is_saved(page_of):
    edda, emil = make_user(username="edda"), make_user(username="emil")
    for n in range(3):
        make_claim(f"The pier number {n} is open")
    page = page_of(edda)
    page.goto("/claims/?work_state=new")
    bulk = page.get_by_role("group", name="With the")
    expect(bulk).to_be_hidden()
    page.get_by_label("Tick all claims of this page").focus()
    page.keyboard.press("Space")
    expect(bulk.get_by_text("3 ticked")).to_be_visible()
    page.get_by_label("Tick: The pier number 0 is open").press("Space")
    expect(bulk.get_by_text("2 ticked")).to_be_visible()
    bulk.get_by_label("With", exact=True).select_option("emil")
    bulk.get_by_label("Due", exact=True).fill((localdate() + timedelta(days=2)).isoformat())
    bulk.get_by_role("button", name="Look at the change").press("Enter")
    expect(page.get_by_role("heading", name="2 claims would be with emil")).to_be_visible()
    page.get_by_role("button", name="Do it").press("Enter")
    expect(page.get_by_text("2 claims were changed.")).to_be_visible()
    assert Claim.objects.filter(owner=emil).count() == 2
    page.keyboard.press("u")
    expect(page.get_by_text("Done: you took back")).to_be_visible()
    assert not Claim.objects.exclude(owner=None, due_on=None).exists()
    assert "work_state=new" in page.url
    page.get_by_text("Save this view").press("Enter")
    page.get_by_label("Name of the view").press("Escape")
    expect(page.get_by_label("Name of the view")).to_be_hidden()
    expect(page.locator("summary", has_text="Save this view")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_label("Name of the view").fill("New ones")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="New ones")).to_have_attribute("aria-current", "true")
    assert SavedView.objects.get().query == "work_state=new"
