"""Columns of many rows in one statement: every kind of value, and only where the row is still as it was read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entities.any_of import any_of
from entities.models import Entity
from sources.models import Mention, Outcome, Statement
from sources.write_columns import write_columns
from tests.sources.factories import article, entity, statement

TEXT = "Ada Pier said that pier 0 is open, that pier 1 is open, and that pier 2 is open."
pytestmark = pytest.mark.django_db


def test_each_row_gets_its_own_values_in_one_query():
    one = article(TEXT)
    rows = [statement(one, f"pier {n} is open") for n in range(3)]
    who = entity("Ada Pier")
    for n, row in enumerate(rows):
        row.speaker = who if n else None
        row.speaker_terms = [f"spk:{n}", 'a "mark", and {more}']
        row.speaker_candidates = [{"entity": n, "why": "“so”"}]
    with CaptureQueriesContext(connection) as counted:
        assert write_columns(rows, ["speaker", "speaker_terms", "speaker_candidates"]) == 3
    assert len(counted) == 1
    for n, row in enumerate(Statement.objects.order_by("pk")):
        assert row.speaker_id == (who.pk if n else None)
        assert row.speaker_terms == [f"spk:{n}", 'a "mark", and {more}']
        assert row.speaker_candidates == [{"entity": n, "why": "“so”"}]


def test_a_row_that_somebody_changed_meanwhile_is_left_as_it_is():
    one = article(TEXT)
    who = entity("Ada Pier")
    rows = [Mention.objects.create(article=one, start=n, end=n + 2, text="it") for n in range(2)]
    Mention.objects.filter(pk=rows[0].pk).update(outcome=Outcome.CHOSEN, entity=who)
    for row in rows:
        row.outcome = Outcome.NONE
    assert write_columns(rows, ["outcome", "entity"], only="t.outcome = 'waiting'") == 1
    assert list(Mention.objects.order_by("pk").values_list("outcome", "entity")) == [
        (Outcome.CHOSEN, who.pk),
        (Outcome.NONE, None),
    ]
    assert write_columns([], ["outcome"]) == 0


def test_rows_with_any_of_many_values():
    pier, quay = (entity(name) for name in ("Ada Pier", "Bo Quay"))
    names = ["Ada Pier", *(f"nobody, {n}" for n in range(3000)), "O'Quay \\ {}\""]
    assert list(Entity.objects.filter(any_of("name", names))) == [pier]
    assert set(Entity.objects.filter(any_of("pk", {pier.pk, quay.pk, 0}))) == {pier, quay}
    assert not Entity.objects.filter(any_of("pk", []))
