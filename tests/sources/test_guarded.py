"""A file that somebody brought, read in a child of its own: what comes out, and what is said of those that cannot be."""

import pytest

from entities.refused import Refused
from sources.guarded import unpack_file
from sources.unpack.kinds import CSV, DOCX, EML, HTML, JSONL, TEXT, kind_of
from tests.sources import files


def test_a_page_gives_its_story_and_what_it_says_of_itself():
    found = unpack_file(name="storm.html", data=files.PAGE.encode())
    assert found.text.startswith(files.HEADLINE)
    assert found.text.count("\n\n") >= 6
    assert "newsletter" not in found.text
    assert (found.title, found.byline, found.outlet) == (files.HEADLINE, "Ana Ruiz", "Harbour Wire")
    assert (found.url, found.published) == ("https://wire.example/storm", "2024-09-09T14:05:00+00:00")


def test_a_pdf_gives_paragraphs_without_heads_and_numbers():
    found = unpack_file(name="storm.pdf", data=files.story_pdf())
    assert found.text.split("\n\n")[0] == files.HEADLINE
    assert f"{files.SAID} {files.SAID}" in found.text
    assert "weekly" not in found.text
    assert "of 3" not in found.text


@pytest.mark.parametrize("said", ["utf-8", "x-none-such"])
def test_an_e_mail_that_names_the_wrong_characters_is_read(said):
    message = files.mail("Café fermé, he said.").replace(b"iso-8859-1", said.encode())
    assert unpack_file(name="storm.eml", data=message).text.strip() == "Café fermé, he said."


def test_a_document_and_an_e_mail():
    found = unpack_file(name="storm.docx", data=files.docx(files.HEADLINE, files.SAID))
    assert found.text == f"{files.HEADLINE}\n\n{files.SAID}"
    found = unpack_file(name="storm.eml", data=files.mail("Zürich said no."))
    assert (found.text.strip(), found.title, found.byline, found.published) == (
        "Zürich said no.",
        "Harbour closed – update",
        "Ana Ruiz",
        "2024-09-09T14:05:00+02:00",
    )


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.pdf", lambda: files.locked(files.story_pdf()), "locked with a password"),
        ("a.pdf", lambda: files.pdf([[], []]), "pictures of pages and no text"),
        ("a.pdf", lambda: files.story_pdf()[:700], "damaged"),
        ("a.pdf", lambda: files.pdf([["A line of words on it."]] * 301), "has 301 pages"),
        ("a.docx", lambda: files.swelling_docx(200), "more than 100 MB"),
        ("a.docx", lambda: files.docx("One.")[:3000], "packed file|damaged"),
    ],
)
def test_what_cannot_be_read_says_why(name, data, why):
    with pytest.raises(Refused, match=why) as refused:
        unpack_file(name=name, data=data())
    assert refused.value.field == "file"


def test_a_file_that_takes_too_long_is_given_up(settings):
    settings.FILE_MAX_SECONDS = 1
    long = "<p>The mayor said that it was over.</p>" * 300_000
    with pytest.raises(Refused, match="longer than 1 seconds"):
        unpack_file(name="long.html", data=f"<html><body>{long}".encode())


def test_a_file_beyond_the_limit_is_not_even_read(settings):
    settings.FILE_MAX_BYTES = 1_000_000
    with pytest.raises(Refused, match="larger than 1 MB"):
        unpack_file(name="a.txt", data=b"x" * 1_000_001)


def test_a_text_longer_than_an_article(settings):
    settings.ARTICLE_MAX_CHARACTERS = 100
    with pytest.raises(Refused, match="has 101 characters; an article may have 100"):
        unpack_file(name="a.txt", data=b"x" * 101)


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.txt", b"Words.", TEXT),
        ("notes", b"Words.", TEXT),
        ("page", b"<!DOCTYPE html><html><body>Words", HTML),
        ("message", files.mail(), EML),
        ("a.docx", files.docx("Words."), DOCX),
        ("rows.CSV", b"outlet,text\n", CSV),
        ("rows.ndjson", b"{}\n", JSONL),
    ],
)
def test_a_file_is_known_by_what_is_in_it_or_by_its_name(name, data, kind):
    assert kind_of(name, data) == kind


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as .docx"),
        ("a.rtf", b"{\\rtf1 Words}", "rich text"),
        ("a.png", b"\x89PNG\r\n", "picture"),
        ("a.zip", b"PK\x03\x04abc", "packed"),
        ("a.pdf", b"Words.", "not such a file"),
        ("a.txt", b" \n", "empty"),
        ("a.txt", "Zürich".encode("latin-1"), "Byte 2 is not UTF-8"),
        ("rows.csv", b"outlet,text\n", "bring it in bulk"),
    ],
)
def test_kinds_that_are_not_read_say_what_to_do(name, data, why):
    with pytest.raises(Refused, match=why):
        unpack_file(name=name, data=data)
