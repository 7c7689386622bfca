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
NAMESAKES = 30
"""People of one surname that a mention is looked up among."""
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
    places: list[int] = field(default_factory=list)
    """The first words of the mentions, in text order."""

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
    """The role in "the head of the agency, Dr Mohammad Eslami": before the comma in front of the name."""
    words = article.words
    while a > words[a].begins and words[a - 1].lower in word_set("honorifics"):
        a -= 1
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
        self._by_given_name: dict[str, list[Person]] = {}
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
        """The person a name, a surname, or the given name of only one of them stands for."""
        return next(iter(self._all_named(name)), None)

    def _all_named(self, name: str) -> list[Person]:
        words = plain(name).split()
        same = self._by_surname.get(surname(name), [])[-NAMESAKES:]
        found = [p for p in same if set(words) <= set(plain(p.name).split())]
        called = self._by_given_name.get(words[0], []) if len(words) == 1 and not found else []
        return found or (called if len(called) == 1 else [])

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
        person = self._meant(mention)
        if person is None:
            person = Person(" ".join(mention.text.split()))
            self._by_surname.setdefault(person.surname, []).append(person)
            if len(names := plain(person.name).split()) > 1:
                self._by_given_name.setdefault(names[0], []).append(person)
        elif len(mention.text.split()) > len(person.name.split()):
            person.name = " ".join(mention.text.split())
        insort(person.places, mention.a)
        self._learn(person, mention)
        return person

    def _meant(self, mention: Mention) -> Person | None:
        """Which of those who share the name: one whom "Ms" or "Senator" fits, then who was named last before this."""
        found = self._all_named(mention.text)
        if mention.b - mention.a > 1 or not found:
            return found[0] if found else None
        title = title_before(self._article, mention.a)
        shown = {w.lower for w in self._article.words[slice(*title)]} if title else set()
        shown |= self._addressed_as(mention.a)
        sex = shown_by(shown)
        found = [p for p in found if sex is None or p.pronoun in (None, sex)]
        roles = shown & word_set("roles")
        titled = [p for p in found if roles & p.roles]
        untold = [p for p in found if roles and not p.roles]  # another's title is known, and is not this one
        return max(titled or untold or found, key=lambda p: _last_before(p, mention.a), default=None)

    def _addressed_as(self, a: int) -> set[str]:
        """The titles right before word a, in lower case."""
        words, before = self._article.words, a
        while before > 0 and a - before < 4 and is_title(words[before - 1]):
            before -= 1
        return {w.lower for w in words[before:a]}

    def _learn(self, person: Person, mention: Mention) -> None:
        article, words = self._article, self._article.words
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
            shown = self._addressed_as(mention.a) | person.roles
            person.pronoun = _pronoun(shown, person.name)


def _last_before(person: Person, a: int) -> int:
    """The first word of the person's last mention before word a; -1 where there is none."""
    k = bisect_left(person.places, a)
    return person.places[k - 1] if k else -1


def _pronoun(titles: set[str], name: str) -> str | None:
    given = classes("given_names").get(plain(name).split()[0], frozenset())
    return shown_by(titles) or (next(iter(given)) if len(given) == 1 else None)


def shown_by(titles: set[str]) -> str | None:
    """ "he" or "she" where one of these titles or nouns, in lower case, tells which."""
    if titles & word_set("female_words"):
        return "she"
    return "he" if titles & word_set("male_words") else None
