"""Who a pronoun means: the last one spoken of that agrees with it, speakers and subjects before all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.word import SUBJECTS, Word

if TYPE_CHECKING:
    from collections.abc import Callable

    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.identity import Identity, Register
    from extraction.people import People, Person

SINGULAR = {
    "he": "he",
    "him": "he",
    "his": "he",
    "himself": "he",
    "she": "she",
    "her": "she",
    "hers": "she",
    "herself": "she",
}
THINGS = frozenset({"it", "its", "itself"})
PLURALS = frozenset({"they", "their", "them", "themselves"})
OURS = frozenset({"i", "we", "me", "us", "my", "our"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
PARAGRAPHS = 4
"""Paragraphs back in which a pronoun's person is looked for."""


class Pronouns:
    """Finds antecedents in one article; `identify` gives the identity of a person."""

    def __init__(
        self, article: Article, people: People, register: Register, identify: Callable[[Person], Identity]
    ) -> None:
        self._article, self._people, self._register, self._identify = article, people, register, identify

    def antecedent(self, draft: Draft, head: Word, told: bytearray) -> Identity | None:
        """Who the pronoun `head` means, or None; `told` marks words that are somebody's content."""
        low = head.lower
        if low in SINGULAR:
            return self._person(head, SINGULAR[low], told)
        if low in THINGS:
            met = self._register.latest("organisation", "state", "outlet", "place")
            return self._register.meet(met) if met else None
        if low in PLURALS:
            met = self._register.latest("group", "unnamed", "organisation", "state", "outlet")
            return self._register.meet(met) if met else None
        if low in OURS:
            return draft.parent.identity if draft.parent else None
        if low in RELATIVE:
            return self._relative(head)
        return None

    def _person(self, head: Word, pronoun: str, told: bytearray) -> Identity | None:
        """The person `he` or `she` means: outside quotations and contents first, subjects before others."""
        words = self._article.words
        best: tuple[int, Person] | None = None
        speaker = self._register.latest("person")
        for nearness, (mention, person) in enumerate(self._people.before(head.i)):
            word = words[mention.b - 1]
            if word.paragraph < head.paragraph - PARAGRAPHS:
                break
            if person.pronoun not in (None, pronoun) or (word.quote >= 0 and word.quote != head.quote):
                continue
            points = -nearness
            points += 8 if self._is_subject(mention.a, mention.b) else 0
            points += 6 if speaker is not None and speaker.name == person.name else 0
            points -= 10 if told[mention.a] else 0
            points -= 3 * (head.paragraph - word.paragraph)
            points += 3 if person.pronoun == pronoun else 0
            if best is None or points > best[0]:
                best = points, person
        if best is None:
            return speaker if speaker and speaker.pronoun in (None, pronoun) else None
        person = best[1]
        person.pronoun = pronoun
        return self._identify(person)

    def _is_subject(self, a: int, b: int) -> bool:
        for word in self._article.words[a:b]:
            up = word
            while up.dep in ("flat", "compound", "appos", "nmod:desc", "nmod:unmarked") and not up.is_root:
                up = up.head
            if up.dep in SUBJECTS or up.dep == "obl:agent":
                return True
        return False

    def _relative(self, head: Word) -> Identity | None:
        """ "who" is the person whose clause it opens."""
        near = self._people.before(head.i, 1)
        if head.lower in ("who", "whom", "whose") and near and head.i - near[0][0].b <= 2:
            return self._identify(near[0][1])
        return None
