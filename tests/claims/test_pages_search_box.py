"""The search box over any page, by keyboard alone and with scripts off."""

import re

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from tests.claims.factories import make_claim, make_statement, make_user

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def test_the_box_finds_while_one_types_and_opens_what_is_chosen_by_keys_alone(page_of):
    claim = make_claim("The lower dam has broken")
    make_statement("A dam never breaks", speaker="Ada Quill")
    page = page_of(make_user())
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "typing" in request.url else None)
    page.goto("/articles/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Search everything")
    expect(box).to_be_focused()
    page.keyboard.type("dam bro")
    option = page.get_by_role("option", name="The lower dam has broken")
    expect(option.locator("mark")).to_have_text(["dam", "broken"])
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="found, the best")).to_have_count(1)
    assert len(asked) < len("dam bro"), "what stands when the typing rests is asked for, not each letter"
    page.evaluate(AXE_SCRIPT)
    assert not page.evaluate("axe.run('#search').then(found => found.violations.map(v => v.id))")
    page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    page.keyboard.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "false")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"/claims/{claim.pk}/$"))
    page.wait_for_load_state()  # scripts are run: nobody presses a key sooner
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name="Search everything")).to_be_focused()
    page.keyboard.type("dam")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=dam$"))
    expect(
        page.get_by_role("main").get_by_role("listitem").filter(has_text="A dam never breaks")
    ).to_have_count(1)
    page.wait_for_load_state()
    page.keyboard.press("Control+k")
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox", name="Search everything")).to_be_hidden()


def test_a_key_pressed_right_after_the_box_was_closed_is_the_pages_not_the_boxs(page_of):
    page = page_of(make_user())
    page.goto("/articles/")
    page.keyboard.press("/")
    expect(page.get_by_role("combobox", name="Search everything")).to_be_focused()
    # Both in one step of the script: the browser draws nothing between them, as a busy one does not.
    page.evaluate(
        """() => {
            for (const key of ["Escape", "?"])
                document.activeElement.dispatchEvent(
                    new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
        }"""
    )
    expect(page.get_by_role("dialog").filter(has_text="Search everything")).to_be_visible()
    expect(page.get_by_role("combobox", name="Search everything")).to_be_hidden()


def test_without_scripts_the_header_leads_to_the_page_and_the_form_asks_who_said_what(
    browser, page_of, live_server
):
    make_claim("The lower dam has broken")
    make_statement("The dam holds", speaker="Ada Quill")
    cookies = page_of(make_user()).context.cookies()
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto("/claims/")
    page.get_by_role("banner").get_by_label("Search everything").fill("dam")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("link", name="The lower dam has broken")).to_be_visible()
    page.get_by_role("link", name=re.compile("Statements")).click()
    page.get_by_label("Since").fill("2024-09-06")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.get_by_text("The dam holds")).to_be_visible()
    assert "since=2024-09-06" in page.url
    context.close()
