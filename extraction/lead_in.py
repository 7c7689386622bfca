"""What stands between the cue and what was said: whom it was told, on which day, that it was declined to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.wordlists import classes, word_set

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.draft import Draft

TELLING = frozenset({"tell", "inform", "assure", "notify", "remind", "warn", "advise"})
WHERE = frozenset({"in", "on", "at", "during", "through", "via", "by"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NEAR, LONGEST = 4, 14
"""Words from the cue to where it was said, and of that."""
WHAT_IS_KEPT = frozenset({"whether", "if", "that", "how", "why", "what", "who", "when", "where", "which"})


def without_lead_in(article: Article, draft: Draft) -> None:
    """Takes the lead-in off the draft's first part, in place."""
    a, b = min(draft.parts)
    first = _after_time(article, draft, _after_addressee(article, draft, a, b), b)
    first = _after_writing(article, draft, first, b)
    first = _after_declining(article, draft, first, b)
    if a < first < b:
        draft.parts[draft.parts.index((a, b))] = (first, b)


def _after_addressee(article: Article, draft: Draft, a: int, b: int) -> int:
    """Where the content begins after somebody told: "informed allies that ..."."""
    cue = draft.cue.i
    if (
        article.words[cue].lemma not in TELLING
        or a <= cue
        or article.words[a].quote != article.words[cue].quote
    ):
        return a
    for word in article.words[a + 1 : min(b, a + 6)]:
        if word.lower == "that":
            return word.i + 1
        if word.pos not in ("NOUN", "PROPN", "ADJ", "PRON", "DET", "PART", "ADP"):
            break
    return a


def _after_time(article: Article, draft: Draft, a: int, b: int) -> int:
    """Where the content begins after a day: "said Friday that ..."."""
    for i in range(a, min(b, a + 5)):
        word = article.words[i]
        if word.quote != article.words[draft.cue.i].quote:
            break
        if word.lower == "that" and i > a:
            return i + 1
        if word.lower not in word_set("time_words") and word.pos not in ("ADP", "NUM", "DET"):
            break
    return a


def _after_writing(article: Article, draft: Draft, a: int, b: int) -> int:
    """Where the content begins after where it was said: "told staff in an email seen by Bloomberg that ..."."""
    words, cue = article.words, article.words[draft.cue.i]
    if words[a].lower not in WHERE or not 0 <= a - cue.i <= NEAR or words[a].quote != cue.quote:
        return a
    that = next((i for i in range(a + 1, min(b - 2, a + LONGEST)) if words[i].lower == "that"), None)
    if that is None or words[that].tag == "WDT" or words[that + 1].tag in FINITE:
        return a  # "on a plan that could work": no clause of its own
    written = any(w.lower in word_set("text_nouns") for w in words[a:that])
    if not written or any(w.quote != cue.quote or w.tag in FINITE for w in words[a:that]):
        return a
    return that + 1 if any(w.tag in FINITE for w in words[that + 1 : b]) else a


def _after_declining(article: Article, draft: Draft, a: int, b: int) -> int:
    """Where the content begins after "declined to say whether ..."; "declined to comment on ..." stays whole."""
    words = article.words
    if words[draft.cue.i].lemma not in word_set("declining_verbs") or b - a < 4 or words[a].lower != "to":
        return a
    says = "say" in classes("cue_verbs").get(words[a + 1].lemma, ())
    return a + 2 if says and words[a + 2].lower in WHAT_IS_KEPT else a
