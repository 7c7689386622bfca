"""Feeds are attached, asked, back off, and bring articles; what they bring waits for a nod where that is asked for."""

from datetime import timedelta

import pytest
from django.utils import timezone

from entities.ledger import act_on
from entities.models import Act
from entities.refused import Overtaken, Refused
from entities.undo import undo
from sources.address import address_key
from sources.feeds import ask_now, attach_feed, change_feed, import_feeds
from sources.fetch_address import fetch_address
from sources.models import Article, Feed, FeedItem, Fetch, Host, OutletHost
from sources.nod import leave_items, take_items
from sources.poll import poll_feed, sweep
from tests.sources import factories as make
from tests.sources.test_page import STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(press, settings):
    """The press, which this desk may fetch from."""
    settings.FETCH_TEST_SERVER = f"127.0.0.1:{press.port}"
    settings.FETCH_PACE_SECONDS = 0
    return press


def rss(*titles):
    items = "".join(f"<item><title>{t}</title><link>/{t.lower()}</link></item>" for t in titles)
    return f'<rss version="2.0"><channel><title>The Quay</title>{items}</channel></rss>'


def feed_at(web, *titles, path="/feed", etag='"1"', **more):
    url = web.page(path, rss(*titles), kind="application/rss+xml", etag=etag)
    by = more.pop("by", None) or make.person("admin", f"admin{Feed.objects.count()}")
    return attach_feed(outlet=make.outlet("The Quay"), url=url, by=by, **more)


def poll(feed):
    Feed.objects.filter(pk=feed.pk).update(next_at=timezone.now() - timedelta(seconds=1))
    assert poll_feed(feed.pk, by="a delivery")
    feed.refresh_from_db()
    return feed


def minutes(feed):
    return round((feed.next_at - timezone.now()).total_seconds() / 60)


def test_what_a_feed_brings_waits_for_a_nod_once(web):
    feed = poll(feed_at(web, "Pier", "Ferry"))
    assert (feed.title, feed.failures, feed.problem) == ("The Quay", 0, "")
    assert [item.title for item in FeedItem.objects.all()] == ["Pier", "Ferry"]
    web.page("/feed", rss("Crane", "Pier", "Ferry"), kind="application/rss+xml")
    poll(feed)
    assert FeedItem.objects.filter(state="waiting").count() == 3
    assert not Fetch.objects.exists()


def test_a_feed_that_has_not_changed_sends_nothing(web):
    feed = poll(feed_at(web, "Pier"))
    poll(feed)
    path, headers = web.asked[-1]
    assert (path, headers["if-none-match"]) == ("/feed", '"1"')
    assert FeedItem.objects.count() == 1
    assert feed.failures == 0


def test_words_let_items_pass_or_not(web):
    poll(feed_at(web, "Pier", "Ferry", "Piers", include=["pier"], exclude=["piers"]))
    assert dict(FeedItem.objects.values_list("title", "state")) == {
        "Pier": "waiting",
        "Ferry": "filtered",
        "Piers": "filtered",
    }


def test_taken_with_a_nod_it_is_fetched_and_kept_and_the_second_is_told(web):
    web.page("/pier", STORY)
    poll(feed_at(web, "Pier", "Ferry"))
    by = make.person()
    pier, ferry = (FeedItem.objects.get(title=title) for title in ("Pier", "Ferry"))
    assert take_items(items=[pier.pk], by=by) == 1
    with pytest.raises(Refused, match="first"):
        take_items(items=[pier.pk], by=by)
    fetch = Fetch.objects.get()
    assert fetch_address(fetch.pk, by="a delivery")
    article = Article.objects.get()
    assert (article.outlet.entity.name, article.added_by) == ("The Quay", by)
    assert leave_items(items=[ferry.pk, pier.pk], by=by) == 1
    ferry.refresh_from_db()
    assert ferry.state == "left"
    done = act_on(ferry, "item.leave")
    assert done is not None
    undo(act=done, by=by)
    assert FeedItem.objects.get(pk=ferry.pk).state == "waiting"


def test_without_a_nod_it_is_taken_at_once_in_the_name_of_who_attached_the_feed(web):
    web.page("/pier", STORY)
    feed = poll(feed_at(web, "Pier", waits=False))
    assert FeedItem.objects.get().state == "taken"
    fetch = Fetch.objects.get()
    assert fetch.asked_by == feed.added_by
    fetch_address(fetch.pk, by="a delivery")
    assert Article.objects.get().outlet == feed.outlet


def test_what_the_desk_has_already_is_not_asked_about(web):
    make.article(url=web.url("/pier"), url_key=address_key(web.url("/pier")))
    poll(feed_at(web, "Pier"))
    assert FeedItem.objects.get().state == "here"


