"""People and organisations: the list, the page of each, and what a curator does there."""

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from entities.add_states import add_states
from entities.create import create_entity
from entities.merge import merge_entities
from entities.models import READ, Alias, Entity, Kind
from entities.paging import PAGE_ROWS
from tests.sources import factories as make

if TYPE_CHECKING:
    from django.db.models import Model

pytestmark = pytest.mark.django_db
LIST = "/entities/"


def names(page) -> list[str]:
    return [entity.name for entity, _ in page.context["rows"]]


def test_the_same_number_of_queries_for_one_row_and_for_three(desk):
    make.statement(make.article("One said it."), "One", make.entity("Person 1"))
    one = make.queries_of(desk, LIST)
    for number in (2, 3):
        make.statement(make.article(f"Number {number} said it."), "Number", make.entity(f"Person {number}"))
    assert make.queries_of(desk, LIST) == one


def test_the_page_of_one_takes_the_same_number_of_queries_whatever_they_said(desk, curator):
    claim = make.claim()

    def speak(who: Entity, number: int) -> None:
        said = make.statement(
            make.article(f"{who.pk}: number {number}.", outlet=f"Outlet {number}"), "number", who
        )
        make.relay(said, make.entity(f"Radio {who.pk} {number}"))
        decided = {"stance": "denies", "decided_by": curator, "decided_at": timezone.now()}
        make.link(said, claim, state="accepted", **decided)

    little, much = make.entity("Little"), make.entity("Much")
    speak(little, 1)
    for number in (1, 2, 3):
        speak(much, number)
        Alias.objects.create(entity=much, name=f"Much {number}")
    page = desk.get(much.get_absolute_url())
    assertContains(page, 'class="say"', count=3)
    assertContains(page, "3 ×,")
    assert make.queries_of(desk, little.get_absolute_url()) == make.queries_of(desk, much.get_absolute_url())


def test_the_list_counts_what_merged_entities_said_and_hides_them(desk, curator):
    article = make.article("One said it. Two said so.")
    kept, gone = make.entity("Ines Falk"), make.entity("Mayor Falk")
    make.statement(article, "One", kept)
    make.statement(article, "Two", gone)
    make.statement(
        article, "said", gone, struck_at=timezone.now(), touched_at=timezone.now(), touched_by=curator
    )
    merge_entities(kept=kept, gone=gone, by=curator)
    page = desk.get(LIST, {"kind": "person"})
    assert [(entity.name, said) for entity, said in page.context["rows"]] == [("Ines Falk", 2)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"text": "falk"}, ["Ines Falk"]),
        ({"text": "Bürgermeister"}, ["Ines Falk"]),
        ({"text": "burgermeister"}, ["Ines Falk"]),
        ({"text": "mayor of the harbour"}, ["Ines Falk"]),
        ({"text": "board", "kind": "organisation"}, ["Harbour Board"]),
        ({"text": "board", "kind": "person"}, []),
        ({"kind": "person"}, ["Ines Falk"]),
    ],
)
def test_any_name_finds_them_also_the_name_of_one_that_was_merged(desk, curator, query, found):
    kept = make.entity("Ines Falk", aliases=["Bürgermeisterin Falk"])
    gone = make.entity("The Mayor of the Harbour")
    make.entity("Harbour Board", Kind.ORGANISATION)
    merge_entities(kept=kept, gone=gone, by=curator)
    assert names(desk.get(LIST, query)) == found


def test_pages_follow_each_other_by_name_also_where_names_are_the_same(desk):
    for number in range(PAGE_ROWS + 7):
        make.entity("Same “Name”, & more" if number % 2 else f"Name {number:03}")
    first = desk.get(LIST)
    key = first.context["page"].next
    second = desk.get(LIST, {"after": key})
    together = [entity.pk for page in (first, second) for entity, _ in page.context["rows"]]
    assert together == list(Entity.objects.order_by("name", "pk").values_list("pk", flat=True))
    assertContains(desk.get(first.context["request"].path), "Further names")


@pytest.mark.parametrize(
    "query",
    ["after=garbage", 'after=["x"]', 'after=["x","y"]', 'after=["%00",1]', "after=[1,1]", "kind=gnome", "text=%00",
     "text=%25", "text=…", 'after=["x",99999999999999999999999]', 'after=["\\ud800",1]'],
)  # fmt: skip
def test_an_address_mended_by_hand_is_no_error(desk, query):
    make.entity("Ines Falk")
    assertContains(desk.get(f"{LIST}?{query}"), "People &amp; organisations")


@pytest.mark.parametrize(
    "query", ["after=garbage", "after=[0]", "claim=x", "claim=99999999999999999999", "claim=5"]
)
def test_an_odd_address_of_one_is_no_error(desk, query):
    assertContains(desk.get(f"{make.entity('Ines Falk').get_absolute_url()}?{query}"), "Ines Falk")


