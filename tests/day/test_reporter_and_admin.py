"""A reporter's day and an admin's, in a real browser: articles pasted and from a file, a speaker put right; two entries
merged and taken apart again.
"""

import pytest
from playwright.sync_api import expect

from claims.roles import ADMIN, REPORTER
from entities.models import Entity, Kind, Merge
from sources.models import Statement
from tests.claims.factories import make_user
from tests.day.bring import add_it
from tests.sources import factories as make
from tests.sources import files

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASTE = """Ferry to run again on Friday

9 September 2024

The ferry will sail again on Friday, harbour master Bo Lind said on Monday. "Nobody was hurt on board," he said.

Union leader Tom Abara denied that the crew had been warned, according to Coast Radio."""


def test_the_reporter_adds_a_paste_and_a_file_and_puts_a_speaker_right(page_of, worker, tmp_path):
    page = page_of(make_user(REPORTER, "rana"))
    page.goto("/")
    page.keyboard.press("n")
    page.get_by_label("Outlet").fill("Harbour Wire")
    page.get_by_label("Text").fill(PASTE)
    pasted = add_it(page)
    assert (pasted.title, pasted.outlet.entity.name) == ("Ferry to run again on Friday", "Harbour Wire")

    note = page.locator(".note", has_text="Tom Abara").first
    said = Statement.objects.get(pk=note.get_attribute("data-statement"))
    note.get_by_role("link", name="Correct").click()
    note.get_by_label("Said by").fill("Ada Quill")
    page.keyboard.press("Enter")
    expect(page.locator("#messages")).to_contain_text("The statement is corrected.")
    expect(page.locator(f"#note-{said.pk}")).to_contain_text("Ada Quill")
    expect(page.locator(f"#note-{said.pk} .number")).to_be_focused()
    said.refresh_from_db()
    assert (str(said.speaker), said.speaker_chosen) == ("Ada Quill", True)
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator(f"#note-{said.pk}")).to_contain_text("Tom Abara")

    file = tmp_path / "storm.pdf"
    file.write_bytes(files.story_pdf())
    page.get_by_role("link", name="Add article").click()
    page.get_by_label("From a file").set_input_files(file)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_text("This is what “storm.pdf” holds")).to_be_visible()
    page.get_by_label("Outlet").fill("Harbour Wire weekly")
    filed = add_it(page)
    assert files.SAID.split(" said ")[0] in filed.text
    assert filed.statements.exists()
    expect(page.locator("mark.said").first).to_be_visible()
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Articles").click()
    for article in (pasted, filed):
        expect(page.locator("main").get_by_role("link", name=article.title).first).to_be_visible()


def test_the_admin_merges_two_entries_and_takes_it_back(page_of):
    kept = make.entity("Ines Falk", aliases=["I. Falk"])
    gone = make.entity("Mayor Falk", Kind.PERSON)
    admin = make_user(ADMIN, "adam")
    said = make.statement(make.article(by=admin), "The harbour is closed", gone)
    page = page_of(admin)
    page.goto("/")
    page.get_by_role("navigation", name="Desk").get_by_role("link", name="People").click()
    page.get_by_role("link", name="Ines Falk").first.click()
    page.get_by_role("link", name="Merge").first.click()
    page.get_by_role("searchbox").or_(page.get_by_label("Name")).last.fill("Mayor Falk")
    page.keyboard.press("Enter")
    page.locator("main").get_by_role("link", name="Mayor Falk").first.click()
    expect(page.locator("main")).to_contain_text("1 statement")
    page.get_by_label("Ines Falk").check()
    page.get_by_role("button", name="Merge").click()
    expect(page.locator("#messages")).to_contain_text("Mayor Falk is now shown as Ines Falk.")
    expect(page.locator("main")).to_contain_text("said as Mayor Falk")
    assert Entity.objects.get(pk=gone.pk).shown == kept
    page.locator("#messages").get_by_role("button", name="Undo").click()
    expect(page.locator("#messages")).not_to_contain_text("is now shown as")
    assert Entity.objects.get(pk=gone.pk).shown == gone
    assert Merge.objects.get().undone_by == admin
    page.goto(said.get_absolute_url())
    expect(page.locator(f"#note-{said.pk}")).to_contain_text("Mayor Falk")
