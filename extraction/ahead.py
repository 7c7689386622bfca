"""What lies ahead: tells a plan put into the past ("said it would deliver") from a mere condition ("a ban would hurt").

In reported speech "will" becomes "would", so "would" alone tells nothing; who or what would, and how it is reported, does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from extraction.wordlists import word_set

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.word import Word

Outlook = Literal["fact", "ahead", "condition"]

WILL = frozenset({"will", "'ll", "’ll", "shall", "wo"})
WOULD = frozenset({"would", "'d", "’d"})
POLITE = frozenset({"like", "prefer", "rather", "say", "argue", "add", "note", "call", "urge", "suggest"})
"""What one would like, or would say, one does."""
PRESENT = frozenset({"VBZ", "VBP"})
OPEN = frozenset({"a", "an", "any", "such", "another", "every", "further"})
"""What begins a subject that need never come about."""
WEIGHING = frozenset(
    {"argue", "suggest", "warn", "speculate", "contend", "estimate", "caution", "reason", "fear"}
)


def outlook(article: Article, draft: Draft, word: Word) -> Outlook:
    """How the clause of this main verb of the content is meant: as fact, as something to come, or on a condition."""
    auxes = set(word.child_lowers("aux"))
    if any(c in word_set("conditional_words") for c in word.child_lowers("mark")):
        return "condition"
    if auxes & WILL or _going_to(word):
        return "ahead"
    if auxes & WOULD:
        return _of_would(article, draft, word, auxes)
    return "condition" if auxes & word_set("conditional_words") else "fact"


def _going_to(word: Word) -> bool:
    return word.lower == "going" and any(c.dep == "xcomp" and c.i > word.i for c in word.children)


def _of_would(article: Article, draft: Draft, word: Word, auxes: set[str]) -> Outlook:
    if word.lemma in POLITE or any(c.lower == "rather" for c in word.children):
        return "fact"
    cue = article.words[draft.cue.i]
    if word.quote >= 0 or "have" in auxes or cue.tag in PRESENT:  # one's own words, or no past to put it into
        return "condition"
    subject = next((c for c in word.children if c.dep.startswith(("nsubj", "csubj"))), None)
    if subject is None:
        return "ahead"
    return "condition" if _open(article, subject, weighing=cue.lemma in WEIGHING) else "ahead"


def _open(article: Article, subject: Word, *, weighing: bool) -> bool:
    """Is the subject nothing that is there: a deed, anything of its kind, an "it" without meaning?"""
    first = article.words[max(subject.left, subject.begins)]
    if subject.dep.startswith("csubj") or subject.tag == "VBG" or first.tag == "VBG":
        return True
    if first.lower in OPEN:
        return True
    over = subject.head
    if subject.lower in ("it", "this", "that") and any(c.dep == "cop" for c in over.children):
        return subject.lower != "it" or any(
            c.dep in ("csubj", "xcomp", "advcl", "ccomp") for c in over.children
        )
    bare = subject.tag in ("NNS", "NN") and first is subject
    return weighing and bare
