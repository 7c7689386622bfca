"""Articles and names in Persian and Arabic, in a real browser: each reads in its own direction."""

import pytest

from tests.sources import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PERSIAN = (
    "بندر پس از توفان بسته شد\n\n"
    "بهرام دریایی، شهردار، گفت: «هیچ کشتی‌ای تا فردا از بندر بیرون نمی‌رود.»\n\n"
    "The port is shut, the mayor said."
)
ARABIC = "أُغلق الميناء بعد العاصفة\n\nقالت سلمى البحري إن أحداً لم يُصب، وإن 3 سفن بقيت في الخارج."
READS = """selector => [...document.querySelectorAll(selector)].map(e => {
  const words = document.createRange();
  words.selectNodeContents(e);
  const [line, box] = [words.getClientRects()[0], e.getBoundingClientRect()];
  return [getComputedStyle(e).direction, box.right - line.right < line.left - box.left ? "right" : "left"];
})"""


@pytest.mark.parametrize(
    ("text", "name", "words", "way"),
    [
        (
            PERSIAN,
            "بهرام دریایی",
            "هیچ کشتی‌ای تا فردا از بندر بیرون نمی‌رود",
            ["right", "right", "left"],
        ),
        (ARABIC, "سلمى البحري", "أحداً لم يُصب", ["right", "right"]),
    ],
)
@pytest.mark.parametrize("width", [1280, 360])
def test_each_paragraph_title_and_name_reads_its_own_way(page_of, text, name, words, way, width):
    article = make.article(text, title=text.split("\n", 1)[0])
    said = make.statement(article, words, make.entity(name))
    page = page_of(article.added_by)
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(article.get_absolute_url())
    found = page.evaluate(READS, ".reading [data-offset]")
    if width > 1000:  # on the narrowest screen a line is as wide as its paragraph
        assert [side for _, side in found] == way
    assert [direction for direction, _ in found] == ["rtl" if side == "right" else "ltr" for side in way]
    assert page.evaluate(READS, "h1")[0] == ["rtl", "right"]
    assert page.locator(f"#note-{said.pk} bdi").first.inner_text() == name
    assert page.locator(f"#statement-{said.pk}").inner_text() == words
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.goto(said.speaker.get_absolute_url())
    assert page.locator("h1 bdi, h1").first.inner_text() == name
    assert page.evaluate("getComputedStyle(document.querySelector('.say q')).unicodeBidi") == "plaintext"
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
