"""Who spoke is searched by the name it is shown under now, whatever was renamed, merged or taken apart since."""

import pytest
from django.db import connection
from django.utils import timezone

from claims.find.lexemes import count_lexemes
from claims.find.retrieve import find
from claims.find.shelves import CLAIMS, STATEMENTS
from claims.follow_names import FOLLOWING, follow_names
from claims.tasks import follow_names as task
from entities.merge import merge_entities, undo_merge
from entities.models import Entity, NameChange
from entities.rename import rename_entity
from matching.names import speaker_terms
from tests.claims.factories import make_claim, make_statement, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken():
    """A statement and a claim by Ada Falk, searched by her name."""
    terms = speaker_terms("Ada Falk")
    statement = make_statement("The quay is closed", speaker="Ada Falk", speaker_terms=terms)
    return statement, make_claim("The quay is closed", speaker=statement.speaker, speaker_terms=terms)


def found(name):
    """Whether the statement and the claim meet in a speaker of this name."""
    count_lexemes()
    asked = [find(shelf, text="quay", speaker_terms=speaker_terms(name)) for shelf in (STATEMENTS, CLAIMS)]
    scores = [candidates.best[0].found for candidates in asked]
    return [score.total > score.own for score in scores]


def terms_of(*rows):
    for row in rows:
        row.refresh_from_db()
    return [row.speaker_terms for row in rows]


def test_another_name_is_searched_by(spoken):
    rename_entity(entity=spoken[0].speaker, by=make_user(), name="Vera Oduya", kind="person")
    assert found("Vera Oduya") == [False, False]
    assert follow_names() == 2
    assert found("Vera Oduya") == [True, True]
    assert found("Ada Falk") == [False, False]


def test_a_merge_and_its_undoing_are_followed_through_every_step(spoken):
    by, before = make_user(), terms_of(*spoken)
    kept, other = Entity.objects.create(name="Vera Oduya"), Entity.objects.create(name="Mila Torv")
    first = merge_entities(kept=kept, gone=spoken[0].speaker, by=by)
    second = merge_entities(kept=other, gone=kept, by=by)
    follow_names()
    assert terms_of(*spoken) == [speaker_terms("Mila Torv")] * 2
    rename_entity(entity=other, by=by, name="Mila Sund", kind="person")
    follow_names()
    assert found("Mila Sund") == [True, True]
    undo_merge(merge=second, by=by)
    follow_names()
    assert terms_of(*spoken) == [speaker_terms("Vera Oduya")] * 2
    undo_merge(merge=first, by=by)
    follow_names()
    assert terms_of(*spoken) == before


def test_whatever_way_the_row_is_written(spoken):
    Entity.objects.filter(pk=spoken[0].speaker_id).update(name="Vera Oduya")
    assert follow_names() == 2
    Entity.objects.filter(pk=spoken[0].speaker_id).update(description="mayor")
    assert follow_names() == 0


def test_what_an_attempt_that_was_under_way_wrote_late_is_followed_too(spoken, settings):
    late = make_statement("Nobody has paid", speaker="Ada Falk", speaker_terms=[])
    rename_entity(entity=late.speaker, by=make_user(), name="Vera Oduya", kind="person")
    follow_names()
    type(late).objects.filter(pk=late.pk).update(speaker_terms=speaker_terms("Ada Falk"))
    assert follow_names() == 0
    settings.WORK_LEASE_SECONDS = -1
    assert follow_names() == 1
    assert terms_of(late) == [speaker_terms("Vera Oduya")]
    assert not NameChange.objects.exists()


def test_a_long_one_goes_on_where_it_stopped(spoken):
    for number in range(5):
        make_statement(f"Boat {number} is in", speaker="Ada Falk")
    rename_entity(entity=spoken[0].speaker, by=make_user(), name="Vera Oduya", kind="person")
    assert [follow_names(most=3) for _ in range(4)] == [3, 3, 1, 0]


def test_an_entity_renamed_meanwhile_is_followed_again(spoken):
    rename_entity(entity=spoken[0].speaker, by=make_user(), name="Vera Oduya", kind="person")
    follow_names()
    rename_entity(entity=spoken[0].speaker, by=make_user(), name="Mila Torv", kind="person")
    task()
    assert terms_of(*spoken) == [speaker_terms("Mila Torv")] * 2
    assert NameChange.objects.get().at <= timezone.now()


def test_no_change_of_names_costs_one_look(spoken, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert follow_names() == 0


@pytest.mark.django_db(transaction=True)
def test_a_second_run_leaves_the_first_alone(spoken):
    rename_entity(entity=spoken[0].speaker, by=make_user(), name="Vera Oduya", kind="person")
    elsewhere = connection.copy()
    try:
        with elsewhere.cursor() as cursor:
            cursor.execute("select pg_advisory_lock(%s)", [FOLLOWING])
            assert follow_names() == 0
            cursor.execute("select pg_advisory_unlock(%s)", [FOLLOWING])
    finally:
        elsewhere.close()
    assert follow_names() == 2
