"""Who carries words of others, who may speak at all, and how a speaker becomes a carrier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.kinds import is_outlet
from extraction.wordlists import classes, word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.article import Article, Range
    from extraction.draft import Draft
    from extraction.word import Word


def speak(draft: Draft, phrase: Range, head: int) -> None:
    """Gives the draft another speaker; the one it had becomes a carrier."""
    if draft.phrase is not None and draft.phrase != phrase:
        draft.carriers.append(draft.phrase)
    draft.phrase, draft.head, draft.found_by = phrase, head, "cited"


def can_speak(word: Word) -> bool:
    """May this noun be somebody who speaks, unlike "a leaked memo"?"""
    lists = ("roles", "source_words", "anonymous_nouns", "org_nouns", "carriers")
    if word.lower == "papers" and any(c.dep == "compound" for c in word.children):  # court papers, tax papers
        return False
    noun = word.lemma if word.tag in ("NNS", "NNPS") else word.lower
    return word.pos in ("PROPN", "PRON") or any(noun in word_set(name) for name in lists)


def is_carrier(article: Article, phrase: Range) -> bool:
    """Is the phrase an outlet, or a report that carries somebody's words?"""
    a, b = phrase
    words = [w for w in article.words[a:b] if w.lower not in ("the", "a", "an")]
    if not words:
        return False
    named = is_outlet(article.source(words[0].i, b)) or words[-1].lower in word_set("carriers")
    return (
        named
        or _called_an_outlet(words)
        or (
            words[0].lower in word_set("text_nouns")
            and words[0].tag in ("NN", "NNS")
            and _seen_by(article, phrase)
        )
    )


def _called_an_outlet(words: Sequence[Word]) -> bool:
    """ "news site Meduza", "weekly Nova Doba"."""
    kinds = word_set("outlet_kinds") | {"site", "website"}
    return words[-1].capital and any(w.lower in kinds and not w.capital for w in words[:-1])


def _seen_by(article: Article, phrase: Range) -> bool:
    """ "a recording heard by AFP": a document that an outlet brings."""
    a, b = phrase
    by = next((i for i in range(a, b - 1) if article.words[i].lower in ("by", "in", "on")), None)
    return by is not None and is_outlet(article.source(by + 1, b))


def reports(words: Sequence[Word], i: int) -> bool:
    """Does a verb of saying stand at word i, adverbs and auxiliaries aside?"""
    while i < len(words) and words[i].pos in ("ADV", "AUX"):
        i += 1
    return i < len(words) and words[i].pos == "VERB" and "say" in classes("cue_verbs").get(words[i].lemma, ())
