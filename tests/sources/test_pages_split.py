"""A paste that holds several stories: offered to be split, kept whole on wish, and nothing lost on the way."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from entities.models import Entity
from sources.models import Article
from tests.sources import factories as make

pytestmark = pytest.mark.django_db
ADD, SPLIT, LIST = "/articles/new/", "/articles/split/", "/articles/"
PORT = (
    "Port closed after crane falls\n\nPublished: 3 March 2024\n\nAnna Kovac said that the harbour was closed. The ferries lay "
    "at the quay for the third day, and the last lorries were sent back over the pass. Nobody was hurt when it fell, and two men "
    "were taken to the clinic on the hill."
)
BRIDGE = (
    "Bridge will be mended by spring\n\nPublished: 4 March 2024\n\nThe mayor told the council that the bridge was safe. "
    "Engineers had looked at its piers after the flood and found two cracks in the stone, which were filled before winter. "
    "The road over it stays open to carts and to people on foot."
)
BOTH = f"{PORT}\n\n{BRIDGE}"


def pasted(**changed):
    return {
        "outlet": "Harbour Wire",
        "text": BOTH,
        "url": "https://wire.example/1",
        "byline": "Ana Ruiz",
    } | changed


def fields_of(page, form: str) -> dict[str, str]:
    """What a browser would send of the page's form of that id, fields beside it that name it included."""
    html = page.content.decode()
    start = html.index(f'<form id="{form}"')
    inside = html[start : html.index("</form>", start)] + "".join(
        re.findall(rf'<textarea form="{form}".*?</textarea>', html, re.DOTALL)
    )
    sent = {}
    for tag in re.findall(r"<input[^>]*>", inside):
        value = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if value.get("type") != "checkbox" or " checked" in tag:
            bare = "on" if value.get("type") == "checkbox" else ""
            sent[value["name"]] = unescape(value.get("value", bare))
    for name, value in re.findall(r'<textarea[^>]*?name="([^"]*)"[^>]*>(.*?)</textarea>', inside, re.DOTALL):
        sent[name] = unescape(value.removeprefix("\n"))
    sent.pop("csrfmiddlewaretoken", None)
    return sent


def test_several_stories_are_offered_with_what_each_says_of_itself(desk):
    page = desk.post(ADD, pasted())
    assertContains(page, "2 stories in one paste")
    assert not Article.objects.exists()
    sent = fields_of(page, "split")
    assert [sent[f"story-{n}-title"] for n in (0, 1)] == [
        "Port closed after crane falls",
        "Bridge will be mended by spring",
    ]
    assert [sent[f"story-{n}-published_on"] for n in (0, 1)] == ["2024-03-03", "2024-03-04"]
    assert [sent[f"story-{n}-outlet"] for n in (0, 1)] == ["Harbour Wire"] * 2
    assert [sent[f"story-{n}-url"] for n in (0, 1)] == ["https://wire.example/1", ""]
    assert [sent[f"story-{n}-text"] for n in (0, 1)] == [PORT, BRIDGE]


def test_each_story_becomes_an_article(desk):
    page = desk.post(SPLIT, fields_of(desk.post(ADD, pasted()), "split"), follow=True)
    assertRedirects(page, LIST)
    assertContains(page, "2 articles are here, and wait to be read.")
    first, second = Article.objects.order_by("pk")
    assert (first.text, second.text) == (PORT, BRIDGE)
    assert (first.title, first.byline, second.byline) == ("Port closed after crane falls", "Ana Ruiz", "")
    assert second.published_at == datetime(2024, 3, 4, tzinfo=UTC)
    assert first.outlet == second.outlet


def test_a_story_can_be_left_out(desk):
    sent = fields_of(desk.post(ADD, pasted()), "split")
    del sent["story-0-take"]
    page = desk.post(SPLIT, sent | {"story-0-outlet": ""})
    assertRedirects(page, Article.objects.get().get_absolute_url(), fetch_redirect_response=False)
    assert Article.objects.get().text == BRIDGE


