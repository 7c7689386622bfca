"""Entities that may be one: found by their names, said why, and never again once a person said they are two."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from entities.find_duplicates import find_duplicates, find_new
from entities.keep_apart import keep_apart
from entities.ledger import act_on
from entities.merge import merge_entities, undo_merge
from entities.models import Duplicate, ExternalId, Kind
from entities.queries import duplicates_proposed
from entities.refused import Refused
from entities.undo import undo
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


def proposed() -> set[frozenset[str]]:
    return {frozenset((pair.one.name, pair.other.name)) for pair in duplicates_proposed()}


def test_spellings_and_scripts_of_one_name_are_proposed_and_others_are_not():
    make.entity("Nasser Kan'ani")
    make.entity("Nasser Kanaani", description="spokesman of the foreign ministry")
    make.entity("ناصر کنعانی")
    make.entity("Nasser Hosseini")
    make.entity("Ada Kanaani")
    make.entity("Nasser Kanani", Kind.ITEM)
    make.entity("unnamed Kanaani", Kind.UNNAMED)
    find_duplicates()
    names = {"Nasser Kan'ani", "Nasser Kanaani", "ناصر کنعانی"}
    assert proposed() == {frozenset(pair) for pair in ((a, b) for a in names for b in names if a < b)}
    assert all(pair.why for pair in Duplicate.objects.all())


def test_two_numbers_in_one_register_are_two():
    for number in (1, 2):
        ExternalId.objects.create(entity=make.entity("John Smith"), scheme="wikidata", value=f"Q{number}")
    find_duplicates()
    assert proposed() == set()


def test_new_names_alone_are_held_against_all_others():
    one = make.entity("Nasser Kan'ani")
    make.entity("Ada Abara")
    make.entity("Ada  Abara")
    assert find_duplicates() == 1
    Duplicate.objects.all().delete()
    assert find_new() == 0, "nothing new"
    make.entity("Nasser Kanani")
    assert find_new() == 1
    assert one.pk in Duplicate.objects.values_list("one", flat=True)


def test_what_is_not_the_same_is_remembered_also_under_another_name_until_taken_back(curator):
    one, other, third = (
        make.entity(name) for name in ("Nasser Kan'ani", "Nasser Kanani", "N. Kanani of Shiraz")
    )
    find_duplicates()
    said = keep_apart(one=other, other=one, by=curator)
    assert frozenset((one.name, other.name)) not in proposed()
    find_duplicates()
    assert frozenset((one.name, other.name)) not in proposed()
    merge = merge_entities(kept=third, gone=other, by=curator)
    find_duplicates()
    assert proposed() == set(), "nor under the name it was merged into"
    with pytest.raises(Refused, match="admin said so already"):
        keep_apart(one=one, other=other, by=curator)
    undo_merge(merge=merge, by=curator)
    done = act_on(said)
    assert done is not None
    undo(act=done, by=curator)
    find_duplicates()
    assert frozenset((one.name, other.name)) in proposed()


def test_a_merged_pair_is_proposed_no_more_and_again_when_it_is_taken_back(curator):
    one, other = make.entity("Nasser Kan'ani"), make.entity("Nasser Kanani")
    find_duplicates()
    merge = merge_entities(kept=one, gone=other, by=curator)
    assert proposed() == set()
    undo_merge(merge=merge, by=curator)
    assert len(proposed()) == 1


class TestPage:
    def test_the_same_number_of_queries_for_one_pair_and_for_three(self, desk):
        for name in ("Nasser Kan'ani", "Nasser Kanani"):
            make.entity(name)
        find_duplicates()
        one = make.queries_of(desk, reverse("duplicates"))
        for name in ("Ada <Abara>", "Ada <Abarra>", "Otto Falk", "Otto Falck"):
            make.entity(name)
        find_duplicates()
        assert Duplicate.objects.count() == 3
        assert make.queries_of(desk, reverse("duplicates")) == one

    def test_a_pair_is_shown_with_its_reasons_and_leads_to_the_merge_or_stays_two(self, desk):
        one, other = make.entity("Nasser Kan'ani"), make.entity("Nasser Kanani", description="<b>")
        make.statement(make.article("One said it."), "One", other)
        find_duplicates()
        page = desk.get(reverse("duplicates"))
        pair = Duplicate.objects.get()
        assertContains(page, "1 statement<")
        assertContains(page, "&lt;b&gt;")
        assertContains(page, f"{reverse('entity-merge', args=[one.pk])}?other={other.pk}")
        merging = desk.get(reverse("entity-merge", args=[one.pk]), {"other": other.pk})
        assertContains(merging, 'value="other" checked', msg_prefix="the one under whose name more was said")
        apart = desk.post(reverse("duplicate-apart", args=[pair.pk]), follow=True)
        assertContains(apart, "are not the same: they are not proposed again.")
        assertContains(apart, "No two entries are alike")
        assertContains(desk.post(reverse("duplicate-apart", args=[pair.pk]), follow=True), "said so already")
        merging = desk.get(reverse("entity-merge", args=[one.pk]), {"other": other.pk})
        assertContains(merging, "admin said on")

    def test_three_ways_of_having_no_pair(self, desk):
        assertContains(desk.get(reverse("duplicates")), "Nothing was looked through yet")
        find_duplicates()
        assertContains(desk.get(reverse("duplicates")), "No two entries are alike")
        assertContains(desk.get(reverse("duplicates"), {"after": "[0.1,5]"}), "That was the last pair")
        assertContains(desk.get(reverse("duplicates"), {"after": "[x"}), "No two entries are alike")

    def test_only_admins_find_the_way_there(self, desk):
        assertContains(desk.get("/entities/"), reverse("duplicates"))
        assertNotContains(make.client_of(make.person("editor")).get("/entities/"), reverse("duplicates"))
