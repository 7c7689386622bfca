"""Cue candidates: every word that might report somebody's words. Generous; the models choose later."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.wordlists import classes, is_belief, weak, word_set

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from extraction.article import Article
    from extraction.word import Word

DASHES = frozenset({"—", "–", "--", "―", "-"})
AFTER_NOUN = frozenset({"that", "to", "of", "for", "about", "on", "against", "from", ":", "as", "over"})
NOUN_CLAUSES = frozenset({"acl", "ccomp", "nmod", "acl:relcl", "parataxis", "advcl"})
LEAD_IN = 20
"""Words that may stand before a colon and a quotation."""
HEADLINE = 25
"""Words of a line that may be a headline without a full stop."""


@dataclass(slots=True)
class Cue:
    """A word that may report words; `tokens` are the numbers of the whole cue ("according to", "points out")."""

    i: int
    kind: str
    """verb, noun, according, colon or dash"""
    lemma: str
    classes: frozenset[str]
    tokens: tuple[int, ...]

    @property
    def family(self) -> str:
        """The classes as one word, for the models."""
        return "+".join(sorted(self.classes))

    @property
    def last(self) -> int:
        return self.tokens[-1]


def find_cues(article: Article, words: Iterable[Word]) -> Iterator[Cue]:
    """The cue candidates among these words of the article, in their order."""
    for word in words:
        cue = (
            _according(article, word) or _verb(article, word) or _noun(article, word) or _mark(article, word)
        )
        if cue:
            yield cue


def _according(article: Article, word: Word) -> Cue | None:
    i = word.i
    if word.lower == "according" and i + 1 < len(article.words) and article.words[i + 1].lower == "to":
        return Cue(i, "according", "according", frozenset({"according"}), (i, i + 1))
    if word.lower == "per" and word.dep == "case" and word.head.pos == "PROPN":
        return Cue(i, "according", "per", frozenset({"according"}), (i,))
    return None


def _verb(article: Article, word: Word) -> Cue | None:
    verbs, lemma = classes("cue_verbs"), word.lemma
    verbal = word.pos in ("VERB", "AUX")
    if lemma not in verbs and word.pos != "VERB":
        return None
    kids = {c.dep for c in word.children}
    if lemma in verbs and (verbal or _headline_verb(article, word)):
        if (
            verbal
            and word.dep in ("amod", "compound")
            and word.tag != "VBD"
            and not kids & {"ccomp", "xcomp", "nsubj"}
        ):
            return None
        return Cue(word.i, "verb", lemma, verbs[lemma], _particles(word))
    if word.pos == "VERB" and kids & {"ccomp", "parataxis"}:
        belief = is_belief(word)
        if belief or lemma in weak("cue_verbs") or _near_mark(article, word):
            return Cue(word.i, "verb", "*", frozenset({"belief" if belief else "other"}), _particles(word))
    return None


def _noun(article: Article, word: Word) -> Cue | None:
    nouns = classes("cue_nouns")
    if word.pos != "NOUN" or word.lemma not in nouns:
        return None
    following = article.words[min(word.i + 1, len(article.words) - 1)].lower
    if following in AFTER_NOUN or any(c.i > word.i and c.dep in NOUN_CLAUSES for c in word.children):
        return Cue(
            word.i, "noun", word.lemma, frozenset("n-" + kind for kind in nouns[word.lemma]), (word.i,)
        )
    return None


def _mark(article: Article, word: Word) -> Cue | None:
    i = word.i
    if i == 0:
        return None
    before = article.words[i - 1]
    if word.lower in DASHES and before.mark and word.quote < 0 and _signature(article, i):
        return Cue(i, "dash", "dash", frozenset({"dash"}), (i,))
    if word.lower == ":" and not before.mark and _names_somebody(article, word):
        return Cue(i, "colon", ":", frozenset({"colon"}), (i,))
    return None


def _names_somebody(article: Article, colon: Word) -> bool:
    """Does the line before this colon name somebody and nothing else ("Minister Lopez: We won")?"""
    before = [w for w in article.words[colon.begins : colon.i] if not w.punct]
    if not before or any(w.pos in ("VERB", "AUX") and w.lemma in classes("cue_verbs") for w in before):
        return False
    after = article.words[min(colon.i + 1, len(article.words) - 1)]
    if after.mark and after.quote >= 0 and before[-1].pos in ("PROPN", "NOUN", "NUM"):
        return colon.i - colon.begins <= LEAD_IN
    named = any(w.pos == "PROPN" or (w.text.isupper() and len(w.text) > 1) for w in before)
    return named and colon.i - colon.begins <= 8 and before[-1].pos in ("PROPN", "NOUN")


def _signature(article: Article, dash: int) -> bool:
    """A quotation, a dash, a name, and the line ends (or nearly)."""
    words = article.words
    after = []
    for word in words[dash + 1 : dash + 9]:
        if word.paragraph != words[dash].paragraph:
            break
        after.append(word)
    return bool(after) and after[0].capital and not any(w.pos in ("VERB", "AUX") for w in after)


def _headline_verb(article: Article, word: Word) -> bool:
    """ "Slams" or "Says" tagged as a noun or a name in a headline: ends like a verb, stands after a name."""
    if word.lower in ("says", "said"):
        return word.pos != "VERB"
    if (
        word.pos not in ("NOUN", "PROPN", "ADJ", "SCONJ")
        or not word.lower.endswith(("s", "ed"))
        or word.lemma == word.lower
        or word.lower in classes("cue_nouns")
        or not word.begins < word.i < word.ends - 1
    ):
        return False
    before = article.words[word.i - 1].pos
    titled = word.text.istitle() and before in ("PROPN", "NOUN", "PUNCT", "ADV")
    return titled or (word.ends - word.begins < HEADLINE and before in ("PROPN", "NOUN", "ADV"))


def _particles(word: Word) -> tuple[int, ...]:
    return (word.i, *(c.i for c in word.children if c.dep == "compound:prt" and c.i > word.i))


def _near_mark(article: Article, word: Word) -> bool:
    return any(w.mark for w in article.words[max(0, word.i - 3) : word.i + 4])


def is_saying(word: Word) -> bool:
    """Is it a verb of plain saying?"""
    return "say" in classes("cue_verbs").get(word.lemma, ())


def is_time(word: Word) -> bool:
    return word.lower in word_set("time_words")
