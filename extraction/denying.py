"""Denials whose words about the words were taken for the saying: "denied reports that S" denies S, and reports nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.cues import Cue
from extraction.speakers import own_subject
from extraction.wordlists import classes, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.word import Word

NEAR = 6
"""Words between a verb of denying and what is denied: "denied several recent media reports"."""
BETWEEN = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART", "PRON", "NUM"})
NAMING = frozenset(
    {"describe", "dismiss", "brand", "label", "denounce", "decry", "condemn", "reject", "characterise"}
)


def to_the_denial(article: Article, draft: Draft) -> None:
    """Gives a draft whose cue is what somebody denied ("reports", "claims") that verb as its cue, and its subject."""
    words, cue = article.words, article.words[draft.cue.i]
    if not _is_told(cue) or draft.found_by.startswith("n-"):
        return
    verb = _denied_right_before(words, cue)
    if verb is None or draft.holds(verb.i):
        return
    draft.cue = Cue(
        verb.i, "verb", _denier(verb) or verb.lemma, classes("cue_verbs").get("deny", frozenset()), (verb.i,)
    )
    subject = own_subject(article, draft.cue)
    if subject is not None and not subject.span[0] <= verb.i < subject.span[1]:
        draft.phrase, draft.head, draft.found_by = subject.span, subject.head, subject.how
    elif draft.phrase is not None and draft.phrase[0] < verb.i < draft.phrase[1]:
        draft.phrase, draft.head = (draft.phrase[0], verb.i), verb.i - 1


def is_called_false(article: Article, draft: Draft) -> bool:
    """ "described as baseless reports that S": whoever says so says that S is not true."""
    words, cue = article.words, article.words[draft.cue.i]
    if cue.lemma not in NAMING and cue.lemma not in word_set("denying_verbs"):
        return False
    first = draft.start
    between = words[cue.i + 1 : first] if cue.i < first else []
    said = any(w.lower == "as" for w in between) and any(w.lower in word_set("false_words") for w in between)
    return said and any(_is_told(w) or w.lemma in word_set("told_nouns") for w in [*between, words[first]])


def _is_told(word: Word) -> bool:
    """Is it a word for what others say: "reports", "claims", whichever way it was taken?"""
    return word.lower.removesuffix("s") in word_set("hearsay_nouns") or word.lemma in word_set(
        "hearsay_nouns"
    )


def _denied_right_before(words: Sequence[Word], cue: Word) -> Word | None:
    """The verb of denying that the cue is the object of; only what belongs to a noun may stand between."""
    for i in range(cue.i - 1, max(cue.begins, cue.i - NEAR) - 1, -1):
        if _denier(words[i]):
            return words[i]
        if words[i].pos not in BETWEEN or words[i].quote != cue.quote:
            return None
    return None


def _denier(word: Word) -> str | None:
    """The verb of denying that a word is a form of, even where the tagger took "denies" for a noun."""
    if word.lemma in word_set("denying_verbs") and word.pos in ("VERB", "AUX"):
        return word.lemma
    low = word.lower
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        form = low.removesuffix(ending) + instead
        if low.endswith(ending) and form in word_set("denying_verbs") and form != low:
            return form
    return None
