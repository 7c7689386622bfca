"""The pages by which articles come in from outside: few queries, clear words, nothing that breaks."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from sources.bring import bring_address
from sources.feeds import attach_feed
from sources.fetch_address import fetch_address
from sources.ingest import add_article
from sources.models import Article, Feed, FeedItem, Fetch, OutletHost
from tests.sources import factories as make
from tests.sources.test_page import STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(press, settings):
    """The press, which this desk may fetch from."""
    settings.FETCH_TEST_SERVER = f"127.0.0.1:{press.port}"
    settings.FETCH_PACE_SECONDS = 0
    return press


def a_feed(number=0, items=1):
    by = make.person("admin", f"admin{number}")
    outlet = make.outlet(f"Paper {number}")
    OutletHost.objects.create(outlet=outlet, host=f"paper{number}.example")
    feed = attach_feed(outlet=outlet, url=f"https://paper{number}.example/feed", by=by)
    for n in range(items):
        FeedItem.objects.create(
            feed=feed, key=str(n), url=f"https://paper{number}.example/{n}", title=f"Story {n}"
        )
    return feed


@pytest.mark.parametrize("name", ["feeds", "feed-inbox", "outlets", "fetch-new"])
def test_a_list_takes_the_same_queries_over_one_row_and_three(name):
    client = make.client_of(make.person("admin", "looker"))
    counts = []
    for number in range(3):
        feed = a_feed(number, items=number + 1)
        Fetch.objects.create(url=f"https://paper{number}.example/x", asked_by=feed.added_by)
        counts.append(make.queries_of(client, reverse(name)))
    assert counts[0] == counts[-1]


def test_what_was_fetched_is_shown_with_what_was_cut_and_added_as_ticked(web):
    client = make.client_of(by := make.person())
    url = web.page("/pier", STORY)
    answer = client.post(reverse("fetch-new"), {"url": url, "selection": "The pier <b>is</b> closed"})
    row = Fetch.objects.get()
    assert answer["Location"] == row.get_absolute_url()
    assert "It is being fetched" in client.get(row.get_absolute_url()).content.decode()
    assert client.get(reverse("fetch-progress", args=[row.pk])).status_code == 204
    fetch_address(row.pk, by="a delivery")
    assert client.get(reverse("fetch-progress", args=[row.pk]))["HX-Redirect"] == row.get_absolute_url()
    page = client.get(row.get_absolute_url()).content.decode()
    assert "Photo: B. Lens" in page
    assert "The pier &lt;b&gt;is&lt;/b&gt; closed" in page
    row.refresh_from_db()
    photo = next(n for n, (words, _) in enumerate(row.blocks) if "Photo" in words)
    form = {
        "outlet": "Harbour Wire",
        "title": "Pier",
        "url": url,
        "published_on": "2024-09-02",
        "passage": [1, photo],
    }
    assert "on" not in client.post(row.get_absolute_url(), form | {"published_on": "2124-09-02"}).get(
        "Location", ""
    )
    answer = client.post(row.get_absolute_url(), form)
    article = Article.objects.get()
    assert answer["Location"] == article.get_absolute_url()
    assert "Photo: B. Lens" in article.text
    assert "Dock union" not in article.text
    assert (article.added_by, hasattr(article, "revisit")) == (by, False)
    assert client.get(row.get_absolute_url())["Location"] == article.get_absolute_url()


def test_nothing_ticked_is_said_beside_the_form_and_keeps_what_was_typed(web):
    client = make.client_of(make.person())
    row = bring_address(url=web.page("/pier", STORY), by=make.person(name="other"))
    fetch_address(row.pk, by="a delivery")
    page = client.post(
        row.get_absolute_url(), {"outlet": "My Own Paper", "url": "", "passage": ["x", "99999"]}
    )
    assert page.status_code == 200
    assert "My Own Paper" in page.content.decode()
    assert not Article.objects.exists()


def test_an_address_that_cannot_be_fetched_says_why_and_can_be_tried_again(web):
    client = make.client_of(make.person())
    row = bring_address(url=web.url("/none"), by=make.person(name="other"))
    fetch_address(row.pk, by="a delivery")
    page = client.get(row.get_absolute_url()).content.decode()
    assert "404" in page
    assert "Try again" in page
    assert client.post(reverse("fetch-retry", args=[row.pk])).status_code == 302
    assert Fetch.objects.get().set_aside_at is None


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/", "nonsense", "", "file:///etc/passwd", "http://a\x00b/"]
)
def test_an_address_that_is_not_fetched_from_is_refused_beside_its_field(url):
    page = make.client_of(make.person()).post(reverse("fetch-new"), {"url": url})
    assert page.status_code == 200
    assert 'class="wrong"' in page.content.decode()
    assert not Fetch.objects.exists()


def test_what_is_shared_fills_the_page_in_and_does_nothing(web):
    client = make.client_of(make.person())
    url = "https://outlet.example/pier?a=1&b=2"
    for query in (f"url={quote(url)}&title=Pier&selection=Closed", f"text=Closed {quote(url)}&title=Pier"):
        page = client.get(f"{reverse('article-add')}?{query}").context
        assert page["address"]["url"].value() == url
        assert [page["form"][name].value() for name in ("url", "title", "text")] == [url, "Pier", "Closed"]
    assert not Fetch.objects.exists()


def test_the_bookmarklet_leads_to_the_add_page_of_this_desk(settings):
    settings.DESK_URL = "https://desk.example.org"
    page = make.client_of(make.person()).get(reverse("bookmarklet")).content.decode()
    assert "https://desk.example.org/articles/new/?url=" in page
    assert page.count("javascript:") == 2


def test_what_changed_is_shown_and_escaped():
    by = make.person()
    printed: dict[str, Any] = {"by": by, "outlet": "Harbour Wire", "url": "https://outlet.example/pier"}
    add_article(text="The pier is <b>closed</b>.\n\nAnother line stands here.", **printed)
    fresh = add_article(text="The pier is <i>open</i>.\n\nAnother line stands here.", revise=True, **printed)
    client = make.client_of(by)
    page = client.get(reverse("article-differences", args=[fresh.pk])).content.decode()
    assert "closed</del>" in page.replace('<span class="visually-hidden">]</span>', "")
    assert "open</ins>" in page.replace('<span class="visually-hidden">]</span>', "")
    assert "<i>" not in page
    assert client.get(reverse("article-differences", args=[fresh.revises_id])).status_code == 302


def test_feeds_are_attached_changed_and_listed_by_admins():
    client = make.client_of(make.person("admin"))
    form = {
        "outlet": "The Quay",
        "url": "https://quay.example/feed",
        "include": "pier\n\nferry",
        "waits": "on",
    }
    assert client.post(reverse("feeds"), form).status_code == 302
    feed = Feed.objects.get()
    assert (feed.include, feed.waits, feed.outlet.entity.name) == (["pier", "ferry"], True, "The Quay")
    again = client.post(reverse("feeds"), form).content.decode()
    assert "attached already" in again
    client.post(reverse("feed-edit", args=[feed.pk]), {"include": "crane", "stopped": "on", "seen": ""})
    feed.refresh_from_db()
    assert (feed.include, feed.waits, feed.stopped) == (["crane"], False, True)
    stale = client.post(reverse("feed-edit", args=[feed.pk]), {"include": "ship", "waits": "on", "seen": "0"})
    assert "Now: crane" in stale.content.decode()


def test_a_list_of_feeds_says_what_was_not_attached():
    client = make.client_of(make.person("admin"))
    opml = b'<opml version="2.0"><body><outline text="In" xmlUrl="http://10.0.0.1/"/><outline text="Q" xmlUrl="https://quay.example/f"/></body></opml>'
    page = client.post(reverse("feeds"), {"file": SimpleUploadedFile("feeds.opml", opml)}).content.decode()
    assert "1 of the list was not attached" in page
    assert "leads inside a network" in page
    assert Feed.objects.count() == 1
    page = client.post(reverse("feeds"), {"file": SimpleUploadedFile("feeds.opml", b"\x00")}).content.decode()
    assert "no list of feeds" in page


def test_the_inbox_takes_and_leaves_one_or_several():
    feed = a_feed(items=4)
    client = make.client_of(make.person())
    items = list(feed.items.order_by("pk"))
    client.post(reverse("feed-inbox"), {"one": f"take-{items[0].pk}"})
    client.post(reverse("feed-inbox"), {"item": [items[1].pk, items[2].pk], "all": "leave"})
    client.post(reverse("feed-inbox"), {"item": ["x", "9" * 30], "all": "take"})
    assert [item.state for item in feed.items.order_by("pk")] == ["taken", "left", "left", "waiting"]
    assert Fetch.objects.get().asked_by.username == "reporter"
    assert (
        "first"
        in client.post(reverse("feed-inbox"), {"one": f"take-{items[0].pk}"}, follow=True).content.decode()
    )


def test_three_empty_inboxes_are_three_messages():
    client = make.client_of(make.person())
    assert "No feeds yet" in client.get(reverse("feed-inbox")).content.decode()
    feed = a_feed(items=1)
    assert "Story 0" in client.get(reverse("feed-inbox")).content.decode()
    feed.items.update(state="left")
    assert "Nothing waits" in client.get(reverse("feed-inbox")).content.decode()


def test_a_feed_that_fails_says_since_when_and_why():
    feed = a_feed()
    ok = timezone.now() - timedelta(days=1)
    Feed.objects.filter(pk=feed.pk).update(failures=3, problem="It answered 500.", last_ok_at=ok, last_at=ok)
    page = make.client_of(make.person("admin", "ad")).get(reverse("feeds")).content.decode()
    assert "failed 3 times in a row" in page
    assert "It answered 500." in page


def test_an_outlet_is_changed_by_admins_and_the_second_is_told():
    client = make.client_of(make.person("admin"))
    outlet = make.outlet("The Quay")
    address = reverse("outlet-edit", args=[outlet.pk])
    client.post(
        address, {"hosts": "quay.example\nhttps://www.dock.example/x", "group": "Sea Media", "seen": "0"}
    )
    outlet.refresh_from_db()
    assert {host.host for host in outlet.hosts.all()} == {"quay.example", "dock.example"}
    page = client.post(address, {"hosts": "no host at all", "seen": ""}).content.decode()
    assert "is not a host" in page
    stale = client.post(address, {"hosts": "other.example", "seen": "0"}).content.decode()
    assert "Now: Sea Media" in stale


def test_an_article_is_put_right_and_the_second_is_told():
    client = make.client_of(make.person())
    article = make.article(title="Peir")
    address = reverse("article-describe", args=[article.pk])
    client.post(
        address, {"title": "Pier", "published_on": "2024-09-02", "published_time": "10:00", "seen": "0"}
    )
    article.refresh_from_db()
    assert (article.title, f"{article.published_at:%Y-%m-%d %H:%M}") == ("Pier", "2024-09-02 10:00")
    assert "Now: Pier" in client.post(address, {"title": "Other", "seen": "0"}).content.decode()
    assert "On which day" in client.post(address, {"published_time": "10:00"}).content.decode()
