"""Where a speaker phrase begins and ends: not with a day, a stock's sign or a clause, and not in the middle of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.cues import is_time
from extraction.kinds import is_person_noun
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.article import Article, Range
    from extraction.draft import Draft
    from extraction.word import Word

CLAUSE = frozenset({"who", "whom", "whose", "which"})
WHEN = frozenset({"on", "in", "at", "late", "early", "last", "this"})
DAYS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday"}
)
ENDS = frozenset({",", ".", ";", ")", "!", "?"})
LONGEST_NAME = 6
FUNCTION = frozenset({"DET", "ADP", "PRON", "AUX", "VERB", "SCONJ", "CCONJ", "ADV", "NUM", "INTJ"})


def settle_ends(article: Article, draft: Draft) -> None:
    """Changes the draft's speaker phrase and its head in place; a phrase never takes in the cue or the content."""
    if draft.phrase is None:
        return
    words = article.words
    a, b = _before_bracket(words, *draft.phrase)
    b = _before_clause(words, a, b)
    b = _before_time(words, a, b)
    if draft.cue.kind in ("verb", "according"):
        a, b = _whole_name(draft, words, a, b)
        b = _with_name_behind(draft, words, b)
    draft.phrase = (a, b)
    if not a <= draft.head < b:
        draft.head = b - 1


def _before_bracket(words: Sequence[Word], a: int, b: int) -> Range:
    """ "Northwind ASA (OSE: NWE)" without what stands in brackets, or where only that was found."""
    floor = max(words[a].begins, b - 2 * LONGEST_NAME)
    if words[b - 1].text != ")":
        return a, b
    opened = next((i for i in range(b - 2, floor - 1, -1) if words[i].text == "("), None)
    if opened is None or opened == words[a].begins:
        return a, b
    first = min(a, opened - 1)
    while a >= opened and first > floor and _in_name(words[first - 1]):
        first -= 1
    return first, opened


def _before_clause(words: Sequence[Word], a: int, b: int) -> int:
    """ "the head of state, who spoke first" without the clause."""
    commas = (i for i in range(a + 1, b - 1) if words[i].text == "," and words[i + 1].lower in CLAUSE)
    return next(commas, b)


def _before_time(words: Sequence[Word], a: int, b: int) -> int:
    """ "the ministry on Tuesday" without the day."""
    end = b
    while end > a + 1 and (words[end - 1].pos == "NUM" or is_time(words[end - 1])):
        end -= 1
    if end == b or not any(is_time(w) for w in words[end:b]):
        return b
    first = end
    while first > a + 1 and words[first - 1].lower in WHEN:
        first -= 1
    if first < end:
        return first
    return end if words[end].lower in DAYS and words[end - 1].pos in ("PROPN", "NOUN") else b


def _whole_name(draft: Draft, words: Sequence[Word], a: int, b: int) -> Range:
    """Widened by the capitalised words beside it that the parse or the pipeline cut off its name."""
    cue, end, first = draft.cue.i, b, a
    while end < words[b - 1].ends and end != cue and _joins(draft, words, b - 1, end):
        end += 1
    known = words[b - 1].capital or is_person_noun(words[b - 1].lower)
    if end - b > LONGEST_NAME or not known or (b <= cue and end != cue):
        end = b
    while first > words[a].begins and first - 1 != cue and _joins(draft, words, a, first - 1):
        first -= 1
    if a - first > LONGEST_NAME or not _in_name(words[a]):
        first = a
    if first > words[a].begins + 1 and words[first - 1].pos in ("ADP", "CCONJ"):
        first = _spoken_for(draft, words, a, first)
    return first, end


def _spoken_for(draft: Draft, words: Sequence[Word], a: int, first: int) -> int:
    """Where "a spokesperson for Valley Trust" begins, when the name was found alone; else where that was found."""
    i = first - 2
    if (
        not is_person_noun(words[i].lower)
        or words[i].capital
        or words[first - 1].lower not in ("for", "of", "at")
    ):
        return a
    while (
        i > words[a].begins and words[i - 1].pos in ("DET", "ADJ", "NOUN", "PROPN") and not words[i - 1].mark
    ):
        i -= 1
    if any(draft.holds(k) or k == draft.cue.i for k in range(i, a)):
        return a
    draft.head = first - 2
    return i


def _joins(draft: Draft, words: Sequence[Word], beside: int, i: int) -> bool:
    return _in_name(words[i]) and words[i].quote == words[beside].quote and not draft.holds(i)


def _in_name(word: Word) -> bool:
    if not word.capital or word.mark or is_time(word) or word.pos in FUNCTION:
        return False
    return word.i > word.begins or word.pos == "PROPN" or word.text.isupper()


def _with_name_behind(draft: Draft, words: Sequence[Word], b: int) -> int:
    """ "the senator's spokeswoman, Beth Crane," with the name: it is who speaks."""
    noun = words[b - 1].lower
    called = is_person_noun(noun) or noun in word_set("org_nouns") or noun in word_set("company_nouns")
    if words[b - 1].capital or not called or b + 1 >= words[b - 1].ends or words[b].text != ",":
        return b
    end = b + 1
    while end < words[b].ends and (_in_name(words[end]) or words[end].lower in word_set("honorifics")):
        end += 1
    whole = b + 1 < end <= b + 1 + LONGEST_NAME and end < words[b].ends and words[end].text in ENDS
    return end if whole and not any(draft.holds(i) or i == draft.cue.i for i in range(b, end)) else b
