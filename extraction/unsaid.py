"""What was not said: "did not condemn the attack" reports silence, and is never stored as a statement.

Keeping silent when asked is told apart from it: "declined to say", "would not say whether", "did not respond".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.deeds import is_deed
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.word import Word

UNABLE = frozenset({"would", "wo", "could", "can", "ca", "'d", "’d"})
FAILING = frozenset({"fail", "stop", "avoid", "omit", "neglect", "hesitate"})
HYPOTHETIC = frozenset({"should", "must", "ought"})
UNSPOKEN = frozenset({"without", "unless"})
ANSWERING = frozenset({"respond", "reply", "answer", "comment"})
QUESTIONS = frozenset({"whether", "if", "when", "how", "why", "what", "who", "where", "which"})
NOBODY = frozenset({"no", "nobody", "neither", "none"})
TITLED = frozenset(
    {"read", "recite", "publish", "release", "write", "sing", "title", "call", "name", "present"}
)
HAVE = frozenset({"has", "have", "had", "is", "are", "was", "were"})
NEAR = 4
"""Words between a negation and the verb it negates."""


def is_said(article: Article, draft: Draft) -> bool:
    """Does the cue report words that were spoken, or kept back on being asked, not words that never were?"""
    if draft.cue.kind == "noun":
        return not _about_the_remark(article, draft)
    if draft.cue.kind == "according":
        return not _goes_by(article, draft)
    return draft.cue.kind != "verb" or _verb_says(article, draft)


def _verb_says(article: Article, draft: Draft) -> bool:
    word = article.words[draft.cue.i]
    never = (_is_title, _asks_not_to_be_named, _nobody, is_deed, _not_yet, _on_condition)
    if any(test(article, draft) for test in never):
        return False
    if negated(word, draft):
        return is_held_back(article, draft)
    return _happened(word, draft) and not _threatens_somebody(article, draft)


def _happened(word: Word, draft: Draft) -> bool:
    """Is the saying a fact: not failed at, not refused, not done without, not only owed?"""
    over = word.head
    if word.dep in ("xcomp", "advcl", "obl") and over.lemma in FAILING:
        return False
    if _declined(word):
        return "say" in draft.cue.classes
    if word.dep == "xcomp" and negated(over, draft):
        return False
    without = any(c in UNSPOKEN for c in word.child_lowers("mark", "case"))
    hypothetic = any(c in HYPOTHETIC for c in word.child_lowers("aux"))
    return not without and (not hypothetic or any(c in ("i", "we") for c in word.child_lowers("nsubj")))


def _not_yet(article: Article, draft: Draft) -> bool:
    """ "has yet to announce", "stopped short of calling"."""
    word = article.words[draft.cue.i]
    before = [w.lower for w in article.words[max(word.begins, word.i - 3) : word.i]]
    yet = (
        "yet" in before
        and before[-1:] == ["to"]
        and any(w.lower in HAVE for w in _shortly_before(article, word))
    )
    not_yet = "yet" in before and negated(word, draft)
    return yet or not_yet or before[-2:] == ["short", "of"] or _was_asked(word)


def _was_asked(word: Word) -> bool:
    """ "Asked about the fire, the mayor said": he was asked, and who asked is not told."""
    return word.lemma == "ask" and word.tag in ("VBN", "VBD") and word.i == word.begins


def _shortly_before(article: Article, word: Word) -> list[Word]:
    return article.words[max(word.begins, word.i - 5) : word.i]


def _on_condition(article: Article, draft: Draft) -> bool:
    """ "speaking on condition of anonymity": how it was said, not what."""
    words = [w.lower for a, b in draft.parts[:1] for w in article.words[a : min(b, a + 6)]]
    return "condition" in words[:3] and "anonymity" in words


def _goes_by(article: Article, draft: Draft) -> bool:
    """ "according to plan", "according to size": a measure, not somebody who said so."""
    if draft.phrase is None:
        return False
    a, b = draft.phrase
    word = article.words[b - 1]
    return b - a == 1 and word.tag == "NN" and not word.capital and not is_body(word)


def is_body(word: Word) -> bool:
    """May this noun speak without an article before it, like "police"?"""
    return word.lower in word_set("mass_bodies") or word.lower in word_set("carriers")


def _nobody(article: Article, draft: Draft) -> bool:
    """ "Neither side would confirm"."""
    if draft.phrase is None or draft.holds(draft.phrase[0]):
        return False
    return article.words[draft.phrase[0]].lower in NOBODY


def negated(word: Word, draft: Draft) -> bool:
    """Does a "not" or "never" just before it, or a subject like "nobody", negate the verb?"""
    return any(
        (c.negates and 0 < word.i - c.i <= NEAR and c.quote == word.quote and not draft.holds(c.i))
        or (c.dep.startswith("nsubj") and c.lower in NOBODY)
        for c in word.children
    )


def is_held_back(article: Article, draft: Draft) -> bool:
    """Did the speaker decline: "declined to say", "would not say whether", "did not respond"?"""
    word = article.words[draft.cue.i]
    if word.lemma in word_set("declining_verbs"):
        return not negated(word, draft)
    if _declined(word) and "say" in draft.cue.classes:
        return True
    if not negated(word, draft):
        return False
    if word.lemma in ANSWERING:
        return True
    unable = any(c in UNABLE for c in word.child_lowers("aux"))
    return "say" in draft.cue.classes and (unable or _opening(article, draft) in QUESTIONS)


def _declined(word: Word) -> bool:
    """Does the verb hang on a verb of declining: "declined to say"?"""
    to = word.dep == "xcomp" or (word.dep == "advcl" and "to" in set(word.child_lowers("mark")))
    return to and word.head.lemma in word_set("declining_verbs")


def _opening(article: Article, draft: Draft) -> str:
    a, b = draft.parts[0]
    return next((w.lower for w in article.words[a:b] if w.wordlike), "")


def _about_the_remark(article: Article, draft: Draft) -> bool:
    """ "comments published by the press": the words after the noun tell of the remark, not what was in it."""
    first = article.words[draft.start]
    return first.tag == "VBN" and first.head.i == draft.cue.i and first.i <= draft.cue.i + 2


def _is_title(article: Article, draft: Draft) -> bool:
    """The name of a book, a film, a song in marks: "read “War and Peace”"."""
    inner = [w for a, b in draft.parts for w in article.words[a:b] if w.wordlike]
    return (
        article.words[draft.cue.i].lemma in TITLED
        and 1 < len(inner) <= 8
        and all(w.quote >= 0 for w in inner)
        and all(w.capital or w.lower in word_set("function_words") or w.lower in ("a", "the") for w in inner)
    )


def _asks_not_to_be_named(article: Article, draft: Draft) -> bool:
    words = article.words
    inner = {w.lower for a, b in draft.parts for w in words[a : min(b, a + 8)]}
    return words[draft.cue.i].lemma in ("ask", "request") and bool(inner & {"named", "identified"})


def _threatens_somebody(article: Article, draft: Draft) -> bool:
    """ "to threaten Israel" is a deed; "threatened to leave" is said."""
    word = article.words[draft.cue.i]
    deps = {c.dep for c in word.children}
    said = deps & {"xcomp", "ccomp"} or article.in_quote(draft.parts)
    return word.lemma == "threaten" and "obj" in deps and not said
