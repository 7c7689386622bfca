"""The article pages in a real browser: selecting words, pasting a text, and marks that arrive meanwhile."""

import itertools

import pytest
from django.urls import reverse

from sources.models import Article, Stage, Statement
from tests.sources import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TEXT = "😀😀 First 𝒳 line here.\n\n  The pier is closed, the mayor said.\nThe quay is open, she said."
SELECT = """([from, to]) => {
  const lines = [...document.querySelectorAll("[data-offset]")];
  const find = (words, atEnd) => {
    for (const line of lines) {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at >= 0) return [walker.currentNode, atEnd ? at + words.length : at];
      }
    }
  };
  document.getSelection().setBaseAndExtent(...find(from, false), ...find(to, true));
}"""


@pytest.fixture
def article():
    return make.article(TEXT, by=make.person())


def test_selected_words_become_a_statement_at_their_own_place_in_one_action(page_of, article):
    page = page_of(article.added_by)
    page.goto(article.get_absolute_url())
    page.evaluate(SELECT, ["𝒳 line", "𝒳 line"])
    page.get_by_label("Said by").fill("Ines Falk")
    page.keyboard.press("Enter")
    mark = page.locator("mark.said", has_text="𝒳 line")
    mark.wait_for()
    said = Statement.objects.get()
    assert (said.content, str(said.speaker), said.kind) == ("𝒳 line", "Ines Falk", "indirect")
    assert mark.get_attribute("id") == f"statement-{said.pk}"
    assert "written down" in page.locator("#messages").inner_text()
    assert page.evaluate("document.activeElement.dataset.to") == str(said.pk), "the reader goes on from it"
    # Words that cannot be kept: what is wrong is said where they were chosen, and the speaker stays typed.
    page.evaluate(SELECT, ["𝒳 line", "𝒳 line"])
    page.get_by_label("Said by").fill("Otto Falk")
    page.keyboard.press("Enter")
    page.locator("#put-right-new", has_text="These words are a statement already").wait_for()
    assert page.get_by_label("Said by").input_value() == "Otto Falk"


def test_a_sentence_is_written_down_and_put_right_by_keyboard_alone(page_of, article):
    page = page_of(article.added_by)
    page.goto(article.get_absolute_url())
    for _ in range(2):
        page.keyboard.press("j")
    assert page.evaluate("String(getSelection())") == "The pier is closed, the mayor said."
    for _ in range(len(", the mayor said.")):
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("w")
    page.keyboard.type("Ines Falk")
    page.keyboard.press("Enter")
    page.locator("mark.said", has_text="The pier is closed").wait_for()
    said = Statement.objects.get()
    assert (said.content, str(said.speaker)) == ("The pier is closed", "Ines Falk")
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.locator(f"#put-right-{said.pk} input[name=speaker]:focus").fill("Otto Falk")
    assert page.locator(f"#put-right-{said.pk} q").inner_text() == "The pier is closed, the mayor said."
    page.keyboard.press("Escape")
    page.locator(f"#note-{said.pk} [data-correct]:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator(f"#put-right-{said.pk} input[name=speaker]:focus").fill("Otto Falk")
    page.keyboard.press("Enter")
    page.locator(".note .who", has_text="Otto Falk").wait_for()
    said.refresh_from_db()
    assert (said.content, str(said.speaker)) == ("The pier is closed", "Otto Falk")


def test_words_within_words_are_told_apart_and_each_note_stands_beside_its_words(page_of, article):
    said = (
        "The mayor said she had heard the pilot say that the pier is closed, and that nobody may walk on it."
    )
    text = (
        "A first line, that nobody says and that goes on for a while, so that there is some room. " * 3 + said
    )
    long = make.article(f"{text} {'So it went on. ' * 40}The end is near, he said.", by=article.added_by)
    outer = make.statement(long, "she had heard the pilot say that the pier is closed")
    inner = make.statement(long, "the pier is closed")
    last = make.statement(long, "The end is near")
    page = page_of(article.added_by)
    page.goto(long.get_absolute_url())
    look = "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).borderBottomStyle]"
    shown = [page.locator(f"#statement-{each.pk}").evaluate(look) for each in (outer, inner)]
    assert shown[0][0] != shown[1][0]
    assert [style for _, style in shown] == ["solid", "double"], "told apart without colour too"
    tops = "ids => ids.map(id => document.getElementById(id).getClientRects()[0].top)"
    places = [outer.pk, inner.pk, last.pk]
    marks = page.evaluate(tops, [f"statement-{pk}" for pk in places])
    notes = page.evaluate(tops, [f"note-{pk}" for pk in places])
    assert abs(marks[0] - notes[0]) < 12
    assert abs(marks[2] - notes[2]) < 40, "the last note stands by the last line, not at the top"
    assert notes == sorted(notes)
    bottoms = page.evaluate(
        "[...document.querySelectorAll('.note')].map(e => [e.getBoundingClientRect().top, e.getBoundingClientRect().bottom])"
    )
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(bottoms)), "none lies on another"


