"""An address becomes an article: fetched, looked at, added; or it says why not."""

import zlib
from hashlib import sha256

import pytest

from entities.refused import Refused
from sources.bring import bring_address, drop_fetch, fetch_again
from sources.fetch_address import fetch_address
from sources.ingest import AlreadyHere
from sources.keep_fetch import Details, KeptAlready, keep_fetch
from sources.models import Article, Fetch, FetchedPage, Host, OutletHost
from tests.sources import factories as make
from tests.sources.test_page import STORY

pytestmark = pytest.mark.django_db


@pytest.fixture
def web(press, settings):
    """The press, which this desk may fetch from."""
    settings.FETCH_TEST_SERVER = f"127.0.0.1:{press.port}"
    settings.FETCH_PACE_SECONDS = 0
    return press


def story(press, path="/pier", body=STORY):
    return press.page(path, body.replace("https://harbour.example/pier", press.url(path)))


def fetched(url, by, **more):
    row = bring_address(url=url, by=by, **more)
    fetch_address(row.pk, by="a delivery")
    row.refresh_from_db()
    return row


def ticked(row):
    return [n for n, (_, kept) in enumerate(row.blocks) if kept]


def test_an_address_is_fetched_looked_at_and_added(web):
    by = make.person()
    row = fetched(story(web), by)
    assert (row.stage, row.title, row.byline, row.outlet_name) == (
        "found",
        "Pier shut after storm",
        "Ada Quill",
        "Harbour Wire",
    )
    restored = [n for n, (words, _) in enumerate(row.blocks) if "Photo" in words]
    article = keep_fetch(
        fetch=row,
        by=by,
        passages=[*ticked(row)[1:], *restored],
        details=Details(
            outlet="Harbour Wire", title="Pier shut", url=row.canonical, published_at=row.published_at
        ),
    )
    assert "Photo: B. Lens" in article.text
    assert not article.text.startswith("Pier shut")
    assert article.url == web.url("/pier")
    page = FetchedPage.objects.get(article=article)
    sent = web.pages["/pier"].body
    assert page.body == sent
    assert page.sha256 == sha256(sent).hexdigest()
    assert len(page.packed) < len(sent)
    assert zlib.decompress(page.packed) == sent
    assert article.revisit.active
    assert article.revisit.seen == article.content_hash
    assert (len(article.revisit.cut), len(article.revisit.restored)) == (1, 1)


def test_the_second_of_two_people_is_told_who_was_first(web):
    by = make.person()
    row = fetched(story(web), by)
    details = Details(outlet="Harbour Wire", url=row.canonical)
    article = keep_fetch(fetch=row, by=by, passages=ticked(row), details=details)
    with pytest.raises(KeptAlready) as kept:
        keep_fetch(fetch=row, by=by, passages=ticked(row), details=details)
    assert kept.value.article == article
    with pytest.raises(Refused, match="added"):
        drop_fetch(fetch=row)


def test_an_address_is_not_brought_twice(web):
    by, other = make.person(), make.person(name="other")
    url = story(web)
    row = fetched(url, by)
    assert bring_address(url=url, by=other) == row
    article = keep_fetch(
        fetch=row, by=by, passages=ticked(row), details=Details(outlet="Harbour Wire", url=url)
    )
    with pytest.raises(AlreadyHere) as there:
        bring_address(url=url, by=other)
    assert there.value.article == article


def test_what_cannot_be_fetched_is_set_aside_in_words_and_tried_again(web):
    by = make.person()
    row = fetched(web.url("/later"), by)
    assert row.set_aside_at is not None
    assert "404" in row.error
    assert "Nothing here" not in row.error, "no word of what came"
    story(web, "/later")
    fetch_again(fetch=row)
    fetch_address(row.pk, by="another delivery")
    row.refresh_from_db()
    assert (row.stage, row.error) == ("found", "")
    with pytest.raises(Refused):
        fetch_again(fetch=row)


@pytest.mark.parametrize(
    ("kind", "body", "why"),
    [
        ("application/pdf", b"%PDF-1.7", "a file at this address"),
        ("text/html", b"<p>Log in to read on", "no article was found"),
        (
            "text/html",
            b'<meta http-equiv="refresh" content="0;url=http://10.0.0.1/">',
            "no article was found",
        ),
    ],
)
def test_what_is_no_article_is_set_aside_in_words(web, kind, body, why):
    row = fetched(web.page("/odd", body, kind=kind), make.person())
    assert why in row.error
    assert row.set_aside_at is not None


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", "iso-8859-1"), ("cp1252", "iso-8859-1"), ("cp1252", "no-such"), ("utf-16", "utf-8")],
)
def test_whatever_charset_a_server_says_the_words_are_right(web, encoding, said):
    url = web.page("/pier", STORY.encode(encoding), kind=f"text/html; charset={said}")
    row = fetched(url, make.person())
    assert "“Nobody may walk there,” she said." in " ".join(words for words, _ in row.blocks)


def test_an_address_inside_is_refused_at_once(web):
    for url in ("http://127.0.0.1:1/", "http://10.0.0.1/", "file:///etc/passwd", "nonsense"):
        with pytest.raises(Refused) as refused:
            bring_address(url=url, by=make.person(name=url))
        assert refused.value.field == "url"
    assert not Fetch.objects.exists()


def test_a_redirect_inside_is_set_aside(web):
    row = fetched(web.redirect("/out", "http://169.254.169.254/latest/"), make.person())
    assert "leads inside a network" in row.error


def test_the_outlet_is_the_one_whose_host_it_is(web):
    known = make.outlet("The Quay")
    OutletHost.objects.create(outlet=known, host=f"127.0.0.1:{web.port}")
    assert fetched(story(web), make.person()).outlet_name == "The Quay"


def test_what_was_seen_to_before_is_kept_without_a_look(web):
    row = fetched(story(web), make.person(), at_once=True, outlet=make.outlet("The Quay"))
    assert row.stage == "kept"
    assert row.article.outlet.entity.name == "The Quay"
    assert "Mayor Ines Falk" in row.article.text


def test_dropped_it_is_gone_and_may_be_brought_again(web):
    url = story(web)
    row = fetched(url, make.person())
    drop_fetch(fetch=row)
    assert not FetchedPage.objects.exists()
    assert bring_address(url=url, by=make.person(name="other")) != row
    assert not Article.objects.exists()


def test_a_host_is_asked_at_its_pace(web, settings):
    settings.FETCH_PACE_SECONDS = 0.2
    begun = Host.objects.count()
    by = make.person()
    for number in range(3):
        fetched(story(web, f"/{number}", STORY.replace("planks", f"{number} planks")), by)
    host = Host.objects.get(name=f"127.0.0.1:{web.port}")
    assert begun == 0
    assert host.free_at is not None
