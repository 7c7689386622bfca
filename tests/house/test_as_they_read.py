"""Each reads the desk by their own clock and in their own language; days and addresses are the same to everybody."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from claims.models import Preferences
from config.quick_words import remember_words
from entities.reader import reader_zone, zone_names
from sources.models import Article
from tests.sources import factories as make

pytestmark = pytest.mark.django_db
AFTERNOON = datetime(2024, 9, 9, 13, 5, tzinfo=UTC)


@pytest.fixture
def reader():
    return make.person()


def choose(person, **likes):
    return make.client_of(person).post(reverse("preferences"), likes | {"of": "reading"})


def test_what_a_person_chooses_is_kept_and_shown_again(reader):
    assertRedirects(choose(reader, language="en-gb", time_zone="Asia/Tehran"), reverse("preferences"))
    likes = Preferences.objects.get(user=reader)
    assert (likes.language, likes.time_zone) == ("en-gb", "Asia/Tehran")
    page = make.client_of(reader).get(reverse("preferences"))
    assertContains(page, '<option value="Asia/Tehran" selected>')
    choose(reader, language="", time_zone="")
    assert Preferences.objects.get(user=reader).time_zone == ""


@pytest.mark.parametrize(("name", "value"), [("time_zone", "Mars/Olympus"), ("language", "tlh")])
def test_what_the_desk_does_not_have_cannot_be_chosen(reader, name, value):
    page = choose(reader, **({"language": "", "time_zone": ""} | {name: value}))
    assertContains(page, "Select a valid choice", status_code=422)
    assert not Preferences.objects.exists()


def test_a_time_of_publication_is_shown_by_the_readers_clock_and_on_hover_by_the_outlets(reader):
    article = make.article(published_at=AFTERNOON)
    article.outlet.time_zone = "Asia/Tehran"
    article.outlet.save()
    choose(reader, language="", time_zone="America/New_York")
    page = make.client_of(reader).get(article.get_absolute_url())
    assertContains(
        page,
        '<time datetime="2024-09-09T13:05:00+0000" title="9 Sep 2024, 16:35 (Asia/Tehran), where it was printed">'
        "9 Sep 2024, 09:05</time>",
    )
    added = f'title="{Article.objects.get().added_at:%-d %b %Y, %H:%M} (UTC)"'
    assertContains(page, added)


def test_a_day_of_publication_is_the_same_day_to_everybody(reader):
    article = make.article(published_at=datetime(2024, 9, 9, tzinfo=UTC))
    choose(reader, language="", time_zone="America/Los_Angeles")
    page = make.client_of(reader).get(article.get_absolute_url())
    assertContains(page, '<time datetime="2024-09-09">9 Sep 2024</time>')
    assertNotContains(page, "8 Sep 2024")


def test_nobodys_clock_or_language_outlives_their_page(reader):
    choose(reader, language="", time_zone="Asia/Tokyo")
    make.client_of(reader).get("/")
    assert str(reader_zone()) == "UTC"
    assert translation.get_language() == "en-gb"


def test_a_zone_that_is_known_no_more_is_the_newsrooms(reader):
    Preferences.objects.create(user=reader, time_zone="Gone/Forever", language="xx")
    assert make.client_of(reader).get("/").status_code == 200


def test_zones_are_places_and_utc():
    assert zone_names()[0] == "UTC"
    assert {"Asia/Tehran", "Europe/Berlin"} <= set(zone_names())
    assert not [name for name in zone_names() if name.startswith(("Etc/", "posix", "US/"))]


def test_a_word_is_looked_up_once_and_is_the_same_word(monkeypatch):
    catalogues = translation.trans_real.DjangoTranslation("en-gb")
    asked = []

    def noted(slow):
        def look_up(*words):
            asked.append(words)
            return slow(*words)

        return look_up

    for way in ("gettext", "ngettext"):
        monkeypatch.setattr(catalogues, way, noted(getattr(catalogues, way)), raising=False)
    monkeypatch.setattr(translation.trans_real, "_translations", {"en-gb": catalogues})
    words = ("Review", "This field is required.", "Please correct the errors below.", "Organization")
    counted = [("%(n)s claim", "%(n)s claims", n) for n in (1, 2)]
    before = [*map(catalogues.gettext, words), *(catalogues.ngettext(*each) for each in counted)]
    remember_words()
    for _ in range(3):
        with translation.override("en-gb"):
            after = [*map(translation.gettext, words), *(translation.ngettext(*each) for each in counted)]
        assert after == before
    assert len(asked) == 2 * len(before)
