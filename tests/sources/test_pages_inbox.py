"""The inbox of names: the page, its answers, and twenty names answered with the keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Route, expect
from pytest_django.asserts import assertContains, assertNotContains

from entities.models import Entity, Kind, PassedOver
from sources.ask import count_all
from sources.models import AskedName, Mention, NameAnswer
from tests.sources import factories as make

INBOX = "/names/"


@pytest.fixture
def desk(curator):
    return make.client_of(curator)


def asked(*names: str) -> list[AskedName]:
    """Names that wait, the first in the most statements."""
    for number, name in enumerate(names):
        words = [f"Word {n} of {name}" for n in range(len(names) - number)]
        article = make.article(f"{'. '.join(words)}.", outlet=f"Outlet {number}")
        for each in words:
            said = make.statement(article, each)
            start = said.spans[0][0] + each.index(name)
            Mention.objects.create(
                article=article, start=start, end=start + len(name), text=name, outcome="none"
            )
    count_all()
    return [AskedName.objects.get(name=name) for name in names]


def answer(desk, row: AskedName, **typed: str):
    return desk.post(reverse("name-answer", args=[row.pk]), typed, follow=True)


@pytest.mark.django_db
class TestPage:
    def test_the_same_number_of_queries_for_one_name_and_for_three(self, desk):
        asked("Falk")
        one = make.queries_of(desk, INBOX)
        asked("Abara", "Moreno", "Okoro")
        assert make.queries_of(desk, INBOX) == one

    def test_the_name_that_most_statements_wait_for_comes_first_with_its_places(self, desk):
        asked("Falk", "Abara <b>")
        page = desk.get(INBOX)
        assertContains(page, "Who is “<bdi>Falk</bdi>”?")
        assertContains(page, "2 statements wait for it")
        assertContains(page, "<mark>Falk</mark>")
        assertContains(page, "Abara &lt;b&gt;")

    def test_whom_the_machine_held_it_against_is_offered_with_why(self, desk):
        who = make.entity("Ines Falk", description="mayor")
        (row,) = asked("Falk")
        Mention.objects.update(
            outcome="several", candidates=[{"entity": who.pk, "probability": 0.4, "why": "the surname"}]
        )
        page = desk.get(INBOX)
        assertContains(page, "mayor · 40 % likely · the surname")
        answer(desk, row, answer=str(who.pk), earlier="1")
        assert NameAnswer.objects.get().entity == who

    def test_what_was_answered_is_said_and_can_be_taken_back(self, desk):
        one, _ = asked("Falk", "Abara")
        page = answer(desk, one, answer="new", kind="person", earlier="1")
        assertContains(page, "You said that “Falk” is new: Falk. 2 earlier places follow.")
        assertContains(page, "Who is “<bdi>Abara</bdi>”?")
        assertContains(page, "0 of 2")
        desk.post(reverse("act-undo", args=[NameAnswer.objects.get().act_id]))
        assert AskedName.objects.get(name="Falk").answered is False
        assert not Entity.objects.filter(name="Falk").exists()

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({"answer": ""}, "Say first whom the name means"),
            ({"answer": "999999"}, "Say first whom the name means"),
            ({"answer": "x" * 500}, "Say first whom the name means"),
            ({"answer": "typed"}, "Type first whom the name means"),
            ({"answer": "typed", "other": "Nobody\x00 at all"}, "Nobody goes by “Nobody at all”"),
            ({"answer": "typed", "other": "Twin"}, "Several go by “Twin”"),
            ({"answer": "new", "kind": "gnome"}, "is not a kind of entity"),
        ],
    )
    def test_what_cannot_be_meant_is_said_and_the_name_stays(self, desk, typed, says):
        make.entity("Twin"), make.entity("Twin", Kind.ORGANISATION)
        (row,) = asked("Falk")
        page = answer(desk, row, **typed)
        assertContains(page, says)
        assertContains(page, "Who is “<bdi>Falk</bdi>”?")
        assert not NameAnswer.objects.exists()

    def test_the_second_of_two_is_told_who_was_first(self, desk):
        one, _ = asked("Falk", "Abara")
        answer(desk, one, answer="ignored")
        page = answer(desk, one, answer="no_name")
        assertContains(page, "admin said that “Falk” is always ignored in the meantime.")
        assertContains(page, "Who is “<bdi>Abara</bdi>”?")

    def test_three_ways_of_having_nothing_to_ask(self, desk):
        assertContains(desk.get(INBOX), "No article names anybody yet")
        (row,) = asked("Falk")
        behind = desk.get(INBOX, {"after": f"[{row.statements},{row.mentions},{row.pk}]"})
        assertContains(behind, "That was the last one")
        answer(desk, row, answer="ignored")
        assertContains(desk.get(INBOX), "All done")
        assertContains(desk.get(INBOX, {"name": row.pk}), "All done")

    @pytest.mark.parametrize(
        "query", ["after=x", "after=[1]", "name=x", "name=99999999999999999999", "name=²"]
    )
    def test_an_odd_address_is_no_error(self, desk, query):
        asked("Falk")
        assertContains(desk.get(f"{INBOX}?{query}"), "Falk")

    def test_only_admins_find_the_way_there(self, desk):
        asked("Falk")
        assertContains(desk.get("/entities/"), f'href="{INBOX}"')
        assertNotContains(make.client_of(make.person("editor")).get("/entities/"), f'href="{INBOX}"')


@pytest.mark.django_db(transaction=True)
def test_twenty_names_are_answered_with_the_keyboard_alone(page_of, curator):
    make.entity("Ines Falk", aliases=["Mayor of the Quay"])
    names = [f"Name{n:02} {'Falk' if n % 5 == 0 else 'Okoro'}" for n in range(20)]
    asked(*names)
    page = page_of(curator)
    page.goto("/entities/")
    page.keyboard.press("i")
    for number, name in enumerate(names):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Who is “{name}”?")
        match number % 5:
            case 0:
                page.keyboard.press("1")
            case 1:
                page.keyboard.press("n")
            case 2:
                page.keyboard.press("x")
            case 3:
                page.keyboard.press("i")
            case 4:
                page.keyboard.press("o")
                page.keyboard.type("Mayor of the Quay")
                page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Who is “{names[-1]}”?")
    page.keyboard.press("e")
    expect(page.get_by_role("checkbox")).not_to_be_checked()
    page.keyboard.press("i")
    expect(page.get_by_role("heading", name="All done")).to_be_visible()
    assert NameAnswer.objects.filter(outcome="chosen", entity__name="Ines Falk").count() == 7
    assert NameAnswer.objects.filter(outcome="chosen", entity__name__contains="Okoro").count() == 4
    assert PassedOver.objects.filter(why="no_name").count() == 4
    assert PassedOver.objects.filter(why="ignored").count() == 5
    assert not AskedName.objects.filter(answered=False).exists()


@pytest.mark.django_db(transaction=True)
def test_an_answer_counts_while_names_to_choose_from_are_still_on_their_way(page_of, curator):
    make.entity("Ines Falk")
    asked("Name00 Falk", "Name01 Okoro")
    page = page_of(curator)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)  # a server that is slow to answer

    page.route("**/entities/names/**", hold)
    page.goto(INBOX)
    with page.expect_request("**/entities/names/**"):
        page.get_by_role("combobox", name="Somebody").first.fill("Ines Falk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Who is “Name01 Okoro”?")
    assert NameAnswer.objects.get().entity.name == "Ines Falk"
    for route in held:
        route.abort()
