"""Who the label before a turn of a script means: "MR. HALVORSEN", "SPOKESPERSON", "A" for whoever is interviewed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.kinds import is_outlet, is_person_noun, state_of
from extraction.mention import Mention
from extraction.names import is_title
from extraction.people import shown_by

if TYPE_CHECKING:
    from collections.abc import Callable

    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.identity import Identity, Register
    from extraction.people import People, Person


class Labels:
    """The speakers of one script; the same label is the same speaker throughout."""

    def __init__(
        self, article: Article, people: People, register: Register, identify: Callable[[Person], Identity]
    ) -> None:
        self._article, self._people, self._register, self._identify = article, people, register, identify
        self._met: dict[str, Identity | None] = {}

    def speaker(self, draft: Draft) -> Identity | None:
        """Who speaks in the turn of this draft; None for an interview that names nobody, or several."""
        a, b = draft.phrase or (0, 0)
        label = self._article.source(a, b).lower()
        if label not in self._met:
            self._met[label] = self._interviewed(a) if draft.found_by == "answer" else self._labelled(a, b)
        met = self._met[label]
        return self._register.meet(met) if met else None

    def _interviewed(self, a: int) -> Identity | None:
        """The one person named before the first answer."""
        named = {id(person): person for _, person in self._people.before(a)}
        return self._identify(next(iter(named.values()))) if len(named) == 1 else None

    def _labelled(self, a: int, b: int) -> Identity:
        words, first = self._article.words, a
        while first < b - 1 and (is_title(words[first]) or words[first].punct):
            first += 1
        text = " ".join(self._article.source(first, b).split())
        name = text.title() if text.isupper() and "." not in text else text
        person = self._people.named(text)
        if person is not None:
            person.name = person.name.title() if person.name.isupper() else person.name
            return self._identify(person)
        if is_outlet(name) or (words[first].lower == "the" and not text.isupper()):
            return self._register.organisation(name.removeprefix("The "), "outlet", set())
        if state_of(name):
            return self._register.organisation(name, "state", set())
        noun = words[b - 1].lower
        if is_person_noun(noun):
            who = self._register.unnamed(f"unnamed {text.lower()}", {noun})
            who.pronoun = shown_by({noun})
            return who
        return self._identify(self._people.add(Mention(first, b, name, "person")))