def test_the_paste_can_stay_one_article(desk):
    sent = fields_of(desk.post(ADD, pasted()), "whole")
    page = desk.post(ADD, sent)
    article = Article.objects.get()
    assertRedirects(page, article.get_absolute_url(), fetch_redirect_response=False)
    assert (article.text, article.byline, article.url) == (BOTH, "Ana Ruiz", "https://wire.example/1")


def test_that_it_stays_one_is_remembered_over_an_error(desk):
    page = desk.post(ADD, pasted(whole="on", url="ftp://wire.example"))
    assertContains(page, "not a web address")
    assertContains(page, '<input type="hidden" name="whole" value="on"')


def test_one_story_is_added_as_ever(desk):
    desk.post(ADD, pasted(text=PORT))
    assert Article.objects.get().text == PORT


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"story-1-outlet": ""}, "Which outlet printed it?"),
        ({"story-1-text": " "}, "There is no text yet"),
        ({"story-1-url": "ftp://wire.example"}, "not a web address"),
        ({"story-1-published_on": "yesterday"}, "Enter a valid date"),
        ({"story-1-text": PORT}, "the same text, or the same address, as in another story"),
        (
            {"story-1-url": "https://wire.example/1"},
            "the same text, or the same address, as in another story",
        ),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_stored_or_lost(desk, changed, says):
    sent = fields_of(desk.post(ADD, pasted()), "split") | changed | {"story-0-title": "Mine"}
    page = desk.post(SPLIT, sent)
    assertContains(page, says)
    assert not Article.objects.exists()
    assert not Entity.objects.exists()
    again = fields_of(page, "split")
    assert {name: value.strip() for name, value in again.items()} == {n: v.strip() for n, v in sent.items()}
    assert fields_of(page, "whole")["text"] == BOTH


def test_a_story_that_is_here_already_is_linked_and_may_be_left_out(desk):
    there = make.article(BRIDGE, outlet="Harbour Wire")
    sent = fields_of(desk.post(ADD, pasted()), "split")
    page = desk.post(SPLIT, sent)
    assertContains(page, "The desk has this text already")
    assertContains(page, f'href="{there.get_absolute_url()}"')
    assert Article.objects.count() == 1
    del sent["story-1-take"]
    desk.post(SPLIT, sent)
    assert Article.objects.count() == 2


def test_with_no_story_ticked_nothing_happens_and_it_is_said(desk):
    sent = {n: v for n, v in fields_of(desk.post(ADD, pasted()), "split").items() if not n.endswith("-take")}
    page = desk.post(SPLIT, sent)
    assertContains(page, "No story is ticked")
    assert not Article.objects.exists()


@pytest.mark.parametrize("count", ["", "0", "x", "-1", "99999", "²"])
def test_a_page_mended_by_hand_leads_back(desk, count):
    assertRedirects(desk.post(SPLIT, {"stories": count}), ADD)


def test_a_script_in_a_paste_is_only_text(desk):
    page = desk.post(ADD, pasted(text=BOTH.replace("ferries", "<script>x</script></textarea>")))
    assertContains(page, "2 stories in one paste")
    assertNotContains(page, "<script>x")


def test_who_may_not_add_may_not_split():
    nobody = make.client_of(make.person("nobody"))
    assert nobody.post(SPLIT, {"stories": "1"}).status_code == 403


def test_splitting_takes_the_same_number_of_queries_however_many_stories(desk, django_assert_num_queries):
    three = f"{BOTH}\n\n{BRIDGE.replace('Bridge will', 'Tunnel will').replace('bridge', 'tunnel')}"
    make.queries_of(desk, ADD)
    with django_assert_num_queries(make.queries_of(desk, ADD)):
        page = desk.post(ADD, pasted(text=three))
    assertContains(page, "3 stories in one paste")
