"""Bringing a file, and seeing what is cut from a text before it is stored."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from sources.models import Article
from tests.sources import factories as make
from tests.sources import files
from tests.sources.test_cut import STORY

pytestmark = pytest.mark.django_db
ADD, FILE, SPLIT, DETAILS = "/articles/new/", "/articles/file/", "/articles/split/", "/articles/details/"


def bring(desk, name: str, data: bytes):
    return desk.post(FILE, {"file": SimpleUploadedFile(name, data)})


def keys_on(page) -> list[str]:
    return re.findall(r'name="shown" value="([^"]+)"', page.content.decode())


def test_a_file_fills_in_the_form_and_stores_nothing(desk):
    page = bring(desk, "storm.html", files.PAGE.encode())
    assertContains(page, "This is what “storm.html” holds. Nothing is stored yet")
    form = page.context["form"]
    assert {name: form[name].value() for name in ("title", "outlet", "byline", "url", "published_on")} == {
        "title": files.HEADLINE,
        "outlet": "Harbour Wire",
        "byline": "Ana Ruiz",
        "url": "https://wire.example/storm",
        "published_on": "2024-09-09",
    }
    assert not Article.objects.exists()


def test_a_file_that_cannot_be_read_says_so_by_name(desk):
    page = bring(desk, "old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    assertContains(page, "“old.doc” could not be taken")
    assertContains(page, "Save it as .docx")
    assertContains(desk.post(FILE), "Choose a file first.")
    assertRedirects(desk.get(FILE), ADD)


def test_a_file_beyond_the_limit_is_refused_unread(desk):
    page = bring(desk, "long.txt", b"x" * 25_200_000)
    assertContains(page, "larger than 25 MB", status_code=413)


def test_what_would_be_cut_is_shown_first_and_can_be_kept(desk):
    typed = {"outlet": "Harbour Wire", "text": STORY}
    page = desk.post(ADD, typed)
    assertContains(page, "Nothing is stored yet. Part of this text belongs to the page")
    assertContains(page, "FILE PHOTO: The old harbour seen from the hill")
    assert not Article.objects.exists()
    shown = keys_on(page)
    assert len(shown) == 5
    page = desk.post(ADD, typed | {"shown": shown, "keep": shown[:1]}, follow=True)
    article = Article.objects.get()
    assert "FILE PHOTO" in article.text
    assert "Subscribe" not in article.text
    assert [piece[2] for piece in article.cut][:2] == ["Share", "Subscribe to our newsletter"]
    assertContains(page, "4 pieces of the page were cut before this was stored")


def test_a_text_that_has_nothing_to_cut_is_stored_at_once(desk):
    page = desk.post(ADD, {"outlet": "Harbour Wire", "text": files.SAID}, follow=True)
    assertNotContains(page, "cut before this was stored")
    assert Article.objects.get().cut == []


def test_each_story_of_a_paste_shows_what_is_cut_from_it(desk):
    from tests.sources.test_pages_split import BRIDGE, PORT, fields_of

    page = desk.post(ADD, {"outlet": "Harbour Wire", "text": f"{PORT}\n\nFILE PHOTO: The quay\n\n{BRIDGE}"})
    assertContains(page, '<q class="passage">FILE PHOTO: The quay</q>', count=1)
    sent = fields_of(page, "split")
    assert sum(name.endswith("-shown") for name in sent) == 1
    desk.post(SPLIT, sent)
    assert sorted(len(article.cut) for article in Article.objects.all()) == [0, 1]


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        (f"Harbour closed - Bay Post\n\n{files.SAID}", "Bay Post"),
        (f"Harbour closed\n\nBay Post\n\n{files.SAID}", "Bay Post"),
        (f"Harbour closed\n\n{files.SAID}\n\n© 2024 bay post. All rights reserved.", "Bay Post"),
        (f"Source: Bay Post\n\n{files.SAID}", "Bay Post"),
        (f"Harbour closed\n\nReuters\n\n{files.SAID}", "Reuters"),
        (f"Harbour closed\n\nThe Bay Post told of it. {files.SAID}", ""),
    ],
)
def test_the_outlet_is_proposed_where_the_text_names_it_as_its_own(desk, text, outlet):
    make.outlet("Bay Post")
    page = desk.post(DETAILS, {"text": text})
    proposed = 'name="outlet" value="' + outlet if outlet else "its outlet"
    (assertContains if outlet else assertNotContains)(page, proposed)
    page = desk.post(ADD, {"text": text})
    assertContains(page, "Which outlet printed it?")
    assert page.context["outlet_found"] == outlet
