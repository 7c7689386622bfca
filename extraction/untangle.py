"""Contents that ran into the next statement of their sentence: "..., adding that B" is no part of A."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.word import SUBJECTS
from extraction.wordlists import classes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.article import Article
    from extraction.draft import Draft
    from extraction.judge import Found
    from extraction.word import Word


def untangle(article: Article, drafts: Sequence[Draft]) -> None:
    """Takes a participle that opens a statement of its own, and all after it, off the contents it ended up in."""
    words = article.words
    opening: dict[int, Draft] = {}
    for draft in drafts:
        word = words[draft.cue.i]
        if (
            draft.cue.kind == "verb"
            and word.tag == "VBG"
            and word.quote < 0
            and _comma_before(article, word.i)
        ):
            opening[word.i] = draft
    if not opening:
        return
    for draft in drafts:
        for n, (a, b) in enumerate(draft.parts):
            at = next((i for i in opening if a <= i < b and opening[i] is not draft), None)
            if at is not None and words[at].begins == words[draft.cue.i].begins:
                draft.parts[n] = (a, at)
        kept = [(a, b) for a, b in draft.parts if any(w.wordlike for w in words[a:b])]
        draft.parts = kept or draft.parts


def without_second_verbs(article: Article, found: Sequence[Found]) -> None:
    """Takes ", and called on B" off the end of "stressed that A must", however the parse joined the two.

    A verb of reporting in the past, without a subject of its own, goes on from the past verb before the content and not
    from the present within it.
    """
    words = article.words
    for one in found:
        cue = words[one.cue.i]
        if one.cue.kind != "verb" or cue.tag != "VBD" or cue.quote >= 0:
            continue
        for n, (a, b) in enumerate(one.parts):
            at = next((i for i in range(max(a, cue.i) + 2, b) if _goes_on(words, i, a)), None)
            if at is not None:
                one.parts[n] = (a, at - 1 if words[at - 1].text == "," else at)


def _goes_on(words: Sequence[Word], i: int, a: int) -> bool:
    """Is the word at i an "and" before such a verb, and what it joins to no past verb?"""
    if words[i].lower not in ("and", "but") or i + 1 >= words[i].ends or words[i].quote >= 0:
        return False
    verb = words[i + 2] if words[i + 1].pos == "ADV" and i + 2 < words[i].ends else words[i + 1]
    past = verb.tag in ("VBD", "VBN")  # "called" may be taken for either, even without a "was" or a "has"
    if not past or verb.lemma not in classes("cue_verbs") or verb.dep != "conj" or verb.head.i < a:
        return False
    if any(c.dep in SUBJECTS or c.dep in ("aux", "aux:pass") for c in verb.children):
        return False
    joined = verb.head
    auxes = {c.tag for c in joined.children if c.dep in ("aux", "cop", "aux:pass")}
    return "VBD" not in {joined.tag, *auxes} and bool({"MD", "VBZ", "VBP"} & {joined.tag, *auxes})


def _comma_before(article: Article, i: int) -> bool:
    return i > 0 and article.words[i - 1].text in (",", "”", '"')
