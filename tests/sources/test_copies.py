"""Copies of one text: found in the background, grouped, never dropped, told apart by people and remembered so."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from entities.refused import Refused
from entities.undo import undo
from sources.address import address_key
from sources.copies import compare_texts, regroup
from sources.ingest import AlreadyHere, add_article
from sources.models import Article, CopyPair, PassageBand, Stage
from sources.tell_apart import tell_apart
from tests.matching.test_same_text import TOLD, story
from tests.sources import factories as make

pytestmark = pytest.mark.django_db
WHOLE, CUT = " ".join(TOLD), " ".join(TOLD[:18])


def groups() -> dict[str, int | None]:
    return {str(article.outlet): article.copies for article in Article.objects.all()}


def printed(outlet: str, text: str, **more):
    return make.article(text, outlet=outlet, title=f"In {outlet}", **more)


@pytest.fixture
def three():
    rows = [printed("Wire", WHOLE), printed("Bay Post", CUT), printed("Echo", f"Good morning.\n\n{WHOLE}")]
    printed("Other", " ".join(story(77)))
    compare_texts()
    return rows


def test_a_story_under_three_outlets_is_one_group(three):
    wire = three[0].pk
    assert groups() == {"Wire": wire, "Bay Post": wire, "Echo": wire, "Other": None}
    assert Article.objects.count() == 4


def test_comparing_twice_changes_nothing(three):
    before = groups(), CopyPair.objects.count(), PassageBand.objects.count()
    Article.objects.update(compared=False)
    compare_texts()
    assert (groups(), CopyPair.objects.count(), PassageBand.objects.count()) == before


def test_an_article_that_is_not_read_yet_waits():
    printed("Wire", WHOLE)
    printed("Bay Post", WHOLE, stage=Stage.RECEIVED)
    assert compare_texts() == 1
    Article.objects.update(stage=Stage.READ)
    assert compare_texts() == 1
    assert len(set(groups().values())) == 1


def test_short_texts_are_copies_only_word_by_word():
    printed("Wire", "The port is shut, Ana said.")
    printed("Bay Post", "The  port is shut,\nAna said.")
    printed("Echo", "The port is open, Ana said.")
    compare_texts()
    found = groups()
    assert found["Wire"] == found["Bay Post"] is not None
    assert found["Echo"] is None


def test_a_later_revision_is_no_copy():
    by = make.person(name="rana")
    old = add_article(by=by, outlet="Wire", text=WHOLE, url="https://wire.example/1")
    add_article(by=by, outlet="Wire", text=f"{WHOLE} More.", url="https://wire.example/1", revise=True)
    Article.objects.update(stage=Stage.READ)
    compare_texts()
    assert set(Article.objects.values_list("copies", flat=True)) == {None}
    assert old.revised_by


def test_told_apart_stays_apart_whatever_comes_and_can_be_taken_back(three):
    wire, post, _ = three
    by = make.person(name="rana")
    done = tell_apart(article=Article.objects.get(pk=post.pk), by=by)
    assert groups() == {"Wire": wire.pk, "Bay Post": None, "Echo": wire.pk, "Other": None}
    # Another copy would tie them together again.
    printed("Gazette", WHOLE)
    compare_texts()
    found = groups()
    assert found["Bay Post"] not in {found["Wire"], found["Echo"]}
    Article.objects.filter(outlet__entity__name="Gazette").delete()
    undo(act=done, by=by)
    assert groups()["Bay Post"] == wire.pk
    assert not CopyPair.objects.filter(apart=True).exists()


def test_who_is_nobodys_copy_cannot_be_told_apart(three):
    other = Article.objects.get(outlet__entity__name="Other")
    with pytest.raises(Refused, match="nobody’s copy already"):
        tell_apart(article=other, by=make.person(name="rana"))


def test_regrouping_without_reason_changes_nothing(three):
    assert regroup([row.pk for row in three]) == set()


def test_the_page_shows_the_copies_and_takes_a_word_that_it_is_none(three):
    wire, post, _ = three
    desk = make.client_of(make.person(name="rana"))
    page = desk.get(f"/articles/{post.pk}/")
    assertContains(page, "3 articles are copies of one text")
    assertContains(page, "In Wire")
    assertContains(page, "the same words")
    assertContains(desk.get("/articles/"), "one of several copies", count=3)
    page = desk.post(f"/articles/{post.pk}/apart/", follow=True)
    assertContains(page, "It counts as a text of its own now.")
    assertNotContains(page, "Also printed elsewhere")
    assertContains(desk.get(f"/articles/{wire.pk}/"), "2 articles are copies of one text")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.wire.example/a/?utm_source=x#top", "http://wire.example/a", True),
        ("https://m.wire.example:443/a/amp/", "https://wire.example/a", True),
        ("https://wire.example/a?id=2&fbclid=9", "https://wire.example/a?id=2", True),
        ("https://wire.example/a?b=1&a=2", "https://wire.example/a?a=2&b=1", True),
        ("https://wire.example/caf%C3%A9", "https://wire.example/café", True),
        ("https://wire.example/index.html", "https://wire.example", True),
        ("https://wire.example/a?id=2", "https://wire.example/a?id=3", False),
        ("https://wire.example/a", "https://wire.example/A", False),
        ("https://wire.example/a", "https://post.example/a", False),
        ("https://wire.example:8443/a", "https://wire.example/a", False),
    ],
)
def test_addresses_of_one_page_share_a_key(one, other, same):
    assert (address_key(one) == address_key(other)) is same


def test_another_spelling_of_a_known_address_finds_its_article():
    by = make.person(name="rana")
    there = add_article(by=by, outlet="Wire", text=WHOLE, url="https://www.wire.example/1?utm_source=x")
    with pytest.raises(AlreadyHere) as already:
        add_article(by=by, outlet="Wire", text=CUT, url="http://wire.example/1/")
    assert already.value.article == there
