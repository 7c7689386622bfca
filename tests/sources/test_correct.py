"""A person adds, corrects, strikes and restores statements; what was decided on old words keeps them."""

import pytest
from django.apps import apps

from entities.create import create_entity
from entities.models import Entity, Kind
from entities.refused import Refused
from sources.correct import correct_statement
from sources.find_speaker import find_or_make_speaker
from sources.ingest import add_article
from sources.models import Article, Maker, Stage
from sources.strike import restore_statement, strike_statement
from sources.write_down import add_statement

pytestmark = pytest.mark.django_db
TEXT = "“Stay,” she said — “please.” 🙂 The pier is open, Ada told us."


@pytest.fixture
def article(reporter):
    return add_article(by=reporter, outlet="Harbour Wire", text=TEXT)


def span(words):
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def test_a_statement_of_several_spans_is_added_in_the_order_of_the_text(article, reporter):
    ada = create_entity(name="Ada Pier", kind=Kind.PERSON)
    row = add_statement(
        article=article, by=reporter, spans=[span(" please"[1:]), span("Stay")], speaker=ada, kind="direct"
    )
    assert row.content == "Stay … please"
    assert (row.made_by, row.added_by, row.speaker, row.speaker_chosen) == (Maker.PERSON, reporter, ada, True)
    assert "spk:pier" in row.speaker_terms


def test_offsets_count_characters_whatever_their_width(article, reporter):
    row = add_statement(article=article, by=reporter, spans=[span("🙂 The pier is open")], speaker=None)
    assert row.content == "🙂 The pier is open"


@pytest.mark.parametrize(
    "spans",
    [[], [[0, 0]], [[5, 3]], [[-1, 4]], [[0, 10_000]], [[6, 8]], [[0, 7], [3, 9]], [[1]], [[1, 2, 3]]],
)
def test_spans_that_are_no_words_of_the_text_are_refused(article, reporter, spans):
    with pytest.raises(Refused) as refused:
        add_statement(article=article, by=reporter, spans=spans, speaker=None)
    assert refused.value.field == "spans"
    assert article.statements.count() == 0


def test_the_same_words_are_one_statement(article, reporter):
    row = add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    with pytest.raises(Refused, match="already"):
        add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    strike_statement(statement=row, by=reporter)
    again = add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    assert again.pk == row.pk, "a struck one stands again"
    assert again.struck_at is None


def test_correcting_the_speaker_keeps_the_row_and_what_stood_before_is_on_record(article, reporter):
    row = add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    ada = find_or_make_speaker(name="Ada Pier", by=reporter)
    corrected = correct_statement(
        statement=row, by=reporter, speaker=ada, kind="direct", modality="asserts", polarity="denied"
    )
    assert (corrected.pk, corrected.speaker, corrected.polarity, corrected.touched_by) == (
        row.pk,
        ada,
        "denied",
        reporter,
    )
    before = apps.get_model("sources", "StatementEvent").objects.filter(pgh_obj=row).last()
    assert (before.speaker_id, before.polarity) == (None, "asserted")


def test_correcting_the_words_strikes_the_old_statement_and_makes_another(article, reporter):
    row = add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    fresh = correct_statement(
        statement=row,
        by=reporter,
        speaker=None,
        spans=[span("The pier is open")],
        kind="direct",
        polarity="asserted",
        modality="asserts",
    )
    row.refresh_from_db()
    assert row.struck_at is not None
    assert row.content == "Stay"
    assert (fresh.content, fresh.struck_at) == ("The pier is open", None)
    with pytest.raises(Refused, match="struck"):
        correct_statement(
            statement=row, by=reporter, speaker=None, kind="direct", polarity="asserted", modality="asserts"
        )


def test_striking_and_restoring_each_work_once(article, reporter):
    row = add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    strike_statement(statement=row, by=reporter)
    with pytest.raises(Refused):
        strike_statement(statement=row, by=reporter)
    restore_statement(statement=row, by=reporter)
    with pytest.raises(Refused):
        restore_statement(statement=row, by=reporter)


def test_a_linked_article_is_held_against_the_claims_again_after_a_correction(article, reporter):
    Article.objects.filter(pk=article.pk).update(stage=Stage.LINKED)
    add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    article.refresh_from_db()
    assert article.stage == Stage.ATTRIBUTED


def test_a_typed_speaker_is_found_made_or_asked_about(reporter):
    assert find_or_make_speaker(name="  ", by=reporter) is None
    made = find_or_make_speaker(name="Ada  Pier", by=reporter)
    assert find_or_make_speaker(name="ada pier", by=reporter) == made
    create_entity(name="Ada Pier", kind=Kind.ORGANISATION)
    with pytest.raises(Refused, match="Several go by"):
        find_or_make_speaker(name="Ada Pier", by=reporter)
    assert Entity.objects.count() == 2


def test_a_correction_overtakes_an_attempt_that_is_under_way(article, reporter):
    held = {"stage": Stage.ATTRIBUTED, "attempts": 1, "taken_at": "2024-09-09T00:00Z", "taken_by": "a worker"}
    Article.objects.filter(pk=article.pk).update(**held)
    add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    article.refresh_from_db()
    assert (article.stage, article.taken_by, article.attempts) == (Stage.ATTRIBUTED, "", 0)


def test_a_restored_statement_is_held_against_the_claims_again(article, reporter):
    row = add_statement(article=article, by=reporter, spans=[span("Stay")], speaker=None)
    strike_statement(statement=row, by=reporter)
    Article.objects.filter(pk=article.pk).update(stage=Stage.LINKED)
    restore_statement(statement=row, by=reporter)
    article.refresh_from_db()
    assert article.stage == Stage.ATTRIBUTED
