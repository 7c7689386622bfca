"""The languages that the desk speaks besides English: their catalogues are sound, and a page is in its reader's."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.test import Client
from django.utils.translation import trans_real

from claims.models import Preferences
from claims.roles import EDITOR
from tests.claims import factories as claims
from tests.conftest import ROOT
from tests.sources import factories as make

CATALOGUES = sorted((ROOT / "locale").glob("*/LC_MESSAGES/django.po"))
PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}|</?\w+")


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def faults(catalogue: Catalog) -> list[str]:
    """What is wrong with a catalogue, in words."""
    found = [f"{message.id!r}: {error}" for message, errors in catalogue.check() for error in errors]
    return found + [
        f"{message.id!r}: {fault}" for message in catalogue if message.id for fault in _of(message)
    ]


def _of(message: Message) -> list[str]:
    ids, said = _forms(message.id), _forms(message.string)
    if not any(said):
        return ["is only guessed"] if message.fuzzy else []
    places, *others = [set(PLACE.findall(words)) for words in (ids[-1], *reversed(said))]
    return [
        fault
        for fault, is_so in (
            ("is only guessed", message.fuzzy),
            ("lacks a form", not all(said)),
            # That it is one may be said without its number.
            ("has other places", others[0] != places or any(each - places for each in others)),
            ("begins or ends its lines otherwise", _edges(ids[0]) != _edges(said[0])),
        )
        if is_so
    ]


def _forms(words: object) -> list[str]:
    return list(words) if isinstance(words, list | tuple) else [str(words or "")]


def _edges(words: str) -> tuple[bool, bool]:
    return words.startswith((" ", "\n")), words.endswith((" ", "\n"))


def test_there_is_german():
    assert [path.parts[-3] for path in CATALOGUES] == ["de"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_is_sound(path):
    head = path.read_text(encoding="utf-8").split("\n\n", 1)[0]
    assert f'"Language: {path.parts[-3]}\\n"' in head
    assert re.search(r'"Plural-Forms: nplurals=\d; plural=.+;\\n"', head)
    assert "fuzzy" not in head
    assert "@" not in head
    assert faults(read(path)) == []


@pytest.mark.parametrize(
    ("english", "german", "fault"),
    [
        ("by %(who)s", "von %(wer)s", "has other places"),
        ("{n} more", "mehr", "has other places"),
        ("<b>Here</b>", "<i>Hier</i>", "has other places"),
        (("%(n)s claim", "%(n)s claims"), ("%(n)s Behauptung", ""), "lacks a form"),
        ("Go on ", "Weiter", "begins or ends its lines otherwise"),
    ],
)
def test_an_unsound_translation_is_found(english, german, fault):
    catalogue = Catalog(locale="de")
    catalogue.add(english, german)
    assert any(fault in each for each in faults(catalogue))


def test_a_guessed_translation_is_found():
    catalogue = Catalog(locale="de")
    catalogue.add("Claims", "Behauptungen", flags={"fuzzy"})
    assert faults(catalogue) == ["'Claims': is only guessed"]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues as they are now, whatever was made of them before."""
    folder = tmp_path_factory.mktemp("locale")
    for path in CATALOGUES:
        into = folder / path.parts[-3] / "LC_MESSAGES"
        into.mkdir(parents=True)
        with (into / "django.mo").open("wb") as file:
            write_mo(file, read(path))
    return folder


@pytest.fixture
def german(settings, compiled, monkeypatch):
    """A desk that speaks German too, and an editor who chose it."""
    settings.LANGUAGES = [("en-gb", "English"), ("de", "Deutsch")]
    settings.LOCALE_PATHS = [compiled]
    monkeypatch.delitem(vars(trans_real)["_translations"], "de", raising=False)
    editor = make.person(EDITOR)
    Preferences.objects.create(user=editor, language="de")
    yield make.client_of(editor)
    vars(trans_real)["_translations"].pop("de", None)


def said(page) -> str:
    inside = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>", " ", page.content.decode())
    return " ".join(inside.split())


@pytest.mark.django_db
def test_who_chose_german_reads_german_and_the_next_one_english(german):
    link = claims.make_suggestion()
    claims.make_evidence(link.claim)
    article = make.article(published_at=datetime(2024, 9, 9, tzinfo=UTC))
    desk, review = german.get("/"), german.get("/review/")
    for page in (desk, review):
        assert '<html lang="de">' in page.content.decode()
        assert not re.findall(r"\b(?:Claims|Articles|Review|Log out|and|of|who|you)\b", said(page))
    assert "Prüfung" in said(review)
    assert "09.09.2024" in said(german.get(article.get_absolute_url()))
    other = make.client_of(make.person(EDITOR, "another"))
    page = other.get("/")
    assert '<html lang="en-gb">' in page.content.decode()
    assert "Claims" in said(page)
    assert "9 Sep 2024" in said(other.get(article.get_absolute_url()))


@pytest.mark.django_db
def test_who_has_chosen_nothing_reads_what_their_browser_asks_for(german):
    page = Client(headers={"accept-language": "de-AT,de;q=0.9"}).get("/accounts/login/")
    assert '<html lang="de">' in page.content.decode()
    assert "Anmelden" in said(page)
    assert said(Client().get("/accounts/login/")) != said(page)