def test_nothing_yet_and_filtered_out_are_two_messages(desk):
    assertContains(desk.get(LIST), "Nobody is known yet")
    make.entity("Ines Falk")
    page = desk.get(LIST, {"text": "nowhere"})
    assertContains(page, "Nobody goes by this")
    assertContains(page, f"{reverse('entity-add')}?name=nowhere")


def test_one_claim_can_be_asked_for(desk, curator):
    article, who, claim = make.article("One said it. Two said so."), make.entity("Ines Falk"), make.claim()
    decided = {"stance": "denies", "decided_by": curator, "decided_at": timezone.now()}
    make.link(make.statement(article, "One", who), claim, state="accepted", **decided)
    make.statement(article, "Two", who)
    assertContains(desk.get(who.get_absolute_url()), 'class="say"', count=2)
    assertContains(desk.get(who.get_absolute_url(), {"claim": claim.pk}), 'class="say"', count=1)


def test_names_are_offered_while_one_is_typed(desk):
    make.entity('Ines "Nessie" <Falk>')
    make.entity("Otto Falk")
    make.entity("unnamed Falk", Kind.UNNAMED)
    offered = desk.get(reverse("entity-names"), {"speaker": "ot"})
    assertContains(offered, "<option", count=1)
    assertContains(desk.get(reverse("entity-names"), {"speaker": "falk"}), "&lt;Falk&gt;")
    for odd in ("", " ", "\x00", "%"):
        assertNotContains(desk.get(reverse("entity-names"), {"speaker": odd}), "Otto")


# --- curating ---------------------------------------------------------------------------------------------------


def test_one_is_added_with_the_names_it_goes_by(desk, curator):
    typed = {
        "name": "Ines Falk",
        "kind": "person",
        "aliases": "I. Falk\n\n  Mayor Falk ",
        "description": "mayor",
    }
    page = desk.post(reverse("entity-add"), typed)
    made = Entity.objects.get(name="Ines Falk")
    assertRedirects(page, made.get_absolute_url())
    assert {alias.name for alias in made.aliases.all()} == {"Ines Falk", "I. Falk", "Mayor Falk"}
    assert made.made_by == curator


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"name": ""}, "An entity needs a name"),
        ({"name": "x" * 301}, "300 characters"),
        ({"name": "a\x00"}, "Null characters"),
        ({"kind": "gnome"}, "gnome"),
    ],
)
def test_what_cannot_be_added_is_said_beside_the_field(desk, changed, says):
    page = desk.post(
        reverse("entity-add"), {"name": "Ines", "kind": "person", "description": "mayor"} | changed
    )
    assertContains(page, says)
    assertContains(page, 'value="mayor"')
    assert not Entity.objects.exists()


def test_a_name_that_is_known_is_asked_about_first(desk):
    known = make.entity("Ines Falk")
    typed = {"name": "ines falk", "kind": "person"}
    page = desk.post(reverse("entity-add"), typed)
    assertContains(page, known.get_absolute_url())
    assert Entity.objects.count() == 1
    desk.post(reverse("entity-add"), typed | {"another": "1"})
    assert Entity.objects.count() == 2


def test_a_new_name_keeps_the_old_one_as_an_alias(desk):
    who = make.entity("Ines Falk")
    typed = {"name": "Ines Falk-Abara", "kind": "person", "description": "mayor", "notes": "Since 2020.\n<b>"}
    page = desk.post(reverse("entity-edit", args=[who.pk]), typed, follow=True)
    assertContains(page, "Ines Falk-Abara")
    assertContains(page, "&lt;b&gt;")
    assert {alias.name for alias in who.aliases.all()} == {"Ines Falk", "Ines Falk-Abara"}


def test_an_outlet_with_articles_stays_an_outlet(desk):
    wire = make.article().outlet.entity
    page = desk.post(reverse("entity-edit", args=[wire.pk]), {"name": wire.name, "kind": "person"})
    assertContains(page, "This outlet has articles")
    wire.refresh_from_db()
    assert wire.kind == Kind.OUTLET


def test_a_name_is_added_once_and_removed_once(desk):
    who = make.entity("Ines Falk")
    new = reverse("alias-add", args=[who.pk])
    assertContains(desk.post(new, {"name": "Mayor Falk"}, follow=True), "now also goes by “Mayor Falk”")
    again = desk.post(new, {"name": "Mayor Falk"})
    assertContains(again, "already goes by “Mayor Falk”")
    assertContains(again, 'value="Mayor Falk"')
    assertContains(desk.post(new, {"name": " "}), "Type the other name first")
    remove = reverse("alias-remove", args=[who.aliases.get(name="Mayor Falk").pk])
    assertContains(desk.post(remove, follow=True), "no longer goes by “Mayor Falk”")
    assertContains(desk.post(remove, follow=True), "removed already")
    shown = reverse("alias-remove", args=[who.aliases.get().pk])
    assertContains(desk.post(shown, follow=True), "the name it is shown under")
    assert who.aliases.count() == 1


