"""Merging and taking back, in any order: every entity is shown as its merges say, and nothing else ever changes."""

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from entities.create import create_entity
from entities.merge import merge_entities, undo_merge
from entities.models import Alias, Entity, Kind, Merge
from entities.refused import Refused

pytestmark = pytest.mark.django_db
COUNT = 5
STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), max_size=12)


def shown_by_the_merges(merges):
    """The root of each entity, worked out from the merges that stand, one step at a time."""
    into = {m.gone_id: m.kept_id for m in merges if m.undone_at is None}

    def root(pk):
        while pk in into:
            pk = into[pk]
        return pk

    return root


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_order_of_merging_and_taking_back(db, steps):
    by, _ = User.objects.get_or_create(username="ade")
    entities = [create_entity(name=f"Name {n}", kind=Kind.PERSON) for n in range(COUNT)]
    aliases = sorted(Alias.objects.filter(entity__in=entities).values_list("entity", "name"))
    merges = []
    for undo, a, b in steps:
        try:
            if undo and merges:
                undo_merge(merge=merges[a % len(merges)], by=by)
            else:
                merges.append(merge_entities(kept=entities[a], gone=entities[b], by=by))
        except Refused:
            continue
        root = shown_by_the_merges(Merge.objects.filter(kept__in=entities))
        for entity in Entity.objects.filter(pk__in=[e.pk for e in entities]):
            assert entity.shown_id == root(entity.pk)
    assert sorted(Alias.objects.filter(entity__in=entities).values_list("entity", "name")) == aliases
    for merge in merges:
        try:
            undo_merge(merge=merge, by=by)
        except Refused as refused:
            assert "already" in refused.message
    assert all(e.merged_into_id is None for e in Entity.objects.filter(pk__in=[e.pk for e in entities]))


def test_who_is_merged_already_is_named_and_left_alone():
    by = User.objects.create(username="ade")
    a, b, c = (create_entity(name=name, kind=Kind.PERSON) for name in ("Ann", "Bea", "Cyd"))
    merge_entities(kept=b, gone=a, by=by)
    with pytest.raises(Refused, match="Ann was merged into Bea"):
        merge_entities(kept=c, gone=a, by=by)
    with pytest.raises(Refused, match="two different"):
        merge_entities(kept=c, gone=c, by=by)
    a.refresh_from_db()
    assert a.shown == b


def test_an_outlet_with_articles_stays_itself():
    from sources.outlets import find_or_make_outlet

    by = User.objects.create(username="ade")
    wire = find_or_make_outlet(name="Harbour Wire", by=by)
    other = create_entity(name="Harbour Wires", kind=Kind.OUTLET)
    with pytest.raises(Refused, match="outlet with articles"):
        merge_entities(kept=other, gone=wire.entity, by=by)
    merge_entities(kept=wire.entity, gone=other, by=by)
    assert find_or_make_outlet(name="Harbour Wires", by=by) == wire
