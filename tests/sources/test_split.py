"""One entry that was two: picked places and names move to a new one, exactly back, or what stands in the way is named."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from entities.ledger import act_on
from entities.merge import merge_entities
from entities.models import Entity
from entities.refused import Refused
from entities.undo import undo
from sources.attribute import attribute
from sources.models import Mention, Statement
from sources.split_entity import split_entity
from tests.ledger.world import state_of
from tests.sources import factories as make

pytestmark = pytest.mark.django_db


class World:
    """An entry “Smith” that is a harbour master in one article and a singer in the other."""

    def __init__(self) -> None:
        self.smith = make.entity("John Smith", aliases=["Smith the singer", "J. Smith"])
        one = make.article("John Smith said the harbour is open. J. Smith left.", title="Harbour")
        other = make.article("Smith the singer said the show goes on.", title="Stage")
        self.opened = make.statement(one, "the harbour is open", self.smith, speaker_outcome="matched")
        self.shown = make.statement(
            other, "the show goes on", self.smith, speaker_name="Smith the singer", speaker_outcome="matched"
        )
        self.carried = make.relay(self.shown, self.smith)
        self.master = make.mention(one, "John Smith", self.smith)
        self.singer = make.mention(other, "Smith the singer", self.smith)
        self.alias = self.smith.aliases.get(name="Smith the singer")

    def split(self, by, **more) -> Entity:
        picked = {
            "statements": [self.shown.pk],
            "mentions": [self.singer.pk],
            "relays": [self.carried.pk],
            "aliases": [self.alias.pk],
        }
        return split_entity(
            entity=self.smith, by=by, **({"name": "Jo Smith", "kind": "person"} | picked | more)
        )


@pytest.fixture
def world():
    return World()


def where(*rows):
    return [
        type(row)
        .objects.values_list("speaker" if isinstance(row, Statement) else "entity", flat=True)
        .get(pk=row.pk)
        for row in rows
    ]


def test_what_was_picked_moves_and_the_rest_stays(world, curator):
    made = world.split(curator)
    assert where(world.shown, world.singer, world.carried, world.alias) == [made.pk] * 4
    assert where(world.opened, world.master) == [world.smith.pk] * 2
    world.shown.refresh_from_db()
    assert world.shown.speaker_terms == ["spk:smith"]
    assert {alias.name for alias in made.aliases.all()} == {"Jo Smith", "Smith the singer"}


def test_a_split_is_taken_back_and_done_again_exactly(world, curator):
    before = state_of()
    mentions = list(Mention.objects.order_by("pk").values())
    made = world.split(curator)
    after = state_of()
    done = act_on(made, "entity.split")
    assert done is not None
    undoing = undo(act=done, by=curator)
    assert state_of() == before
    assert list(Mention.objects.order_by("pk").values()) == mentions
    undo(act=undoing, by=curator)
    assert state_of() == after


def test_an_article_that_came_since_stands_in_the_way_and_is_named(world, curator):
    made = world.split(curator)
    later = make.mention(
        make.article("Smith the singer waved.", title="Late show"), "Smith the singer", outcome="waiting"
    )
    attribute(article=later.article)
    assert where(later) == [made.pk]
    done = act_on(made, "entity.split")
    assert done is not None
    with pytest.raises(Refused, match="In the way: 1 mention rests on it by now, in “Late show”"):
        undo(act=done, by=curator)
    assert where(world.shown, later) == [made.pk] * 2, "nothing was changed"


def test_a_later_merge_stands_in_the_way_and_is_named(world, curator):
    made = world.split(curator)
    merge_entities(kept=world.smith, gone=made, by=curator)
    done = act_on(made, "entity.split")
    assert done is not None
    with pytest.raises(Refused, match="In the way: admin merged Jo Smith into John Smith"):
        undo(act=done, by=curator)


def test_places_of_what_was_merged_into_it_can_be_picked_too(world, curator):
    kept = make.entity("Smith & Sons")
    merge_entities(kept=kept, gone=world.smith, by=curator)
    made = split_entity(entity=kept, by=curator, name="Jo Smith", kind="person", mentions=[world.singer.pk])
    assert where(world.singer, world.master) == [made.pk, world.smith.pk]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"statements": [], "mentions": [], "relays": []}, "Pick at least one place"),
        ({"mentions": [999_999]}, "mean somebody else by now"),
        ({"name": " "}, "An entity needs a name"),
        ({"kind": "gnome"}, "is not a kind of entity"),
    ],
)
def test_what_cannot_be_split_is_refused_and_changes_nothing(world, curator, more, says):
    before = state_of()
    with pytest.raises(Refused, match=says):
        world.split(curator, **more)
    assert state_of() == before


def test_the_name_it_is_shown_under_stays(world, curator):
    with pytest.raises(Refused, match="the name it is shown under"):
        world.split(curator, aliases=[world.smith.aliases.get(name="John Smith").pk])


class TestPage:
    def test_places_are_picked_on_a_page_and_the_split_can_be_taken_back_there(self, world, curator):
        desk = make.client_of(curator)
        there = reverse("entity-split", args=[world.smith.pk])
        page = desk.get(there)
        assertContains(page, "<mark><bdi>Smith the singer</bdi></mark> said")
        refused = desk.post(there, {"name": "Jo <b>", "kind": "person"})
        assertContains(refused, "Pick at least one place")
        assertContains(refused, 'value="Jo &lt;b&gt;"')
        typed = {
            "name": "Jo Smith",
            "kind": "person",
            "mentions": [world.singer.pk, "x"],
            "statements": world.shown.pk,
        }
        done = desk.post(there, typed, follow=True)
        made = Entity.objects.get(name="Jo Smith")
        assertRedirects(done, made.get_absolute_url())
        act = act_on(made, "entity.split")
        assert act is not None
        assertContains(done, reverse("act-undo", args=[act.pk]))

    def test_letters_narrow_the_places_down(self, world, curator):
        desk = make.client_of(curator)
        page = desk.get(reverse("entity-split", args=[world.smith.pk]), {"text": "stage"})
        assertContains(page, "the show goes on")
        assert len(page.context["mentions"]) == 1
        empty = desk.get(reverse("entity-split", args=[world.smith.pk]), {"text": "%\x00"})
        assertContains(empty, "No place has these letters")

    def test_the_same_number_of_queries_for_one_place_and_for_three(self, world, curator):
        desk = make.client_of(curator)
        one = make.entity("One")
        make.mention(make.article("One came."), "One", one)
        few = make.queries_of(desk, reverse("entity-split", args=[one.pk]))
        assert make.queries_of(desk, reverse("entity-split", args=[world.smith.pk])) == few

    def test_nothing_to_pick_and_merged_already_are_said(self, curator):
        desk = make.client_of(curator)
        one, other = make.entity("One"), make.entity("Other")
        assertContains(desk.get(reverse("entity-split", args=[one.pk])), "Nothing to pick from")
        merge_entities(kept=other, gone=one, by=curator)
        assertContains(desk.get(reverse("entity-split", args=[one.pk])), "Take that back first")
