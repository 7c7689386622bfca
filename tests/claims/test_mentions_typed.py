"""Names completed while a note is typed, by keyboard alone, in a real browser."""

import pytest

from claims.models import Note, Notice
from claims.roles import REPORTER
from tests.claims.factories import make_claim, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_mention_is_chosen_with_the_keys_and_the_person_is_told(page_of):
    edda, _, rolf = make_user(username="edda"), make_user(username="roald"), make_user(REPORTER, "rolf")
    claim = make_claim("The dam has broken")
    page = page_of(edda)
    page.goto(f"/claims/{claim.pk}/")
    field = page.get_by_label("Your note")
    field.focus()
    offered = page.get_by_role("listbox", name="People to mention")
    page.keyboard.type("Have you seen it, @ro")
    offered.get_by_role("option").nth(1).wait_for()
    assert offered.get_by_role("option").all_inner_texts() == ["roald", "rolf"]
    page.keyboard.press("ArrowDown")
    chosen = offered.get_by_role("option", selected=True)
    assert chosen.inner_text() == "rolf"
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    page.keyboard.press("Enter")
    assert field.input_value() == "Have you seen it, @rolf "
    assert not offered.is_visible()
    page.keyboard.type("? @")
    offered.wait_for()
    page.keyboard.press("Escape")
    assert not offered.is_visible()
    page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Your note is in the discussion.").wait_for()
    assert Note.objects.get().words == "Have you seen it, @rolf ?"
    assert Notice.objects.get().user == rolf
