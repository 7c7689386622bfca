"""Admins who merge at one moment, and workers who hold thousands of names: nobody waits for ever, one is told."""

import pytest
from django.db import connection, transaction

from entities.hold import BUCKETS, SPACE, hold
from entities.merge import merge_entities, undo_merge
from entities.models import Entity, Merge
from tests.at_once import at_once
from tests.sources import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


def root(entity):
    """Where the merges that stand lead, one step at a time."""
    into = dict(Merge.objects.filter(undone_at=None).values_list("gone", "kept"))
    at = entity.pk
    while at in into:
        at = into[at]
    return at


def test_of_two_who_merge_the_same_entry_one_is_told():
    ade, ida = make.person("admin", "ade"), make.person("admin", "ida")
    gone, one, other = (make.entity(name) for name in ("Mayor Falk", "Ines Falk", "Otto Falk"))
    outcomes = at_once(
        lambda: merge_entities(kept=one, gone=gone, by=ade),
        lambda: merge_entities(kept=other, gone=gone, by=ida),
    )
    (told,) = [outcome for outcome in outcomes if outcome != "done"]
    gone.refresh_from_db()
    kept = gone.shown.name
    assert told == f"Mayor Falk was merged into {kept} in the meantime."
    assert Merge.objects.get().kept.name == kept


def test_two_who_merge_a_pair_both_ways_round_end_with_one_merge():
    ade, ida = make.person("admin", "ade"), make.person("admin", "ida")
    one, other = make.entity("Ines Falk"), make.entity("Mayor Falk")
    outcomes = at_once(
        lambda: merge_entities(kept=one, gone=other, by=ade),
        lambda: merge_entities(kept=other, gone=one, by=ida),
    )
    assert outcomes.count("done") == 1
    assert Merge.objects.count() == 1


def test_merges_and_their_undoing_over_one_chain_never_wait_for_each_other_in_a_ring():
    people = [make.person("admin", f"admin {n}") for n in range(6)]
    row = [make.entity(f"Name {n}") for n in range(8)]
    first = merge_entities(kept=row[1], gone=row[0], by=people[0])
    second = merge_entities(kept=row[3], gone=row[2], by=people[0])
    outcomes = at_once(
        lambda: undo_merge(merge=first, by=people[0]),
        lambda: merge_entities(kept=row[3], gone=row[1], by=people[1]),
        lambda: merge_entities(kept=row[4], gone=row[3], by=people[2]),
        lambda: merge_entities(kept=row[1], gone=row[5], by=people[3]),
        lambda: merge_entities(kept=row[6], gone=row[4], by=people[4]),
        lambda: undo_merge(merge=second, by=people[5]),
    )
    assert not any("deadlock" in outcome for outcome in outcomes)
    assert outcomes[0] == outcomes[5] == "done"
    for entity in Entity.objects.filter(pk__in=[e.pk for e in row]):
        assert entity.shown_id == root(entity)


def test_an_article_with_any_number_of_names_holds_no_more_locks_than_the_server_has_room_for():
    with transaction.atomic():
        hold(f"name {n}" for n in range(100_000))
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from pg_locks where locktype = 'advisory' and classid = %s and pid = pg_backend_pid()",
                [SPACE],
            )
            held = cursor.fetchone()[0]
    assert held == BUCKETS
