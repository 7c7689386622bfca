"""Puts a speaker phrase right where the parse cut it: half a name, the owner instead of the ministry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.people import POSSESSIVE
from extraction.phrase_ends import settle_ends
from extraction.phrases import noun_phrase
from extraction.subjects import settle_subject
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from extraction.article import Article, Range
    from extraction.draft import Draft
    from extraction.word import Word

NAMING = frozenset({"PROPN", "NOUN", "ADJ"})
PART_OF_NAME = frozenset({"nmod", "nmod:poss", "appos", "compound", "flat", "conj"})
OWN_BY_RIGHT = frozenset({"poss", "up-poss", "agent", "up-agent", "compound"})
"""Ways of finding a speaker in which the owner, not the owned, is meant."""
LEADING = frozenset({"ADP", "SCONJ", "CCONJ"})
IN_PHRASE = frozenset({"ADP", "CCONJ", "DET", "ADJ", "NOUN", "PROPN", "NUM"})
LONGEST = 30


def mend_phrase(article: Article, draft: Draft) -> None:
    """Changes the draft's speaker phrase and head in place."""
    if _hearsay(article, draft):
        draft.phrase = None
    settle_subject(article, draft)
    if draft.phrase is not None and draft.holds(draft.head) and draft.cue.kind == "verb":
        _out_of_content(article, draft)
    if draft.phrase is None:
        return
    _leftward(article, draft)
    words = article.words
    if (
        draft.cue.kind == "verb"
        and draft.found_by not in OWN_BY_RIGHT
        and not draft.found_by.startswith("n-")
    ):
        _climb(article, draft)
        _both(article, draft)
    a, b = draft.phrase
    a, b = _whole_names(words, a, b, draft)
    while a < b - 1 and (words[a].pos in LEADING or words[a].lower in ("both", "with") or words[a].punct):
        a += 1
    b = max(b, a + 1)
    b = _to_the_name(words, b, draft)
    b = _without_remark(words, a, b)
    b = _owned(words, b, draft)
    if (
        words[draft.head].i >= b
        or words[draft.head].i < a
        or (words[b - 1].pos in NAMING and b > draft.head + 1 and words[draft.head + 1].lower in POSSESSIVE)
    ):
        draft.head = b - 1
    draft.phrase = (a, b)
    if draft.cue.kind == "verb" and draft.found_by not in OWN_BY_RIGHT:
        _out_of_appositive(article, draft)
    settle_ends(article, draft)


def _out_of_content(article: Article, draft: Draft) -> None:
    """A speaker within the content is none: in a headline it is the noun before the verb, else nobody."""
    i = draft.cue.i
    before = article.words[i - 1] if i else article.words[i]
    if (
        i
        and before.pos in ("NOUN", "PROPN")
        and before.begins == article.words[i].begins
        and not draft.holds(i - 1)
    ):
        draft.phrase, draft.head = (i - 1, i), i - 1
    elif draft.found_by.startswith("near-"):
        draft.phrase = None


def _leftward(article: Article, draft: Draft) -> None:
    """From "the board" back to "two sources close to the board": a phrase cut off behind its preposition."""
    words, (a, b) = article.words, draft.phrase or (0, 0)
    if draft.cue.kind != "verb" or b > draft.cue.i or a <= words[a].begins:
        return
    if words[a].pos not in LEADING and words[a - 1].pos not in LEADING:
        return
    first, role = a, -1
    while first > words[a].begins and words[first - 1].pos in IN_PHRASE and not words[first - 1].mark:
        first -= 1
        if words[first].lower in word_set("source_words") or words[first].lower in word_set("roles"):
            role = first
    clean = role >= 0 and words[first].pos not in LEADING and not any(draft.holds(i) for i in range(first, b))
    if clean and (words[a - 1].lower in ("and", "to") or words[a].lower == "to"):
        draft.phrase, draft.head = (first, b), role


def _to_the_name(words: list[Word], b: int, draft: Draft) -> int:
    """From "Mayor" on to the name that follows it."""
    end = b
    if words[b - 1].lower in word_set("roles"):
        while (
            end < len(words)
            and words[end].entity in ("PERSON", "PER")
            and words[end].begins == words[b - 1].begins
        ):
            end += 1
    return b if any(draft.holds(i) or i == draft.cue.i for i in range(b, end)) else end


