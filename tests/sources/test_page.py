"""A page's article, what was cut of it, and what it says of itself, however it is written."""

from contextlib import suppress
from datetime import datetime, timedelta, timezone

import pytest

from sources.page import NoArticle, read_page, text_of
from sources.page.passages import MOST_PASSAGES, passages

STORY = """<html lang="en"><head><title>Pier shut after storm | Harbour Wire</title>
<meta property="og:site_name" content="Harbour Wire">
<link rel="canonical" href="https://harbour.example/pier">
<meta property="article:published_time" content="2024-09-02T10:15:00+02:00">
<meta name="author" content="Ada Quill"></head>
<body><nav><a href="/">Home</a> <a href="/s">Sport</a></nav><article><h1>Pier shut after storm</h1>
<figure><img src="x"><figcaption>The pier on Monday. Photo: B. Lens</figcaption></figure>
<p>The pier is closed, Mayor Ines Falk said on Monday after the storm damaged several planks and a crane.</p>
<div class="share">Share this: Letter, Pigeon</div>
<p>“Nobody may walk there,” she said. “It will take <a href="x">two weeks</a> to mend, and we ask for patience.”</p>
<script>alert("not words")</script>
<p>Dock union head Tom Abara denied that any crane had fallen and asked for an inquiry into the works.</p>
<aside><p>Sign up for our newsletter</p></aside></article>
<footer>© Harbour Wire 2024</footer></body></html>"""
ADDRESS = "https://www.harbour.example/pier?utm_source=mail&page=2#top"


def test_the_article_is_found_and_what_was_cut_is_shown_in_its_place():
    found = read_page(STORY, url=ADDRESS)
    kept = [words for words, is_kept in found.passages if is_kept]
    cut = [words for words, is_kept in found.passages if not is_kept]
    assert [words.split()[0] for words in kept] == ["Pier", "The", "“Nobody", "Dock"]
    assert "two weeks to mend" in kept[2]
    assert "Home\nSport" in cut[0] or "Home Sport" in cut[0]
    assert any("Photo: B. Lens" in words for words in cut)
    assert any("newsletter" in words for words in cut)
    assert not any("alert" in words for words in kept + cut)
    order = [words for words, _ in found.passages]
    assert (
        order.index(kept[1])
        < next(n for n, words in enumerate(order) if "Share this" in words)
        < order.index(kept[2])
    )


def test_what_a_page_says_of_itself():
    found = read_page(STORY, url=ADDRESS)
    assert found.title == "Pier shut after storm"
    assert found.byline == "Ada Quill"
    assert found.outlet == "Harbour Wire"
    assert found.published_at == datetime(2024, 9, 2, 10, 15, tzinfo=timezone(timedelta(hours=2)))
    assert found.has_time
    assert found.canonical == "https://harbour.example/pier"


def test_a_canonical_address_elsewhere_is_not_believed_and_tracking_is_taken_off():
    elsewhere = STORY.replace("https://harbour.example/pier", "https://other.example/stolen")
    assert read_page(elsewhere, url=ADDRESS).canonical == "https://www.harbour.example/pier?page=2"


def test_a_day_without_a_time_is_a_day():
    page = STORY.replace("2024-09-02T10:15:00+02:00", "2024-09-02")
    found = read_page(page, url=ADDRESS)
    assert (found.published_at, found.has_time) == (datetime(2024, 9, 2), False)  # noqa: DTZ001 - the page names no zone


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<html></html>",
        '<meta http-equiv="refresh" content="0;url=http://169.254.169.254/">',
        "<html><body><p>Log in</p></body></html>",
        "\x00" * 50,
        "<" * 5000,
    ],
)
def test_a_page_without_an_article_is_said_to_have_none(page):
    with pytest.raises(NoArticle, match="paste the text"):
        read_page(page.replace("\x00", ""), url=ADDRESS)


def test_a_page_nested_ever_so_deep_is_read():
    deep = STORY.replace("<article>", "<div>" * 3000 + "<article>")
    with suppress(NoArticle):  # that is an answer too; to run out of stack is none
        assert "Mayor Ines Falk" in str(read_page(deep, url=ADDRESS).passages)


def test_a_page_of_ever_so_many_passages_has_no_more_than_a_form_carries():
    from lxml import html

    tree = html.document_fromstring("".join(f"<p>Paragraph number {n} of them</p>" for n in range(3000)))
    found = passages(tree, [f"Paragraph number {n} of them" for n in range(0, 3000, 2)])
    assert len(found) <= MOST_PASSAGES


@pytest.mark.parametrize(
    ("body", "declared", "words"),
    [
        ("Wałęsa sagt".encode(), "iso-8859-1", "Wałęsa sagt"),
        ("“Déjà vu”".encode("cp1252"), "iso-8859-1", "“Déjà vu”"),
        ("“Déjà vu”".encode("cp1252"), "utf-8", "“Déjà vu”"),
        ('<meta charset="windows-1251">Пирс'.encode("cp1251"), "", "Пирс"),
        ("Пирс".encode("utf-16"), "utf-8", "Пирс"),
        ("café".encode("latin-1"), "no-such-charset", "café"),
        ('<meta charset="utf-8">“Fermé”, café'.encode("cp1252"), "", "“Fermé”, café"),
        ("“Fermé”, café".encode("cp1252"), "utf-8", "“Fermé”, café"),
        ("“Fermé”, café ".encode() + b"\xe9", "utf-8", "“Fermé”, café \ufffd"),
        (b"\xef\xbb\xbfPier", "latin-1", "Pier"),
        (b"Pier \xff", "hex", "Pier"),
    ],
)
def test_whatever_is_said_of_its_characters_a_page_is_read(body, declared, words):
    assert words in text_of(body, declared)
