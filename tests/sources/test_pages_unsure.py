"""Statements of which the reader is unsure: said so by a word and a number, and hidden where the desk wants it."""

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.sources import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make.client_of(make.person("editor"))


@pytest.fixture
def article():
    return make.article(title="Harbour closed")


def said(article, *, looked_at=False, **more):
    if looked_at:
        more |= {"touched_at": timezone.now(), "touched_by": article.added_by}
    return make.statement(article, "The harbour is closed", make.entity("Ines Falk"), **more)


def accepted(statement, **more):
    by = statement.article.added_by
    return make.link(
        statement, make.claim(), state="accepted", stance="supports", decided_by=by, decided_at=timezone.now(), **more
    )  # fmt: skip


@pytest.mark.parametrize(
    ("confidence", "shown"), [(0.42, "unsure · 42 %"), (0.29, "unsure · 29 %"), (0.0, "unsure · 0 %")]
)
def test_the_article_s_page_says_how_unsure(editor, article, confidence, shown):
    said(article, confidence=confidence)
    assertContains(editor.get(article.get_absolute_url()), shown)


@pytest.mark.parametrize(
    "more", [{"confidence": 0.5}, {"confidence": None}, {"confidence": 0.3, "looked_at": True}]
)
def test_what_is_sure_or_was_looked_at_is_not_marked(editor, article, more):
    said(article, **more)
    assertNotContains(editor.get(article.get_absolute_url()), "unsure")


def test_from_where_on_is_a_setting(editor, article, settings):
    said(article, confidence=0.8)
    settings.STATEMENT_UNSURE = 0.9
    assertContains(editor.get(article.get_absolute_url()), "unsure · 80 %")


def test_the_claim_s_page_and_the_speaker_s_say_it_too(editor, article):
    statement = said(article, confidence=0.42)
    link = accepted(statement)
    assertContains(editor.get(link.claim.get_absolute_url()), "unsure · 42 %")
    assertContains(editor.get(statement.speaker.get_absolute_url()), "unsure · 42 %")


def test_review_says_it_too(editor, article):
    make.link(said(article, confidence=0.42), make.claim(), probability=0.9, guessed_stance="supports")
    assertContains(editor.get("/review/"), "unsure · 42 %")


def test_nothing_is_hidden_by_itself(editor, article):
    said(article, confidence=0.01)
    page = editor.get(article.get_absolute_url())
    assertContains(page, 'class="note"')
    assertNotContains(page, "hidden.</span>")


def test_what_the_desk_hides_is_one_click_away(editor, article, settings):
    statement = said(article, confidence=0.2)
    make.statement(article, "any crane had fallen", confidence=0.9)
    settings.STATEMENT_HIDDEN = 0.3
    page = editor.get(article.get_absolute_url())
    assertContains(page, "1 statement of which the reader is unsure is hidden.")
    assertContains(page, 'class="note"', count=1)
    assertNotContains(page, f'id="statement-{statement.pk}"')
    assertContains(page, "2 statements")
    shown = editor.get(article.get_absolute_url(), {"unsure": "show", "part": "1"})
    assertContains(shown, 'class="note"', count=2)
    assertContains(shown, "Hide it")


def test_a_link_to_a_hidden_statement_shows_it(editor, article, settings):
    statement = said(article, confidence=0.2)
    settings.STATEMENT_HIDDEN = 0.3
    assertContains(editor.get(statement.get_absolute_url()), f'id="statement-{statement.pk}"')


@pytest.mark.parametrize("kept", ["looked at", "accepted"])
def test_what_a_person_stood_by_is_never_hidden(editor, article, settings, kept):
    statement = said(article, confidence=0.2, looked_at=kept == "looked at")
    if kept == "accepted":
        accepted(statement)
    settings.STATEMENT_HIDDEN = 0.3
    assertContains(editor.get(article.get_absolute_url()), f'id="statement-{statement.pk}"')


def test_hiding_costs_one_query_however_many(editor, settings):
    settings.STATEMENT_HIDDEN = 0.3
    one, three = make.article("One said it.", title="One"), make.article("One two three.", title="Three")
    make.statement(one, "One", confidence=0.2)
    for word in ("One", "two", "three"):
        make.statement(three, word, confidence=0.2)
    assert make.queries_of(editor, one.get_absolute_url()) == make.queries_of(
        editor, three.get_absolute_url()
    )
