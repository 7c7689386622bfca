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
AS_SUBJECT, AS_SPEAKER, AGREES, IN_CONTENT, PARAGRAPH_AWAY = 8, 6, 3, -10, -3
"""What speaks for and against somebody as the one a pronoun means; each name in between takes one off."""
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

    def described(self, head: Word, told: bytearray) -> Identity | None:
        """Whom "the 58-year-old", "the Dane" or "the Democrat" means: as a pronoun would, whether he or she."""
        return self._person(head, None, told)

    def _person(self, head: Word, pronoun: str | None, told: bytearray) -> Identity | None:
        """The person `he` or `she` means: outside quotations and contents first, subjects before others."""
        words = self._article.words
        best: tuple[int, Person] | None = None
        speaker = self._last_speaker(pronoun)
        for nearness, (mention, person) in enumerate(self._people.before(head.i)):
            word = words[mention.b - 1]
            if word.paragraph < head.paragraph - PARAGRAPHS:
                break
            if not _agree(person.pronoun, pronoun) or (word.quote >= 0 and word.quote != head.quote):
                continue
            points = -nearness
            points += AS_SUBJECT if self._is_subject(mention.a, mention.b) else 0
            points += AS_SPEAKER if speaker is not None and speaker.name == person.name else 0
            points += IN_CONTENT if told[mention.a] else 0
            points += PARAGRAPH_AWAY * (head.paragraph - word.paragraph)
            points += AGREES if pronoun and person.pronoun == pronoun else 0
            if best is None or points > best[0]:
                best = points, person
        unnamed = self._unnamed(head, pronoun, speaker)
        if speaker is not None and unnamed is not None and (best is None or unnamed > best[0]):
            speaker.place, speaker.pronoun = head.i, pronoun or speaker.pronoun
            return self._register.meet(speaker)
        if best is None:
            fits = speaker is not None and speaker.type == "person" and _agree(speaker.pronoun, pronoun)
            return speaker if fits else None
        person = best[1]
        person.pronoun = pronoun or person.pronoun
        return self._identify(person)

    def _last_speaker(self, pronoun: str | None) -> Identity | None:
        """The person or unnamed one, agreeing with the pronoun, who was spoken of last."""
        met = self._register.latest("person", "unnamed", single=True)
        if met is not None and met.type == "unnamed" and not _agree(met.pronoun, pronoun):
            met = None
        return met or self._register.latest("person")

    def _unnamed(self, head: Word, pronoun: str | None, speaker: Identity | None) -> int | None:
        """What speaks for the last speaker as the one meant, where that is somebody without a name."""
        if speaker is None or speaker.type != "unnamed" or speaker.place < 0:
            return None
        away = head.paragraph - self._article.words[speaker.place].paragraph
        between = sum(mention.a > speaker.place for mention, _ in self._people.before(head.i))
        agrees = AGREES if pronoun and speaker.pronoun == pronoun else 0
        return (
            AS_SUBJECT + AS_SPEAKER + agrees - between + PARAGRAPH_AWAY * away if away <= PARAGRAPHS else None
        )

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


def _agree(known: str | None, asked: str | None) -> bool:
    """Can somebody known as "he" or "she", or as neither, be who is asked for?"""
    return known is None or asked is None or known == asked


def is_acronym(words: list[Word], word: Word) -> bool:
    """Is it "the WHO" and not "who": capitals where the words beside it are not all of them capitals?"""
    near = words[max(word.begins, word.i - 2) : min(word.ends, word.i + 3)]
    return len(word.text) > 1 and word.text.isupper() and any(w.text.islower() for w in near)