@pytest.mark.parametrize(
    ("body", "status", "why"),
    [("SECRET no feed", 200, "no feed"), ("SECRET", 500, "500"), ("SECRET", 410, "410")],
)
def test_a_broken_feed_is_asked_ever_more_seldom_and_says_why(web, body, status, why):
    feed = feed_at(web)
    web.page("/feed", body, status=status)
    waits = []
    for _ in range(9):
        feed = poll(feed)
        waits.append(minutes(feed))
    assert waits == [15, 30, 60, 120, 240, 480, 960, 1440, 1440]
    assert feed.failures == 9
    assert why in feed.problem
    assert "SECRET" not in feed.problem
    web.page("/feed", rss("Pier"))
    feed = poll(feed)
    assert (feed.failures, feed.problem, minutes(feed)) == (0, "", 15)


def test_a_feed_that_asks_to_be_left_alone_is(web):
    feed = feed_at(web)
    web.page("/feed", "busy", status=429, retry_after="7200")
    assert minutes(poll(feed)) == 120


def test_one_broken_feed_holds_up_no_other(web):
    broken, well = feed_at(web, path="/broken"), feed_at(web, "Pier", path="/well")
    web.plays("/broken", web.cut_off)
    Feed.objects.update(rung_at=None)
    assert sweep() == 2
    poll(broken)
    poll(well)
    assert (broken.failures, well.failures) == (1, 0)
    assert FeedItem.objects.get().feed == well


def test_a_quiet_feed_is_asked_more_seldom(web):
    feed = poll(feed_at(web, "Pier"))
    FeedItem.objects.update(seen_at=timezone.now() - timedelta(days=2))
    assert minutes(poll(feed)) == 45


def test_robots_txt_is_respected_and_read_once_a_day(web):
    web.page("/robots.txt", "User-agent: *\nDisallow: /feed", kind="text/plain")
    feed = poll(feed_at(web, "Pier"))
    assert "robots.txt" in feed.problem
    assert web.count("/feed") == 0
    poll(feed)
    assert web.count("/robots.txt") == 1
    Host.objects.update(robots_at=timezone.now() - timedelta(days=2))
    web.page("/robots.txt", "User-agent: somebody-else\nDisallow: /", kind="text/plain")
    assert poll(feed).problem == ""
    assert web.count("/feed") == 1


def test_a_stopped_feed_is_not_asked_until_it_is_started(web):
    feed = feed_at(web, "Pier")
    by = feed.added_by
    change_feed(feed=feed, by=by, include=[], exclude=[], waits=True, stopped=True)
    Feed.objects.update(rung_at=None, next_at=timezone.now())
    assert sweep() == 0
    with pytest.raises(Refused):
        ask_now(feed=feed)
    done = act_on(feed, "feed.change")
    assert done is not None
    undo(act=done, by=by)
    Feed.objects.update(rung_at=None)
    assert sweep() == 1


def test_the_second_of_two_admins_is_told_who_was_first(web):
    feed = feed_at(web)
    same = {"feed": feed, "by": feed.added_by, "exclude": [], "waits": True, "stopped": False}
    seen = act_on(feed).pk
    change_feed(**same, include=["pier"], seen=seen)
    with pytest.raises(Overtaken):
        change_feed(**same, include=["ferry"], seen=seen)


def test_a_feed_is_attached_once_and_from_the_public_web_alone(web):
    feed = feed_at(web)
    with pytest.raises(Refused, match="already"):
        attach_feed(outlet=feed.outlet, url=feed.url, by=feed.added_by)
    with pytest.raises(Refused, match="inside"):
        attach_feed(outlet=feed.outlet, url="http://192.168.1.1/feed", by=feed.added_by)
    done = act_on(feed, "feed.attach")
    assert done is not None
    undo(act=done, by=feed.added_by)
    assert not Feed.objects.exists()


def test_a_list_of_feeds_is_attached_as_one_and_says_what_was_not():
    by = make.person("admin", "ada")
    OutletHost.objects.create(outlet=make.outlet("The Quay"), host="quay.example")
    opml = """<opml version="2.0"><body><outline text="Q" xmlUrl="https://www.quay.example/feed"/>
    <outline text="Dock" xmlUrl="https://dock.example/f"/><outline text="In" xmlUrl="http://10.0.0.1/f"/></body></opml>"""
    done = import_feeds(data=opml.encode(), by=by)
    assert {feed.outlet.entity.name for feed in done.attached} == {"The Quay", "Dock"}
    assert [title for title, _, _ in done.left] == ["In"]
    whole = Act.objects.get(kind="feed.import")
    undo(act=whole, by=by)
    assert not Feed.objects.exists()
    with pytest.raises(Refused, match="OPML"):
        import_feeds(data=b"nonsense", by=by)
