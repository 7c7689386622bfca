"""Bringing an article in the browser, as a reporter does, and waiting until it is read and shown."""

from playwright.sync_api import Page, expect

from sources.models import Article, Stage

READING_MS = 90_000


def add_it(page: Page) -> Article:
    """Adds what the form to add an article holds, as one article.

    What the page asks first is answered: several stories are kept as one, and what is cut is looked at. The article is
    returned when it is read and its page shows what was found in it.
    """
    one = page.get_by_role("button", name="Keep it as one article")
    cut = page.get_by_text("look at what is cut, then add it")
    here = page.locator("#progress")
    page.get_by_role("button", name="Add it").click()
    expect(one.or_(cut).or_(here).first).to_be_visible()
    if one.is_visible():
        one.click()
        expect(cut.or_(here).first).to_be_visible()
    if cut.is_visible():
        page.get_by_role("button", name="Add it").click()
    # Only the page of an article says how far it has come; where the worker was faster than the browser, it says nothing.
    expect(here).to_be_attached()
    show_what_was_read(page)
    article = Article.objects.latest("pk")
    assert article.stage == Stage.LINKED
    return article


def show_what_was_read(page: Page) -> None:
    """Waits, on an article's page, until it is read; then asks for what is not shown yet, if anything is not."""
    expect(page.locator("#progress .steps")).to_have_count(0, timeout=READING_MS)
    show = page.locator("#progress").get_by_role("link")
    if show.count():
        show.click()
        expect(show).to_have_count(0)