def _hearsay(article: Article, draft: Draft) -> bool:
    """ "following reports that ...": nobody near is the one who reports."""
    cue = article.words[draft.cue.i]
    borrowed = draft.found_by.startswith(("up-", "near-"))
    return draft.cue.kind == "noun" and borrowed and cue.lemma in word_set("hearsay_nouns")


def _climb(article: Article, draft: Draft) -> None:
    """From "Iran's" up to "the head of Iran's Atomic Energy Organization", when that is the cue's side of every mark."""
    words, cue = article.words, article.words[draft.cue.i]
    word = words[draft.head]
    while (
        word.dep in PART_OF_NAME
        and word.head.pos in ("NOUN", "PROPN")
        and word.head.begins == word.begins
        and word.head.quote == word.quote
        and word.head is not cue
        and (word.head.i < cue.i) == (word.i < cue.i)
        and not draft.holds(word.head.i)
    ):
        word = word.head
    if word.i == draft.head or word.dep not in (
        "nsubj",
        "nsubj:pass",
        "ROOT",
        "obl:agent",
        "dislocated",
        "parataxis",
    ):
        return
    a, b = noun_phrase(article, word, None, cue.i if word.i < cue.i else None)
    if (
        b - a <= LONGEST
        and not any(draft.holds(i) for i in range(a, b))
        and not any(w.mark for w in words[a:b])
    ):
        draft.phrase, draft.head = (a, b), word.i


def _both(article: Article, draft: Draft) -> None:
    """ "the heads of A and B warned", where the parse made B a subject of its own."""
    words, (a, b) = article.words, draft.phrase or (0, 0)
    first = next((c for c in words[draft.cue.i].children if c.dep == "nsubj" and c.i < a), None)
    if first is None or a < 2 or first.i < a - LONGEST or draft.holds(first.i):
        return
    before = words[a - 2 if words[a - 1].lower == "the" else a - 1]
    if before.lower == "and" and not any(w.mark or w.text == "," for w in words[first.left : a]):
        draft.phrase, draft.head = (first.left, b), first.i


def _out_of_appositive(article: Article, draft: Draft) -> None:
    """From the end of "Name, the head of the agency," to the name itself."""
    words, (a, b) = article.words, draft.phrase or (0, 0)
    comma = a
    while comma > words[a].begins and a - comma < 12 and words[comma].text != ",":
        comma -= 1
    if words[comma].text != "," or comma == words[a].begins or b >= len(words) or words[b].text != ",":
        return
    first = comma
    while first > words[a].begins and words[first - 1].pos == "PROPN" and not words[first - 1].mark:
        first -= 1
    titled = any(w.lower in word_set("roles") for w in words[comma + 1 : a])
    somebody = words[comma - 1].entity in ("PERSON", "PER") and words[draft.head].lower in word_set("roles")
    if first < comma and (titled or somebody) and not any(draft.holds(i) for i in range(first, b)):
        draft.phrase, draft.head = (first, b), comma - 1


def _whole_names(words: list[Word], a: int, b: int, draft: Draft) -> Range:
    """Widened to the whole of a name that it cuts."""
    while a > 0 and words[a].entity and not words[a].opens_entity and words[a - 1].entity == words[a].entity:
        if draft.holds(a - 1) or words[a - 1].paragraph != words[a].paragraph or a - 1 == draft.cue.i:
            break
        a -= 1
    while (
        b < len(words)
        and words[b].entity
        and words[b].entity == words[b - 1].entity
        and not words[b].opens_entity
    ):
        if draft.holds(b) or words[b].paragraph != words[b - 1].paragraph or b == draft.cue.i:
            break
        b += 1
    return a, b


def _without_remark(words: list[Word], a: int, b: int) -> int:
    """Without ", in comments published by ..." after the name."""
    for i in range(a + 1, b - 1):
        if words[i].text == "," and words[i + 1].pos in LEADING | {"VERB"}:
            return i
    while b > a + 1 and (words[b - 1].pos in LEADING or words[b - 1].text == ","):
        b -= 1
    return b


def _owned(words: list[Word], b: int, draft: Draft) -> int:
    """ "Iran's" before the cue goes on to "Iran's foreign ministry"."""
    if words[b - 1].lower not in POSSESSIVE or draft.found_by in OWN_BY_RIGHT or draft.cue.kind != "verb":
        return b
    end = b
    while end < len(words) and end < draft.cue.i and words[end].pos in NAMING and not words[end].mark:
        end += 1
    return end
