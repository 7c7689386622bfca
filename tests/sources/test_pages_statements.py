"""Adding, correcting, striking and restoring a statement."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from entities.ledger import act_on
from entities.models import Entity, Kind
from sources.locate import how_given, locate
from sources.models import Statement
from sources.statement_forms import written_spans
from tests.sources import factories as make

# Characters beyond the first plane count once, as Python counts them.
TEXT = "😀 “The pier is closed,” the mayor said 𝒳, “and the quay is open.”\n\nThe pier is closed, he said."
MANNER = {"kind": "direct", "polarity": "asserted", "modality": "asserts"}


# --- finding the words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "near", "found"),
    [
        ("The pier is closed", [], ["The pier is closed"]),
        ("The  pier\nis closed", [], ["The pier is closed"]),
        ("The pier is closed … and the quay is open", [], ["The pier is closed", "and the quay is open"]),
        ("open.”\nThe pier", [], ["open.”\n\nThe pier"]),
        ("The pier was closed", [], []),
        ("and the quay is open … the mayor said", [], []),
        ("the pier is closed", [], []),
        ("   ", [], []),
    ],
)
def test_words_are_found_as_they_stand_with_their_white_space_evened_out(words, near, found):
    assert [TEXT[start:end] for start, end in locate(TEXT, words, near=near)] == found


def test_of_several_places_the_nearest_is_taken():
    last = TEXT.rindex("The pier")
    assert locate(TEXT, "The pier is closed")[0][0] == TEXT.index("The pier")
    assert locate(TEXT, "The pier is closed", near=[[last + 3, last + 9]])[0][0] == last


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["The pier is closed"], "direct"),
        (["“The pier is closed,”"], "direct"),
        (["The pier is closed", "and the quay is open"], "direct"),
        (["The pier is closed,” the mayor said"], "mixed"),
        (["the mayor said"], "indirect"),
        (["The pier is closed", "the mayor said"], "mixed"),
        ([], "indirect"),
    ],
)
def test_quotation_marks_tell_how_words_are_given(words, given):
    assert how_given(TEXT, [[TEXT.index(each), TEXT.index(each) + len(each)] for each in words]) == given


def test_a_selection_is_believed_only_where_it_holds_the_words():
    last = TEXT.rindex("The pier")
    assert locate(TEXT, "The pier", selected=[[last, last + 8]]) == [[last, last + 8]]
    assert locate(TEXT, "The pier", selected=[[0, 5]]) == [
        [TEXT.index("The pier"), TEXT.index("The pier") + 8]
    ]


@given(st.text(alphabet="ab 😀\n…", max_size=60), st.data())
@settings(max_examples=200, deadline=None)
def test_any_words_of_a_text_are_found_in_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end]
    found = locate(text, words)
    assert bool(found) == bool(words.strip())
    if found:
        assert " … ".join(text[a:b] for a, b in found).split() == words.split()


@pytest.mark.parametrize(
    "written", ["x", "1-", "-1-2", "5-2", "0-999", "1-2 x", "１-２", "9" * 40 + "-1", "0-0"]
)
def test_spans_that_cannot_be_are_no_spans(written):
    assert written_spans(written, 100) == []


# --- the pages -------------------------------------------------------------------------------------------------


@pytest.fixture
def article(desk):
    return make.article(TEXT)


def add(desk, article, **changed):
    answers = (
        MANNER | {"words": "The pier is closed", "speaker": "Ines Falk", "speaker_kind": "person"} | changed
    )
    return desk.post(reverse("statement-add", args=[article.pk]), answers)


def test_a_statement_is_added_with_a_new_speaker_and_shown_where_it_stands(desk, article):
    page = add(desk, article)
    said = Statement.objects.get()
    assertRedirects(page, f"{article.get_absolute_url()}?statement={said.pk}#statement-{said.pk}")
    assert (said.content, str(said.speaker), said.kind) == ("The pier is closed", "Ines Falk", "direct")
    assert (str(said.added_by), said.speaker_chosen) == ("rana", True)


def test_a_selection_in_characters_of_two_units_lands_on_the_same_words(desk, article):
    start = TEXT.index("and the quay")
    span = f"{start}-{start + 20}"
    shown = desk.get(reverse("statement-add", args=[article.pk]), {"spans": span})
    assertContains(shown, "and the quay is open")
    add(desk, article, words="and the quay is open", spans=span)
    assert Statement.objects.get().spans == [[start, start + 20]]


def test_a_split_quotation_is_added_as_two_spans(desk, article):
    add(desk, article, words="The pier is closed … and the quay is open")
    assert len(Statement.objects.get().spans) == 2


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"words": ""}, "Select the words that were said"),
        ({"words": "These words are nowhere"}, "do not stand in the article"),
        ({"words": "“"}, "Select the words that were said"),
        ({"kind": "shouted"}, "shouted"),
        ({"modality": ""}, "required"),
        ({"speaker_kind": "gnome"}, "gnome"),
        ({"speaker": "x" * 301}, "300 characters"),
        ({"speaker": "Falk"}, "Several go by “Falk”"),
    ],
)
def test_what_cannot_be_written_down_is_said_and_nothing_typed_is_lost(desk, article, changed, says):
    for name in ("Ines Falk", "Otto Falk"):
        make.entity(name, aliases=["Falk"])
    before = Entity.objects.count()
    page = add(desk, article, **({"speaker": "Somebody New"} | changed))
    assertContains(page, says)
    for name, value in changed.items():
        assert page.context["form"][name].value() == value
    assert not Statement.objects.exists()
    assert Entity.objects.count() == before, "a speaker made for it is taken back"


def test_words_that_are_a_statement_already_are_refused_and_leave_no_speaker_behind(desk, article):
    make.statement(article, "The pier is closed")
    page = add(desk, article, speaker="Somebody New")
    assertContains(page, "These words are a statement already")
    assert not Entity.objects.filter(name="Somebody New").exists()


def test_the_same_words_written_down_by_two_at_once_are_no_error(desk, article, monkeypatch):
    def beaten(**words):
        for _ in range(2):
            make.statement(article, "The pier is closed")

    monkeypatch.setattr("sources.views.statements.add_statement", beaten)
    assertContains(add(desk, article), "at the same moment")
    assert not Statement.objects.exists()


def test_a_correction_keeps_the_words_and_changes_the_rest(desk, article):
    said = make.statement(article, "The pier is closed", make.entity("Ines Falk"))
    edit = reverse("statement-edit", args=[said.pk])
    shown = desk.get(edit)
    assertContains(shown, 'value="Ines Falk"')
    assertContains(shown, f'<mark class="said" data-statements="{said.pk}"')
    known = make.entity("Otto Falk", Kind.ORGANISATION)
    desk.post(edit, MANNER | {"words": said.content, "speaker": "otto FALK", "polarity": "denied"})
    said.refresh_from_db()
    assert (said.speaker, said.polarity, said.content) == (known, "denied", "The pier is closed")
    assert Statement.objects.count() == 1


def test_the_speaker_shown_stays_the_one_that_was_meant_though_another_has_the_name(desk, article):
    meant = make.entity("Ines Falk")
    make.entity("Ines Falk")
    said = make.statement(article, "The pier is closed", meant)
    desk.post(
        reverse("statement-edit", args=[said.pk]), MANNER | {"words": said.content, "speaker": "Ines Falk"}
    )
    said.refresh_from_db()
    assert (said.speaker, said.kind) == (meant, "direct")


def test_other_words_make_another_statement_and_strike_the_old_one(desk, article):
    said = make.statement(article, "The pier is closed")
    page = desk.post(
        reverse("statement-edit", args=[said.pk]), MANNER | {"words": "the quay is open", "speaker": ""}
    )
    said.refresh_from_db()
    fresh = Statement.objects.get(struck_at=None)
    assert said.struck_at is not None
    assert (fresh.content, fresh.speaker) == ("the quay is open", None)
    assertRedirects(page, f"{article.get_absolute_url()}?statement={fresh.pk}#statement-{fresh.pk}")


def test_a_statement_struck_meanwhile_is_not_corrected(desk, article):
    said = make.statement(article, "The pier is closed")
    desk.post(reverse("statement-strike", args=[said.pk]))
    page = desk.post(
        reverse("statement-edit", args=[said.pk]), MANNER | {"words": said.content, "speaker": ""}
    )
    assertContains(page, "struck in the meantime")


def test_a_strike_offers_its_undo_and_each_is_done_once(desk, article):
    said = make.statement(article, "The pier is closed")
    strike, restore = (reverse(f"statement-{what}", args=[said.pk]) for what in ("strike", "restore"))
    page = desk.post(strike, follow=True)
    assertContains(page, f'action="{reverse("act-undo", args=[act_on(said).pk])}"')
    assertContains(page, f'action="{restore}"')
    assertNotContains(page, f'id="statement-{said.pk}"')
    assertContains(desk.post(strike, follow=True), "struck already")
    assertContains(desk.post(restore, follow=True), f'id="statement-{said.pk}"')
    assertContains(desk.post(restore, follow=True), "restored already")
    said.refresh_from_db()
    assert said.struck_at is None


def test_striking_and_restoring_answer_to_posts_alone(desk, article):
    said = make.statement(article, "The pier is closed")
    for what in ("strike", "restore"):
        assert desk.get(reverse(f"statement-{what}", args=[said.pk])).status_code == 405
    said.refresh_from_db()
    assert said.struck_at is None


def test_a_long_article_shows_the_passage_and_the_way_to_more(desk):
    lines = [f"Line {n} of the minutes." for n in range(60)]
    article = make.article("\n".join(lines))
    said = make.statement(article, "Line 30 of the minutes")
    edit = reverse("statement-edit", args=[said.pk])
    near = desk.get(edit)
    assertContains(near, "Line 33 of the minutes")
    assertNotContains(near, "Line 34 of the minutes")
    assertContains(near, "Show more of the article")
    assertContains(desk.get(edit, {"part": "1"}), "Line 59 of the minutes")
    assertContains(desk.get(edit, {"part": "garbage"}), "Line 33 of the minutes")


@pytest.mark.parametrize("spans", ["garbage", "0-99999", "5-1", "%00"])
def test_an_address_with_odd_spans_gives_an_empty_form(desk, article, spans):
    page = desk.get(f"{reverse('statement-add', args=[article.pk])}?spans={spans}")
    assert not page.context["form"]["words"].value()


def test_hostile_names_are_offered_as_words(desk, article):
    make.statement(article, "The pier is closed", make.entity('"><script>x</script>'))
    page = desk.get(reverse("statement-add", args=[article.pk]))
    assertContains(page, "&lt;script&gt;x&lt;/script&gt;")
    assertNotContains(page, "<script>x")
