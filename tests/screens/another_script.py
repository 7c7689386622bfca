"""The desk in a language of the tests' own: what is translated is in Greek letters, what others wrote in wide ones.

So a Latin letter on a page is a word that nobody could translate. Letters stand for letters, one for one: offsets into
texts stay, and nothing that a page cuts or begins anew with a capital can hide a word.
"""

from __future__ import annotations

import re
import string
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, ClassVar

import pgtrigger
from django.contrib.auth.models import User

from claims import models as claims
from entities import models as entities
from sources import models as sources

if TYPE_CHECKING:
    from django.db.models import Model

LANGUAGE = "xx"
GREEK = str.maketrans(string.ascii_letters, "αβψδεφγηιξκλμνοπϙρστθωχυζϟ" + "ΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠϘΡΣΤΘΩΧΥΖϞ")
WIDE = {ord(letter): ord(letter) - 0x21 + 0xFF01 for letter in string.ascii_letters}
OF_OTHERS = re.compile("[Ａ-Ｚａ-ｚ]")
KEPT = re.compile(r"%%|%\(\w+\)[sd]|%[sd]|\{\w*\}|<[^<>]*>|&#?\w+;")
# Whose words they are: people's and outlets'. What stands in no list here is the desk's own, and has to be in Greek.
OTHERS: dict[type[Model], tuple[str, ...]] = {
    User: ("username",),
    claims.Claim: ("text", "note"),
    claims.ClaimPart: ("of_text", "words"),
    claims.Judgement: ("note",),
    claims.LinkDecision: ("note",),
    claims.Note: ("words",),
    claims.SavedView: ("name",),
    claims.Topic: ("name",),
    claims.VerdictChange: ("wording",),
    entities.Affiliation: ("role", "source"),
    entities.Alias: ("name",),
    entities.Entity: ("name", "description", "notes", "context"),
    entities.NameList: ("name",),
    entities.ReconcileToken: ("label",),
    entities.Relation: ("term",),
    sources.Article: ("title", "text", "byline"),
    sources.AskedName: ("name",),
    sources.Feed: ("title", "include", "exclude"),
    sources.FeedItem: ("title", "summary"),
    sources.Fetch: ("title", "byline", "outlet_name", "blocks"),
    sources.Import: ("name", "outlet"),
    sources.ImportRow: ("values",),
    sources.Mention: ("text",),
    sources.OutletGroup: ("name",),
    sources.Relay: ("name",),
    sources.Statement: ("content", "cue", "speaker_name", "speaker_mention", "affiliation"),
}
# Sentences of the desk's own with others' words in them (matching/phrase.py).
SAID: dict[type[Model], str] = {
    claims.Link: "reasons",
    claims.Notice: "said",
    claims.VerdictChange: "said",
    entities.Act: "said",
    entities.Duplicate: "said",
    sources.Mention: "candidates",
    sources.Statement: "speaker_candidates",
}


class Greek:
    """A translation as Django keeps one for each language."""

    plural = staticmethod(lambda n: int(n != 1))

    def gettext(self, words: str) -> str:
        """The words in Greek letters; places, tags and entities as they are. Words with others' in them are no sentence
        that a catalogue could have: somebody glued them together.
        """
        if OF_OTHERS.search(words):
            return words
        words = words.rpartition("\x04")[2]  # before it stands the context, where there is one
        found, at = [], 0
        for kept in KEPT.finditer(words):
            found += [words[at : kept.start()].translate(GREEK), kept[0]]
            at = kept.end()
        return "".join([*found, words[at:].translate(GREEK)])

    def ngettext(self, one: str, several: str, count: int) -> str:
        """Of so many."""
        return self.gettext(one if count == 1 else several)

    def pgettext(self, _context: str, words: str) -> str:
        """In a context."""
        return self.gettext(words)

    def npgettext(self, _context: str, one: str, several: str, count: int) -> str:
        """Of so many, in a context."""
        return self.ngettext(one, several, count)

    def to_language(self) -> str:
        """Its name."""
        return LANGUAGE


def wide(value: Any) -> Any:
    """What others wrote, in wide letters."""
    if isinstance(value, str):
        return value.translate(WIDE)
    if isinstance(value, list):
        return [wide(each) for each in value]
    return {key: wide(each) for key, each in value.items()} if isinstance(value, dict) else value


