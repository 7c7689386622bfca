"""Feeds of every kind are read, broken ones as far as they go; words let items pass or not."""

from datetime import UTC, datetime

import pytest

from sources.feed_words import Item, read_feed, read_opml, wants
from sources.fetching import FetchFailed

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Wire</title>
<item><title>Pier shut &amp; ferry late</title><link>/pier</link><guid>tag:1</guid>
<description>&lt;p&gt;The &lt;b&gt;pier&lt;/b&gt; is shut.&lt;/p&gt;</description>
<pubDate>Mon, 02 Sep 2024 10:15:00 +0200</pubDate></item>
<item><title>No address</title></item>
<item><title>Ferry</title><link>https://harbour.example/ferry</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Quay</title>
<entry><id>urn:7</id><title type="html">One &lt;i&gt;ship&lt;/i&gt;</title><link href="https://quay.example/7"/>
<updated>2024-09-02T08:15:00Z</updated></entry></feed>"""
JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "Dock", "items": [
{"id": "9", "url": "/nine", "title": "Nine", "content_html": "<p>Nine <b>ships</b></p>", "date_published": "2024-09-02T10:15:00+02:00"},
{"id": "10"}, "nonsense"]}"""
URL = "https://harbour.example/feed.xml"


def test_rss():
    found = read_feed(RSS.encode(), url=URL)
    assert found.title == "Harbour Wire"
    pier, ferry = found.items
    assert pier == Item(
        "tag:1", "https://harbour.example/pier", "Pier shut & ferry late", "The pier is shut.",
        datetime(2024, 9, 2, 8, 15, tzinfo=UTC),
    )  # fmt: skip
    assert ferry.key == ferry.url == "https://harbour.example/ferry"


def test_atom():
    (ship,) = read_feed(ATOM.encode(), url=URL).items
    assert (ship.key, ship.title, ship.url) == ("urn:7", "One ship", "https://quay.example/7")
    assert ship.published_at == datetime(2024, 9, 2, 8, 15, tzinfo=UTC)


def test_json_feed():
    (nine,) = read_feed(JSON_FEED.encode(), url=URL).items
    assert (nine.url, nine.summary) == ("https://harbour.example/nine", "Nine ships")
    assert nine.published_at == datetime(2024, 9, 2, 8, 15, tzinfo=UTC)


def test_what_cannot_be_stored_is_left_out_of_an_item():
    odd = r'{"items": [{"id": "a\ud800b\u0000", "url": "/1", "title": "\udfff!", "date_published": "9999-12-31T23:59:59-23:00"}, {"url": "/\ud800"}]}'
    (item,) = read_feed(odd.encode(), url=URL).items
    assert (item.key, item.title, item.published_at) == ("ab", "!", None)


def test_a_feed_that_breaks_off_gives_what_stands_before():
    half = RSS[: RSS.index("<item><title>No")]
    assert [item.key for item in read_feed(half.encode(), url=URL).items] == ["tag:1"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><p>Log in",
        b"{",
        b'{"items": 7}',
        b"\x00\xff",
        b"https://127.0.0.1/",
        b"/etc/passwd",
        b"[" * 99999,
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body):
    with pytest.raises(FetchFailed, match="no feed"):
        read_feed(body, url=URL)


def test_entities_of_a_feed_lead_nowhere_and_do_not_grow():
    laughs = (
        '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    )
    body = RSS.replace('<?xml version="1.0"?>', f'<?xml version="1.0"?>{laughs}').replace("Ferry", "&b;&x;")
    try:
        found = str(read_feed(body.encode(), url=URL))
    except FetchFailed:
        return
    assert "root:" not in found


def test_a_list_of_feeds():
    opml = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="Papers">
    <outline text="Quay" xmlUrl="https://quay.example/feed"/><outline title="Dock" xmlUrl="https://dock.example/f"/>
    <outline title="Dock again" xmlUrl="https://dock.example/f"/></outline></body></opml>"""
    assert read_opml(opml) == [
        ("Quay", "https://quay.example/feed"),
        ("Dock again", "https://dock.example/f"),
    ]


@pytest.mark.parametrize("body", [b"", b"<rss/>", b"nonsense", b"\x00"])
def test_what_is_no_list_is_said_to_be_none(body):
    with pytest.raises(FetchFailed, match="OPML"):
        read_opml(body)


@pytest.mark.parametrize(
    ("include", "exclude", "passes"),
    [
        ([], [], True),
        (["missile"], [], True),
        (["issile"], [], False),
        (["ferry", "MISSILES"], [], True),
        (["new missiles"], [], True),
        (["missile"], ["sport"], True),
        (["missile"], ["shown"], False),
        ([], ["Élan"], False),
    ],
)
def test_words_let_an_item_pass_or_not(include, exclude, passes):
    item = Item("1", URL, "New missiles, shown with élan", "Transport by ship")
    assert wants(item, include=include, exclude=exclude) is passes


@pytest.mark.parametrize(
    ("said", "hour"),
    [("GMT", 10), ("+0530", 4), ("EST", 15), ("CET", 9), ("CEST", 8), ("BST", 9), ("MSK", 7), ("EEST", 7)],
)
def test_the_hour_of_an_item_is_in_the_zone_it_names(said, hour):
    body = f"""<rss version="2.0"><channel><title>T</title><item><title>a</title><link>/1</link>
        <pubDate>Mon, 03 Mar 2025 10:00:00 {said}</pubDate></item></channel></rss>"""
    (item,) = read_feed(body.encode(), url="https://a.example/feed").items
    assert item.published_at is not None
    assert item.published_at.astimezone(UTC).hour == hour


def test_an_item_that_stands_twice_is_what_it_was_first():
    body = """<rss version="2.0"><channel><title>T</title><item><title>new</title><link>/1</link></item>
        <item><title>old</title><link>/1</link></item></channel></rss>"""
    assert [item.title for item in read_feed(body.encode(), url="https://a.example/feed").items] == ["new"]