@pytest.mark.parametrize("role", ["nobody", "reporter", "editor"])
def test_who_may_not_curate_sees_no_way_to_and_is_refused(role):
    who, other = make.entity("Ines Falk", aliases=["I. Falk"]), make.entity("Otto Falk")
    merge = merge_entities(kept=who, gone=other, by=make.person("admin"))
    client = make.client_of(make.person(role))
    page = client.get(who.get_absolute_url())
    alias = who.aliases.get(name="I. Falk")
    doors = {
        "entity-edit": [who.pk],
        "entity-merge": [who.pk],
        "alias-add": [who.pk],
        "alias-remove": [alias.pk],
    }
    for name, pk in (doors | {"merge-undo": [merge.pk], "entity-add": []}).items():
        there = reverse(name, args=pk)
        assertNotContains(page, there)
        assert client.post(there, {"name": "X", "kind": "person", "other": other.pk}).status_code == 403
    assertNotContains(client.get(LIST), reverse("entity-add"))
    who.refresh_from_db()
    assert (who.name, who.aliases.count(), Entity.objects.count()) == ("Ines Falk", 2, 2)


def test_the_admin_keeps_the_shown_name_among_the_names_and_merges_as_they_are(desk, curator):
    curator.is_superuser = True
    curator.save()
    who = make.entity("Ines Falk")
    change = reverse("admin:entities_entity_change", args=[who.pk])
    form = {
        "name": "Ines Abara", "kind": "person", "description": "", "notes": "",
        "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0", "aliases-0-name": "Ines Abara", "aliases-0-form": "name", "aliases-0-source": "", "aliases-0-entity": who.pk,
    }  # fmt: skip
    assertRedirects(desk.post(change, form), reverse("admin:entities_entity_changelist"))
    assert {alias.name for alias in who.aliases.all()} == {"Ines Falk", "Ines Abara"}
    merge = merge_entities(kept=who, gone=make.entity("I. Falk"), by=curator)
    shown = desk.get(reverse("admin:entities_merge_change", args=[merge.pk]))
    assertNotContains(shown, 'name="_save"')
    assert desk.get(reverse("admin:entities_merge_add")).status_code == 403


def test_the_admin_only_shows_what_was_read(desk, curator):
    article = make.article()
    said = make.statement(article, "The harbour is closed", make.entity("Ines Falk"))
    named, carried = make.mention(article, "Tom Abara"), make.relay(said, make.entity("Coast Radio"))
    rows: dict[str, Model] = {"article": article, "statement": said, "mention": named, "relay": carried}
    for model, row in rows.items():
        assertContains(desk.get(reverse(f"admin:sources_{model}_changelist")), "1 ")
        shown = desk.get(reverse(f"admin:sources_{model}_change", args=[row.pk]))
        assertNotContains(shown, 'name="_save"')
        assert desk.get(reverse(f"admin:sources_{model}_add")).status_code == 403
        assert (
            desk.post(reverse(f"admin:sources_{model}_delete", args=[row.pk]), {"post": "yes"}).status_code
            == 403
        )
    outlet = article.outlet
    change = reverse("admin:sources_outlet_change", args=[outlet.pk])
    desk.post(change, {"homepage": "https://wire.example/"})
    outlet.refresh_from_db()
    assert outlet.homepage == "https://wire.example/"


def test_whom_only_a_list_has_is_left_out_until_asked_for(desk):
    add_states()
    added = make.entity("Port Authority", Kind.ORGANISATION)
    spoke = create_entity(name="Ines Falk", kind=Kind.PERSON, source=READ)
    make.statement(make.article("The pier is shut, she said."), "The pier is shut", spoke)
    named = Entity.objects.get(name="Albania")
    make.mention(make.article("Ships from Albania came."), "Albania", named)
    page = desk.get(LIST)
    assert names(page) == ["Albania", "Harbour Wire", spoke.name, added.name]
    assertContains(page, "?which=all")
    assert "Andorra" in names(desk.get(LIST, {"which": "all"}))
    assert names(desk.get(LIST, {"text": "Andorr"})) == ["Andorra"]
    assert names(desk.get(LIST, {"kind": "state"})) == ["Albania"]
    nobody = desk.get(LIST, {"kind": "place"})
    assertContains(nobody, "Nobody like this was heard of yet")
    assertContains(nobody, "?kind=place&amp;which=all")
    assertContains(desk.get(LIST, {"which": "nonsense"}), "Select a valid choice")
