"""Deeds told with a verb that may also report words: "delivered the trains", "denied him a visit", "called off the march".

A verb of handing over, printing or naming reports words only where what it takes is made of words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.kinds import is_person_noun
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.word import Word

CLAUSES = frozenset({"ccomp", "xcomp", "parataxis"})
OFF = frozenset({"off", "up", "in"})
NAMING = frozenset({"name", "title", "christen", "entitle", "rename"})
PRINTING = frozenset({"publish", "release", "write", "read", "present", "record", "sing", "recite"})
RECALLED = frozenset(
    {"troop", "car", "vehicle", "product", "toy", "food", "model", "unit", "ship", "mission", "parliament"}
)
JOINING = frozenset({"a", "an", "the", "and", "of"})


def is_deed(article: Article, draft: Draft) -> bool:
    """Does this verb tell what somebody did, not what somebody said?"""
    word = article.words[draft.cue.i]
    return (
        _handed_over(article, draft, word)
        or _withheld(article, draft, word)
        or _called_off(article, draft, word)
        or _called_back(article, draft, word)
        or _fined(article, draft, word)
        or _titled(article, draft, word)
    )


def _object(draft: Draft, word: Word) -> Word | None:
    found = (
        c
        for c in word.children
        if c.dep in ("obj", "iobj", "nsubj:pass") and c.pos in ("NOUN", "PROPN", "NUM")
    )
    return next((c for c in found if draft.holds(c.i) or c.dep != "nsubj:pass"), None)


def _handed_over(article: Article, draft: Draft, word: Word) -> bool:
    """ "released the birds": a thing in the hand, where "released a statement" is words."""
    if word.lemma not in word_set("handing_verbs") or article.in_quote(draft.parts):
        return False
    thing = _object(draft, word)
    return (
        thing is not None
        and thing.lemma not in word_set("text_nouns")
        and thing.lower not in word_set("text_nouns")
        and not any(c.dep in CLAUSES and c.pos in ("VERB", "AUX") for c in word.children)
    )


def _withheld(article: Article, draft: Draft, word: Word) -> bool:
    """ "denied the prisoner a visit", "was denied entry": something not given."""
    if word.lemma not in ("deny", "refuse") or article.in_quote(draft.parts):
        return False
    objects = [c for c in word.children if c.dep in ("obj", "iobj", "obl:unmarked") and c.i > word.i]
    kept_back = any(c.lemma in word_set("grants") for c in objects)
    twice = len(objects) > 1 or any(c.dep == "iobj" for c in objects)
    return kept_back or (word.lemma == "deny" and twice)


def _called_off(article: Article, draft: Draft, word: Word) -> bool:
    after = article.words[word.i + 1].lower if word.i + 1 < len(article.words) else ""
    return word.lemma == "call" and after in OFF and not article.in_quote(draft.parts)


def _called_back(article: Article, draft: Draft, word: Word) -> bool:
    """ "recalled its ambassador", "recalled the cars": where "recalled the day" is told."""
    thing = _object(draft, word) if word.lemma == "recall" else None
    back = thing is not None and (is_person_noun(thing.lemma) or thing.lemma in RECALLED)
    return back and not article.in_quote(draft.parts)


def _fined(article: Article, draft: Draft, word: Word) -> bool:
    """ "cited the driver for speeding"; "quoted a poem" without a word of it."""
    if article.in_quote(draft.parts):
        return False
    if word.lemma == "cite":
        return any(
            c.dep in ("advcl", "obl", "acl", "nmod")
            and "for" in {*c.child_lowers("mark", "case")}
            and c.tag == "VBG"
            for top in (word, *word.children)
            for c in top.children
        )
    if word.lemma != "quote" or draft.found_by == "cited":
        return False
    return not any("as" in {*c.child_lowers("mark", "case")} for c in word.subtree())


def _titled(article: Article, draft: Draft, word: Word) -> bool:
    """The name of a ship, a book, a film in marks: "was named “Spirit of Hope”", "“The Salt Road” was published"."""
    passive = any(c.dep in ("aux:pass", "nsubj:pass") for c in word.children)
    if not passive or word.lemma not in NAMING | PRINTING:
        return False
    quoted = [w for a, b in draft.parts for w in article.words[a:b] if w.quote >= 0 and w.wordlike]
    return (
        bool(quoted)
        and quoted[0].capital
        and len(quoted) <= 8
        and all(w.capital or w.lower in word_set("function_words") | JOINING for w in quoted)
    )
