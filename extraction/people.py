"""The people an article names: full names, the surnames and roles that stand for them later, he or she."""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extraction.kinds import plain
from extraction.names import is_title
from extraction.wordlists import classes, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extraction.article import Article, Range
    from extraction.mention import Mention
    from extraction.word import Word

LONGEST_TITLE = 14
TITLE_POS = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
JOINERS = POSSESSIVE | {"-", "–", "/", "&"}
AFTER_ROLE = JOINERS | {"of", "for", "to", "at", "in", "and", "the", "on"}


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in the article, under the fullest name it gives."""

    name: str
    pronoun: str | None = None
    """"he" or "she" where a title, a given name or an earlier reference tells."""
    affiliation: str | None = None
    roles: set[str] = field(default_factory=set)
    """Lower-case words of all titles given: "the minister" is looked up here."""

    @property
    def surname(self) -> str:
        return surname(self.name)


def surname(name: str) -> str:
    """The last word of a name, for comparing."""
    return plain(name).split()[-1] if plain(name) else ""


def title_before(article: Article, a: int) -> Range | None:
    """The title before a name that begins at word a: "EU spokesman" of "EU spokesman Peter Stano"."""
    words = article.words
    while a > 0 and words[a - 1].lower in word_set("honorifics"):
        a -= 1
    lo = max(words[a].begins if a < len(words) else 0, a - LONGEST_TITLE)
    role = a - 1
    while role >= lo and words[role].lower not in word_set("roles"):
        near = words[role].pos in TITLE_POS or words[role].lower in AFTER_ROLE
        if not near or words[role].mark:
            return None
        role -= 1
    if role < lo:
        return None
    first = role
    while (
        first > lo
        and (words[first - 1].pos in TITLE_POS or words[first - 1].lower in JOINERS)
        and not words[first - 1].mark
    ):
        first -= 1
    while first < role and words[first].lower in JOINERS:
        first += 1
    return first, a if words[a - 1].lower not in word_set("honorifics") else role + 1


def appositive_after(article: Article, b: int) -> Range | None:
    """The appositive after a name that ends before word b: ", the head of the agency,"."""
    words = article.words
    if b + 1 >= len(words) or words[b].text not in (",", "(") or words[b + 1].begins != words[b].begins:
        return None
    end = b + 1
    while (
        end < words[b].ends
        and end - b <= LONGEST_TITLE
        and words[end].text not in (",", ";", ")", "—", "–", ".")
    ):
        if words[end].tag in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT") or words[end].mark:
            break
        end += 1
    inner = words[b + 1 : end]
    if not any(w.lower in word_set("roles") for w in inner) or inner[0].pos in (
        "ADP",
        "VERB",
        "SCONJ",
        "CCONJ",
    ):
        return None
    if end < len(words) and words[end].text not in (",", ")", ".", ";", "—", "–") and not _verb(words[end]):
        return None
    return b + 1, end


def role_before_comma(article: Article, a: int) -> Range | None:
    """The role in "the head of the agency, Mohammad Eslami": before the comma in front of the name."""
    words = article.words
    if a < 2 or words[a - 1].text != "," or words[a - 2].begins != words[a - 1].begins:
        return None
    for first in range(a - 3, max(words[a - 1].begins, a - LONGEST_TITLE) - 1, -1):
        if words[first].text == "," or words[first].mark:
            return None
        near = words[first + 1 : min(first + 4, a - 1)]
        if words[first].lower in ("the", "its", "their") and any(w.lower in word_set("roles") for w in near):
            return first, a - 1
    return None


def _verb(word: Word) -> bool:
    return word.pos in ("VERB", "AUX")


class People:
    """Everybody the article names as a person, with all the places."""

    def __init__(self, article: Article, mentions: Iterable[Mention]) -> None:
        self._article = article
        self.at: list[tuple[Mention, Person]] = []
        self._by_surname: dict[str, list[Person]] = {}
        named = [m for m in mentions if m.kind == "person"]
        for full in (True, False):  # full names first: a headline may give the surname before them
            for mention in named:
                if (mention.b - mention.a > 1) is full:
                    self.at.append((mention, self._person(mention)))
        self.at.sort(key=lambda pair: pair[0].a)

    def add(self, mention: Mention) -> Person:
        """The person of a mention that the pipeline missed."""
        person = self._person(mention)
        insort(self.at, (mention, person), key=lambda pair: pair[0].a)
        return person

    def named(self, name: str) -> Person | None:
        """The person a name or surname stands for."""
        same = self._by_surname.get(surname(name), [])
        words = set(plain(name).split())
        return next((p for p in same if words <= set(plain(p.name).split())), None)

    def before(self, i: int, most: int = 60) -> list[tuple[Mention, Person]]:
        """The mentions before word i, nearest first, `most` of them at the most."""
        end = bisect_left(self.at, i, key=lambda pair: pair[0].a)
        return self.at[max(0, end - most) : end][::-1]

    def within(self, a: int, b: int) -> list[tuple[Mention, Person]]:
        """The mentions that touch the words from a up to b."""
        first = bisect_left(self.at, a, key=lambda pair: pair[0].b - 1)
        end = bisect_left(self.at, b, key=lambda pair: pair[0].a)
        return self.at[first:end]

    def _person(self, mention: Mention) -> Person:
        person = self.named(mention.text)
        if person is None:
            person = Person(" ".join(mention.text.split()))
            self._by_surname.setdefault(person.surname, []).append(person)
        elif len(mention.text.split()) > len(person.name.split()):
            person.name = " ".join(mention.text.split())
        self._learn(person, mention)
        return person

    def _learn(self, person: Person, mention: Mention) -> None:
        article, words = self._article, self._article.words
        before = mention.a
        while before > 0 and mention.a - before < 4 and is_title(words[before - 1]):
            before -= 1
        titles = [
            title_before(article, mention.a),
            appositive_after(article, mention.b),
            role_before_comma(article, mention.a),
        ]
        for found in titles:
            if found:
                a, b = found
                person.roles.update(w.lower for w in words[a:b])
                person.affiliation = person.affiliation or " ".join(article.source(a, b).split())
        if person.pronoun is None:
            shown = {w.lower for w in words[before : mention.a]} | person.roles
            person.pronoun = _pronoun(shown, person.name)


def _pronoun(titles: set[str], name: str) -> str | None:
    if titles & word_set("female_words"):
        return "she"
    if titles & word_set("male_words"):
        return "he"
    given = classes("given_names").get(plain(name).split()[0], frozenset())
    return next(iter(given)) if len(given) == 1 else None
