"""The desk in another language, written from right to left: what it says itself is translated, what others wrote is not."""

import re

import pytest
from django.template import engines
from django.utils import translation
from django.utils.translation import trans_real

from claims.models import Preferences
from tests.sources import factories as make

pytestmark = pytest.mark.django_db
TAGS = re.compile(r"<(script|style|kbd|title)\b.*?</\1>|<[^>]*>", re.DOTALL)


class Marked:
    """A language in which everything is put in brackets."""

    plural = staticmethod(lambda n: int(n != 1))

    def gettext(self, words):
        _, _, words = words.rpartition("\x04")  # before it stands the context, where there is one
        return f"⟦{words}⟧"

    def ngettext(self, one, many, count):
        return f"⟦{one if count == 1 else many}⟧"

    def pgettext(self, _context, words):
        return f"⟦{words}⟧"

    def npgettext(self, _context, one, many, count):
        return self.ngettext(one, many, count)

    def to_language(self):
        return "fa"


@pytest.fixture
def reader(settings, monkeypatch):
    settings.LANGUAGES = [("en-gb", "English"), ("fa", "فارسی")]
    monkeypatch.setitem(vars(trans_real)["_translations"], "fa", Marked())
    person = make.person("admin")
    Preferences.objects.create(user=person, language="fa")
    return person


def said(page):
    return " ".join(TAGS.sub(" ", page.content.decode()).split())


@pytest.mark.parametrize(
    "address", ["/", "/claims/", "/articles/", "/entities/", "/articles/new/", "/preferences/"]
)
def test_a_page_is_read_in_the_chosen_language(reader, address):
    page = make.client_of(reader).get(address)
    assert '<html lang="fa" dir="rtl">' in page.content.decode()
    outside = re.sub(r"⟦[^⟦⟧]*(?:⟦[^⟦⟧]*⟧[^⟦⟧]*)*⟧", "", said(page))
    assert "⟦Articles⟧" in said(page)
    assert not re.findall(r"\b(?:Search|Articles|Claims|Add|Log out|Keep|People)\b", outside)


def test_an_article_stays_as_it_was_written(reader):
    article = make.article()
    make.statement(article, "The harbour is closed", make.entity("Ines Falk"))
    page = said(make.client_of(reader).get(article.get_absolute_url()))
    assert "⟦1 statement⟧" in page
    assert "⟦reported speech⟧" in page
    assert "Dock union head Tom Abara denied" in page
    assert "⟦Ines Falk⟧" not in page


def test_a_sentence_is_one_piece_whatever_stands_in_it():
    template = engines["django"].from_string(
        "{% blocktranslate count counter=n %}{{ counter }} claim{% plural %}{{ counter }} claims{% endblocktranslate %}"
    )
    with translation.override("en-gb"):
        assert [template.render({"n": n}) for n in (1, 2)] == ["1 claim", "2 claims"]
