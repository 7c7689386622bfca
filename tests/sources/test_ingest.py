"""An article comes in: stored once, immutable, rung for, and refused with a message a reporter understands."""

import threading

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from entities.models import Entity
from entities.refused import Refused
from sources.address import address_key
from sources.ingest import AlreadyHere, add_article
from sources.models import Article, Outlet, Stage

pytestmark = pytest.mark.django_db
TEXT = "The harbour reopened on Monday, the mayor said."


def test_a_text_is_stored_as_it_is_and_waits_to_be_read(reporter):
    article = add_article(by=reporter, outlet="Harbour Wire", text="  One.\r\nTwo said so.\r\n ")
    assert (article.text, article.stage, article.attempts) == ("One.\nTwo said so.", Stage.RECEIVED, 0)
    assert Outlet.objects.get().entity.name == "Harbour Wire"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no text yet"),
        (" \n\t ", "no text yet"),
        ("before\x00after", "NUL bytes"),
        ("half a pair \ud83d here", "surrogate"),
        ("\x01\x02\x03 some", "control characters"),
        ("12 34 — 56", "no words"),
        ("word " * 200_001, "1,000,005 characters"),
    ],
)
def test_what_cannot_be_an_article_is_refused_in_words(reporter, text, says):
    if says.startswith("1,0"):
        text, says = text + "x", "1,000,006 characters"
    with pytest.raises(Refused, match=says) as refused:
        add_article(by=reporter, outlet="Harbour Wire", text=text)
    assert refused.value.field == "text"
    assert not Article.objects.exists()
    assert not Entity.objects.exists(), "a refused article leaves no outlet behind"


@pytest.mark.parametrize(
    "url", ["harbour.example", "javascript:alert(1)", "ftp://harbour.example/a", "http://"]
)
def test_an_address_that_is_none_is_refused(reporter, url):
    with pytest.raises(Refused) as refused:
        add_article(by=reporter, outlet="Harbour Wire", text=TEXT, url=url)
    assert refused.value.field == "url"


def test_an_article_needs_an_outlet(reporter):
    with pytest.raises(Refused) as refused:
        add_article(by=reporter, outlet="   ", text=TEXT)
    assert refused.value.field == "outlet"


def test_the_same_text_by_the_same_outlet_comes_in_once(reporter):
    first = add_article(by=reporter, outlet="Harbour Wire", text=TEXT, title="Harbour reopens")
    with pytest.raises(AlreadyHere, match="Harbour reopens.*rana") as again:
        add_article(by=reporter, outlet="harbour  WIRE", text=TEXT.replace(" ", "\n"))
    assert again.value.article == first
    assert not again.value.may_revise
    add_article(by=reporter, outlet="Northgate Chronicle", text=TEXT)
    assert Article.objects.count() == 2


def test_another_text_from_a_known_address_becomes_a_revision_when_wanted(reporter):
    url = "https://harbour.example/reopens"
    first = add_article(by=reporter, outlet="Harbour Wire", text=TEXT, url=url)
    with pytest.raises(AlreadyHere) as known:
        add_article(by=reporter, outlet="Harbour Wire", text=TEXT + " Ships left.", url=url)
    assert known.value.may_revise
    second = add_article(by=reporter, outlet="Harbour Wire", text=TEXT + " Ships left.", url=url, revise=True)
    third = add_article(by=reporter, outlet="Harbour Wire", text=TEXT + " All left.", url=url, revise=True)
    assert [(a.revision, a.revises) for a in (first, second, third)] == [(1, None), (2, first), (3, second)]
    with pytest.raises(Refused, match="Harbour Wire"):
        add_article(by=reporter, outlet="Levant Courier", text="Other words entirely.", url=url, revise=True)


def test_the_database_itself_keeps_a_text_from_changing(reporter):
    article = add_article(by=reporter, outlet="Harbour Wire", text=TEXT)
    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(text="Other words.")
    Article.objects.filter(pk=article.pk).update(title="A better title")
    article.refresh_from_db()
    assert (article.text, article.title) == (TEXT, "A better title")


@pytest.mark.django_db(transaction=True)
def test_two_reporters_with_the_same_paste_at_one_moment_store_it_once():
    reporters = [User.objects.create(username=name) for name in ("rana", "remi", "rosa", "ruth")]
    start, told = threading.Barrier(len(reporters)), []

    def paste(reporter):
        start.wait()
        try:
            add_article(by=reporter, outlet="Harbour Wire", text=TEXT, url="https://harbour.example/1")
            told.append("stored")
        except AlreadyHere:
            told.append("already here")
        finally:
            connection.close()

    threads = [threading.Thread(target=paste, args=[reporter]) for reporter in reporters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(told) == ["already here"] * 3 + ["stored"]
    assert (Article.objects.count(), Outlet.objects.count(), Entity.objects.count()) == (1, 1, 1)


def test_characters_that_no_database_takes_are_no_crash(reporter):
    article = add_article(
        by=reporter,
        outlet="Bay\x00 Post",
        text="It is open.",
        title="It\x00 is \ud800 open",
        byline="A\udc00",
    )
    assert (article.title, article.byline, str(article.outlet)) == (
        "It is \ufffd open",
        "A\ufffd",
        "Bay Post",
    )


def test_an_address_so_broken_that_it_leads_nowhere_is_nobodys():
    assert address_key("http://[::1") == ""
    assert address_key("https://a.example/?q=\ud800") == "a.example?q=%3F"