def wide_within(value: Any) -> Any:
    """What others wrote in sentences of the desk's: the values, and not the templates."""
    if isinstance(value, list):
        return [wide_within(each) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        key: {
            name: wide_within(inner) if isinstance(inner, dict) else wide(inner)
            for name, inner in each.items()
        }
        if key == "with"
        else [wide_within(inner) if isinstance(inner, dict) else wide(inner) for inner in each]
        if key == "all"
        else wide_within(each)
        for key, each in value.items()
    }


def marked(words: str) -> str:
    """English words that no catalogue has any more."""
    return f"{words[:490]}ｗ"


def _why_marked(candidates: Any) -> Any:
    return [each | {"why": marked(each["why"])} for each in candidates]


def write_wide() -> None:
    """Writes everything that others wrote in wide letters."""
    with pgtrigger.ignore():
        for model, columns in OTHERS.items():
            _write(model, columns, wide)
        for model, column in SAID.items():
            _write(model, (column,), wide_within)
        _write(claims.VerdictChange, ("reason",), wide)
        # What is shown of these is said again; where it is not, their English words are shown as somebody's.
        _write(claims.Notice, ("words",), marked)
        _write(entities.Act, ("words",), marked)
        _write(
            claims.Link,
            ("reasons",),
            lambda reasons: [each | {"text": marked(each["text"])} for each in reasons],
        )
        _write(entities.Duplicate, ("why",), marked)
        for model, column in ((sources.Mention, "candidates"), (sources.Statement, "speaker_candidates")):
            _write(model, (column,), _why_marked)
        _write(entities.NameList, ("text",), _list)
    claims.Weighed.objects.all().delete()


def _list(text: str) -> str:
    """A list in CSV whose first line names its columns, and whose second column is a kind."""
    head, *lines = text.split("\n")
    cells = [line.split(",") for line in lines]
    wider = [
        ",".join([wide(name), kind if kind == "person" else wide(kind), *map(wide, more)])
        for name, kind, *more in cells
        if name
    ]
    return "\n".join([head, *wider])


def _write(model: type[Model], columns: tuple[str, ...], how: Any) -> None:
    rows = list(model._default_manager.only("pk", *columns).order_by("pk"))
    for row in rows:
        for column in columns:
            setattr(row, column, how(getattr(row, column)))
    model._default_manager.bulk_update(rows, columns, batch_size=500)


class Said(HTMLParser):
    """What a page says to a person: text, and the attributes that are shown or spoken."""

    SPOKEN: ClassVar = {"title", "aria-label", "placeholder", "alt", "content", "label"}
    SILENT: ClassVar = {"script", "style", "kbd", "code", "textarea"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes that are words."""
        given = dict(attrs)
        for name, value in given.items():
            spoken = (
                name in self.SPOKEN
                or name in {"data-column", "data-key-label"}
                or name.startswith("data-say")
            )
            if name == "content" and given.get("name") != "description":
                continue
            if name == "value" and tag == "input" and given.get("type") in {"submit", "button", "reset"}:
                spoken = True
            if spoken and value:
                self.words.append(value)
        if tag in self.SILENT:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """The end of what says nothing."""
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self.inside and data.strip():
            self.words.append(" ".join(data.split()))


BARE = re.compile(r"[A-Za-z]{2,}")
# Names: of the desk, of forms and standards, of files; addresses; time zones.
NAMES = re.compile(
    r"\{\w+\}|/\w+/|\b(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[\w/ +-]+|https?://\S+|\b[\w.-]+\.(?:example|csv|json|xml)\b\S*|Claimdesk|\b(?:CSV|JSON|OPML|RSS|PDF|URL|UTC|ID|VIAF|Wikidata|links-v\d|missiles|volcano|ClaimReview|schema\.org|OpenRefine|JSON Lines|Ctrl|Esc|Enter|MB|GB)\b|English"
)


# What a file has to have there, word for word.
IN_FILES = ", ".join(entities.Kind.values)


def bare_words(page: str) -> list[str]:
    """What a page says in Latin letters, which is nobody's words but the desk's."""
    said = Said()
    said.feed(page)
    return [words for words in said.words if BARE.search(NAMES.sub("", words.replace(IN_FILES, "")))]
