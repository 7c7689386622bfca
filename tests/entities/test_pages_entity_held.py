"""An entity's page: affiliations with their days, ids, relations, names in all scripts, and where it stands over time."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from entities.affiliate import affiliate
from entities.alias import add_alias
from entities.models import Affiliation, ExternalId, Kind, Relation
from sources.ask import count_all
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def who():
    return make.entity("Ines Falk")


def test_an_affiliation_is_added_put_right_and_removed(desk, who):
    board = make.entity("Harbour Board", Kind.ORGANISATION)
    add = reverse("affiliation-add", args=[who.pk])
    assertContains(desk.post(add, {"of": "Nobody"}), "Nobody goes by “Nobody”.")
    assertContains(desk.post(add, {"of": "Ines Falk"}), "Choose two different entries.")
    assertContains(desk.post(add, {"of": "Harbour Board", "since": "yesterday"}), "Enter a valid date")
    page = desk.post(add, {"of": "harbour board", "role": "mayor", "since": "2020-01-01"}, follow=True)
    assertContains(page, "since 1 Jan 2020")
    row = Affiliation.objects.get()
    change = reverse("affiliation-change", args=[row.pk])
    assertContains(desk.post(change, {"role": "mayor", "since": "x"}, follow=True), "A day looks like")
    assertContains(
        desk.post(change, {"role": "mayor", "since": "2020-01-01", "until": "2019-01-01"}, follow=True),
        "before the first",
    )
    desk.post(change, {"role": "mayor", "since": "2020-01-01", "until": "2023-05-31"})
    assertContains(desk.get(who.get_absolute_url()), "1 Jan 2020 to 31 May 2023")
    assertContains(desk.get(board.get_absolute_url()), "Who speaks or works for it")
    remove = reverse("affiliation-remove", args=[row.pk])
    assertContains(desk.post(remove, follow=True), "It is removed.")
    assertContains(desk.post(remove, follow=True), "This was removed already.")


def test_an_id_and_a_relation_are_added_and_removed(desk, who):
    ids = reverse("external-id-add", args=[who.pk])
    assertContains(desk.post(ids, {"scheme": "wikidata", "value": "x"}), "A Wikidata id looks like Q42.")
    page = desk.post(ids, {"scheme": "wikidata", "value": "https://www.wikidata.org/wiki/Q42"}, follow=True)
    assertContains(page, 'href="https://www.wikidata.org/wiki/Q42"')
    assertContains(
        desk.post(reverse("external-id-remove", args=[ExternalId.objects.get().pk]), follow=True), "removed"
    )
    relations = reverse("relation-add", args=[who.pk])
    board = make.entity("Harbour Board", Kind.ORGANISATION)
    desk.post(relations, {"tie": "of", "what": "Harbour Board"})
    page = desk.post(relations, {"tie": "is_a", "what": "close-range <b>"}, follow=True)
    assertContains(page, "close-range &lt;b&gt;")
    assert Relation.objects.get(tie="of").other == board
    assertContains(desk.post(relations, {"tie": "of", "what": "nobody"}), "Choose which other entry.")
    for row in Relation.objects.all():
        desk.post(reverse("relation-remove", args=[row.pk]))
    assert not Relation.objects.exists()


def test_names_say_their_script_form_and_source_and_stand_in_their_own_direction(desk, who, curator):
    add_alias(entity=who, name="إيناس فالك", by=curator, source="Wikidata")
    add_alias(entity=who, name="I.F.", by=curator, form="short")
    page = desk.get(who.get_absolute_url())
    assertContains(page, "<bdi>إيناس فالك</bdi>")
    assertContains(page, "Arabic script")
    assertContains(page, "from Wikidata")
    assertContains(page, "short form or acronym")


def test_where_it_stands_is_told_over_time_with_what_changed(desk, who, curator):
    claim, other = make.claim(), make.claim("The ferry sails")
    decided = {"decided_by": curator, "decided_at": timezone.now(), "state": "accepted"}
    for month, stance in ((1, "supports"), (2, "supports"), (3, "context"), (4, "denies")):
        article = make.article(f"Word {month}.", published_at=datetime(2024, month, 2, tzinfo=UTC))
        make.link(make.statement(article, f"Word {month}", who), claim, stance=stance, **decided)
    make.link(make.statement(make.article("A ferry."), "A ferry", who), other, stance="denies", **decided)
    page = desk.get(who.get_absolute_url())
    assertContains(page, "2 ×, 2 Jan 2024 to 2 Feb 2024")
    assertContains(page, "1 ×, 2 Apr 2024")
    assertContains(page, ">changed<", count=1)


def test_names_that_mean_nobody_yet_lead_to_the_inbox(desk, who, curator):
    make.mention(make.article("Mayor Falk came."), "Mayor Falk")
    count_all()
    assertNotContains(desk.get(who.get_absolute_url()), "Earlier places")
    page = desk.post(reverse("alias-add", args=[who.pk]), {"name": "Mayor Falk"}, follow=True)
    assertContains(page, "Earlier places")
    assertContains(page, f"{reverse('inbox')}?name=")


def test_the_same_number_of_queries_however_much_is_noted(desk, curator):
    little, much = make.entity("Little"), make.entity("Much")
    for number in range(3):
        board = make.entity(f"Board {number}", Kind.ORGANISATION)
        affiliate(entity=much, of=board, role=f"role {number}", since=date(2020, 1, 1), by=curator)
        affiliate(entity=board, of=much, by=curator)
        ExternalId.objects.create(entity=much, scheme="viaf", value=str(number))
        Relation.objects.create(entity=much, tie="of", other=board)
    assert make.queries_of(desk, little.get_absolute_url()) == make.queries_of(desk, much.get_absolute_url())


def test_who_may_not_curate_sees_it_and_no_way_to_change_it(who, curator):
    affiliate(entity=who, of=make.entity("Harbour Board", Kind.ORGANISATION), role="mayor", by=curator)
    page = make.client_of(make.person("editor")).get(who.get_absolute_url())
    assertContains(page, "mayor of")
    assertNotContains(page, "Add an affiliation")
    assertNotContains(page, "Put right")
