"""Merging two entries, and taking that back: a search, a preview, a confirmation, and stale pages."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from entities.ledger import act_on
from entities.merge import merge_entities
from entities.models import Entity, Kind, Merge
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    return make.entity("Ines Falk", aliases=["I. Falk"]), make.entity("Mayor Falk")


def merging(entity: Entity) -> str:
    return reverse("entity-merge", args=[entity.pk])


def test_the_other_one_is_found_by_any_of_its_names(desk, pair):
    kept, gone = pair
    page = desk.get(merging(gone), {"name": "i. falk"})
    assertContains(page, f"?other={kept.pk}")
    assertNotContains(page, f"?other={gone.pk}")
    assertContains(desk.get(merging(gone), {"name": "nowhere<b>"}), "Nobody else goes by “nowhere&lt;b&gt;”")


def test_the_preview_says_what_each_holds_and_changes_nothing(desk, pair):
    kept, gone = pair
    article = make.article()
    make.statement(article, "The harbour is closed", gone)
    make.mention(article, "Ines Falk", gone)
    page = desk.get(merging(kept), {"other": gone.pk})
    assertContains(page, "0 statements, 0 mentions, 2 names")
    assertContains(page, "1 statement, 1 mention, 1 name")
    assert not Merge.objects.exists()


def test_a_merge_shows_everything_under_one_name_and_its_undo_brings_all_back(desk, pair):
    kept, gone = pair
    said = make.statement(make.article(), "The harbour is closed", gone)
    page = desk.post(merging(kept), {"other": gone.pk, "keep": "this"}, follow=True)
    merge = Merge.objects.get()
    assertRedirects(page, kept.get_absolute_url())
    assertContains(page, "Mayor Falk is now shown as Ines Falk.")
    assertContains(page, f'action="{reverse("act-undo", args=[act_on(merge).pk])}"')
    assertContains(page, "said as <bdi>Mayor Falk</bdi>")
    there = desk.get(gone.get_absolute_url())
    assertContains(there, "This entry was merged into")
    assertContains(there, kept.get_absolute_url())
    back = desk.post(reverse("merge-undo", args=[merge.pk]), follow=True)
    assertRedirects(back, gone.get_absolute_url())
    assertContains(back, "stands for itself again")
    assertContains(back, "1 statement")
    said.refresh_from_db()
    assert said.speaker == gone


def test_the_other_name_can_be_the_one_that_stays(desk, pair):
    desk.post(merging(pair[0]), {"other": pair[1].pk, "keep": "other"})
    assert Merge.objects.get().kept == pair[1]


def test_the_outlet_with_articles_is_kept_by_default_and_never_goes(desk):
    wire = make.article().outlet.entity
    twin = make.entity("The Harbour Wire", Kind.OUTLET)
    page = desk.get(merging(twin), {"other": wire.pk})
    assertContains(page, 'value="other" checked')
    refused = desk.post(merging(twin), {"other": wire.pk, "keep": "this"})
    assertContains(refused, "is an outlet with articles")
    assert not Merge.objects.exists()


def test_a_page_that_somebody_was_faster_than_says_so(desk, pair, curator):
    kept, gone = pair
    third = make.entity("Falk of the harbour")
    merge = merge_entities(kept=third, gone=gone, by=curator)
    page = desk.post(merging(kept), {"other": gone.pk, "keep": "this"})
    assertContains(page, "Mayor Falk was merged into Falk of the harbour in the meantime")
    undo = reverse("merge-undo", args=[merge.pk])
    desk.post(undo)
    assertContains(desk.post(undo, follow=True), "has taken this merge back already")
    assert Merge.objects.count() == 1


@pytest.mark.parametrize("other", ["", "x", "0", "99999999999999999999", "²", "-1"])
def test_another_that_is_not_there_leads_back_to_the_search(desk, pair, other):
    assertContains(desk.get(merging(pair[0]), {"other": other}), "Merge with which other entry?")
    page = desk.post(merging(pair[0]), {"other": other}, follow=True)
    assertContains(page, "Choose the other entry first")


def test_one_cannot_be_merged_with_itself(desk, pair):
    page = desk.post(merging(pair[0]), {"other": pair[0].pk})
    assertContains(page, "Choose two different entities")


def test_names_in_the_preview_are_words(desk, pair):
    other = make.entity("<script>x</script>")
    assertContains(desk.get(merging(pair[0]), {"other": other.pk}), "&lt;script&gt;x&lt;/script&gt;")
