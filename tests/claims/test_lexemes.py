"""Counting lexemes."""

import threading

import pytest
from django.db import connection

from claims.find.lexemes import COUNTING, count_lexemes
from claims.models import Claim, ClaimLexeme, StatementLexeme
from tests.claims.factories import make_claim, make_statement

pytestmark = pytest.mark.django_db


def counts(model=ClaimLexeme):
    return dict(model.objects.values_list("word", "documents"))


def test_rows_that_hold_a_lexeme_are_counted_once_each():
    make_claim("A boat is a boat", speaker_terms=["spk:falk"])
    make_claim("Boats sail")
    make_statement("The quay is closed")
    assert count_lexemes()
    assert counts() == {"boat": 2, "sail": 1, "spk:falk": 1}
    assert counts(StatementLexeme) == {"quay": 1, "close": 1}


def test_counting_again_keeps_up_and_forgets_what_is_gone():
    old = make_claim("Boats sail")
    count_lexemes()
    before = ClaimLexeme.objects.get(word="boat").counted_at
    make_claim("Boats sink")
    count_lexemes()
    assert counts() == {"boat": 2, "sail": 1, "sink": 1}
    Claim.objects.filter(pk=old.pk).delete()
    count_lexemes()
    assert counts() == {"boat": 1, "sink": 1}
    assert ClaimLexeme.objects.get(word="boat").counted_at >= before


def test_nothing_to_count():
    assert count_lexemes()
    assert counts() == {}


@pytest.mark.django_db(transaction=True)
def test_a_second_counting_leaves_the_first_alone():
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [COUNTING])
        try:
            assert _elsewhere() is False
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [COUNTING])
    assert _elsewhere() is True


def _elsewhere():
    """What counting says on a connection of its own."""
    said = []

    def run():
        try:
            said.append(count_lexemes())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return said[0]