def test_two_selections_over_lines_and_marks_become_two_parts(page_of, article):
    make.statement(article, "pier is")
    page = page_of(article.added_by)
    page.goto(reverse("statement-add", args=[article.pk]))
    page.evaluate(SELECT, ["quay is open", "quay is open"])
    page.get_by_role("button", name="Use these words").click()
    page.evaluate(SELECT, ["line here", "The pier"])
    page.get_by_role("button", name="Add as a further part").click()
    page.get_by_role("button", name="Add the statement").click()
    page.wait_for_url("**statement=*")
    said = Statement.objects.latest("pk")
    assert [TEXT[start:end] for start, end in said.spans] == ["line here.\n\n  The pier", "quay is open"]


def test_a_pasted_text_fills_the_empty_inputs(page_of, article):
    page = page_of(article.added_by)
    page.goto(reverse("article-add"))
    page.locator("#id_text").fill(
        "Harbour closed after the storm\n9 Sep 2024\n\nThe mayor said so. It was late."
    )
    page.locator("#id_text").dispatch_event("paste")
    page.get_by_text("found in the text").first.wait_for()
    assert page.locator("#id_title").input_value() == "Harbour closed after the storm"
    assert page.locator("#id_published_on").input_value() == "2024-09-09"


def test_marks_that_arrive_meanwhile_do_not_move_the_line_one_reads(page_of, article):
    lines = "\n".join(f"Line {n}: the pier is closed, the mayor said." for n in range(80))
    long = make.article(lines, by=article.added_by, stage=Stage.RECEIVED)
    page = page_of(article.added_by)
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(long.get_absolute_url())
    for n in range(40):
        make.statement(long, f"Line {n}: the pier is closed")
    Article.objects.filter(pk=long.pk).update(stage=Stage.LINKED)
    page.get_by_text("Read: 40 statements found.").wait_for()
    page.evaluate("document.querySelectorAll('[data-offset]')[50].scrollIntoView()")
    top = "document.querySelectorAll('[data-offset]')[50].getBoundingClientRect().top"
    before = page.evaluate(top)
    page.evaluate("[...document.querySelectorAll('a')].find((a) => a.textContent === 'Show them').click()")
    page.locator("mark.said").first.wait_for()
    page.wait_for_timeout(200)
    assert page.locator("mark.said").count() == 40
    assert abs(page.evaluate(top) - before) < 2


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_window(page_of, article, width):
    said = make.statement(
        article, "The pier is closed", make.entity("Ministeriumfürdigitaleinfrastruktur" * 3)
    )
    Article.objects.filter(pk=article.pk).update(title="Donaudampfschifffahrtsgesellschaft" * 4)
    page = page_of(make.person("admin"))
    page.set_viewport_size({"width": width, "height": 800})
    pages = {
        "articles": [],
        "article-add": [],
        "article": [article.pk],
        "statement-edit": [said.pk],
        "entities": [],
    }
    pages |= {name: [said.speaker_id] for name in ("entity", "entity-edit", "entity-merge")}
    for name, pk in pages.items():
        page.goto(reverse(name, args=pk))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide == 0, f"{name} is {wide} px too wide at {width}"


def test_the_press_of_the_button_does_not_move_the_button_away(page_of):
    page = page_of(make.person())
    page.goto("/articles/new/")
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/details/" in request.url else None)
    page.get_by_label("Outlet").fill("Harbour Wire")
    page.get_by_label("Text").fill(f"The pier is closed\n\n9 September 2024\n\n{TEXT}")
    page.locator("#found", has_text="Found in the text").wait_for()
    assert page.get_by_label("Title").input_value() == "The pier is closed"
    button = page.get_by_role("button", name="Add it")
    button.hover()
    page.mouse.down()  # leaves the text: what was typed is not asked about again
    assert page.evaluate("fetch('/healthz').then((answer) => answer.ok)")
    assert len(asked) == 1
    with page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/new/")):
        page.mouse.up()
    page.locator("#progress, #text").first.wait_for(state="attached")
