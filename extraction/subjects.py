"""Speakers that grammar rules out or moves: who was told does not speak; a clause begun by "after" has its own subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.cues import is_time
from extraction.phrases import noun_phrase

if TYPE_CHECKING:
    from extraction.article import Article, Range
    from extraction.draft import Draft
    from extraction.word import Word

ADDRESSING = frozenset({"tell", "inform", "remind", "brief", "notify", "assure", "warn", "advise", "ask"})
OPENING = frozenset(
    {"after", "when", "because", "while", "although", "though", "since", "before", "until", "as"}
)
WHENEVER = frozenset({"when", "if", "once", "while", "being"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
OPENS_NOTE, CLOSES_NOTE = frozenset({"[", "("}), frozenset({"]", ")"})
INSERTED = frozenset({"who", "including"})
LONGEST = 20


def settle_subject(article: Article, draft: Draft) -> None:
    """Changes the draft's speaker where it is the one addressed, the subject of another clause, or one of two."""
    if draft.phrase is None or draft.cue.kind != "verb":
        return
    if _is_addressed(article, draft):
        draft.phrase = None
        return
    _of_own_clause(article, draft)
    _past_insertion(article, draft)
    _with_partner(article, draft)


def _is_addressed(article: Article, draft: Draft) -> bool:
    """ "He was reminded of the rules", "when asked why": somebody reminded or asked him, and is not told."""
    word = article.words[draft.cue.i]
    before = article.words[word.i - 1].lower if word.i > word.begins else ""
    if word.lower == "asked" and before in WHENEVER:
        return True
    passive = word.tag == "VBN" and any(c.dep == "aux:pass" for c in word.children)
    return passive and word.lemma in ADDRESSING and draft.found_by not in ("agent", "cited", "up-agent")


def _of_own_clause(article: Article, draft: Draft) -> None:
    """ "The moves come after Norway warned": Norway, where the parse gave the verb no subject."""
    word = article.words[draft.cue.i]
    if word.tag not in FINITE or not draft.found_by.startswith("up-") or draft.phrase is None:
        return
    between = range(max(draft.phrase[1], word.begins, word.i - LONGEST), word.i)
    mark = next((i for i in reversed(between) if article.words[i].lower in OPENING), None)
    if mark is None:
        return
    head = next((w for w in article.words[mark + 1 : word.i] if _may_speak(w)), None)
    if head is not None and not draft.holds(head.i):
        first = mark + 1
        a, b = noun_phrase(article, head, first, word.i)
        draft.phrase, draft.head, draft.found_by = (min(a, first), b), head.i, "own"


def _past_insertion(article: Article, draft: Draft) -> None:
    """ "Ann Roe, who led the board, warned", "The union and its friends, including in Tarn, warned": who stands before it."""
    words, cue = article.words, article.words[draft.cue.i]
    if cue.tag not in FINITE or words[cue.i - 1].text != "," or not cue.begins < draft.head < cue.i - 1:
        return
    openers = range(max(cue.begins + 2, cue.i - LONGEST), draft.head + 1)
    first = next((i for i in reversed(openers) if words[i].lower in INSERTED), None)
    if first is None or words[first - 1].text != "," or words[first].quote != cue.quote:
        return
    clause = any(w.tag in FINITE or w.tag == "MD" for w in words[first + 1 : cue.i - 1])
    if clause != (words[first].lower == "who"):
        return
    head = _top_noun(words, first - 2)
    if head is not None and not draft.holds(head.i):
        draft.phrase = noun_phrase(article, head, None, first - 1)
        draft.head, draft.found_by = head.i, "own"


def _top_noun(words: list[Word], i: int) -> Word | None:
    """The head of the noun phrase that ends with word i."""
    word = words[i]
    while not word.is_root and word.begins <= word.head.i <= i and word.head.pos in ("NOUN", "PROPN", "PRON"):
        word = word.head
    return word if word.pos in ("NOUN", "PROPN", "PRON") and not is_time(word) else None


def _may_speak(word: Word) -> bool:
    return (
        word.pos in ("NOUN", "PROPN", "PRON")
        and not is_time(word)
        and word.dep not in ("compound", "nmod:poss")
    )


def _with_partner(article: Article, draft: Draft) -> None:
    """ "Ann Roe [the mayor] and [her deputy] Bo Lund wrote": both, with the notes in brackets between them."""
    words, (a, b) = article.words, draft.phrase or (0, 0)
    i = _before_notes(words, a - 1)
    if i <= words[a].begins or words[i].lower != "and" or (i == a - 1 and words[a].text not in OPENS_NOTE):
        return
    i = _before_notes(words, i - 1)
    first = i + 1
    while first > words[a].begins and words[first - 1].pos == "PROPN" and words[first - 1].capital:
        first -= 1
    if first <= i and not any(draft.holds(k) for k in range(first, a)):
        draft.phrase, draft.head = (first, b), i


def _before_notes(words: list[Word], i: int) -> int:
    """The number of the word before the bracketed notes that end at word i; i itself where none does."""
    while i > 0 and words[i].text in CLOSES_NOTE:
        floor = max(words[i].begins, i - LONGEST)
        opened = next((k for k in range(i, floor - 1, -1) if words[k].text in OPENS_NOTE), None)
        if opened is None:
            return i
        i = opened - 1
    return i


def names_joined(words: list[Word], spans: list[Range]) -> bool:
    """Do the names at these ranges of words, in text order, make one phrase by an "and" before the last?"""
    if len(spans) < 2:
        return False
    between = words[spans[-2][1] : spans[-1][0]]
    return any(w.lower == "and" for w in between) and not any(w.pos == "VERB" for w in between)
