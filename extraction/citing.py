"""Whom an outlet cites: "..., the Journal reported, citing an official": the official speaks, by way of the Journal.

Only who carries words of others hands them on so: a minister who cites the army speaks for himself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.carriers import can_speak, is_carrier, speak
from extraction.kinds import state_of
from extraction.phrases import noun_phrase
from extraction.speakers import own_subject
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from extraction.article import Article, Range
    from extraction.draft import Draft
    from extraction.word import Word

LONGEST_CHAIN = 3
OWN = frozenset({"own", "itself", "themselves"})


def trace_citing(article: Article, draft: Draft) -> None:
    """Gives the draft the speaker that its carrier cites, and the carriers on the way, nearest to us first."""
    word = article.words[draft.cue.i]
    if draft.cue.kind != "verb" or word.lemma in word_set("citing_verbs") or draft.phrase is None:
        return
    if _cited_between(article, draft, word):
        return
    if not _may_carry(article, draft.phrase, draft.head):
        _leave_out(article, draft, word)
        return
    for verb in article.words[word.begins : word.ends]:
        if not _is_citing(verb) or verb.tag != "VBG" or verb.quote != word.quote:
            continue
        if draft.holds(verb.i) and not _cut_off(draft, verb.i):
            continue
        cited = _cited(verb)
        if cited is not None and can_speak(cited) and not _own(cited):
            _follow(article, draft, verb, cited)
            return


def _cited_between(article: Article, draft: Draft, word: Word) -> bool:
    """ "The Courier, citing two clerks, reported that S", with the clerks taken for the subject: is it put right?"""
    words = article.words
    verb = words[draft.head].head
    set_off = draft.head < word.i and verb.i > word.begins + 1 and words[verb.i - 1].text == ","
    if not set_off or verb.tag != "VBG" or not _is_citing(verb) or verb.quote != word.quote:
        return False
    subject = own_subject(article, draft.cue)
    if subject is None or not subject.span[0] <= subject.head < verb.i:
        return False
    whole = (subject.span[0], min(subject.span[1], verb.i - 1))
    cited, head = draft.phrase, draft.head
    draft.phrase, draft.head, draft.found_by = whole, subject.head, subject.how
    if (
        cited
        and _may_carry(article, whole, subject.head)
        and can_speak(words[head])
        and not _own(words[head])
    ):
        speak(draft, cited, head)
    return True


def _leave_out(article: Article, draft: Draft, word: Word) -> None:
    """Takes ", citing figures" off the end of what was said: it says what the speaker went by."""
    for verb in article.words[word.i + 1 : word.ends]:
        if _is_citing(verb) and verb.tag == "VBG" and verb.quote < 0 and draft.holds(verb.i):
            _cut_off(draft, verb.i)


def _follow(article: Article, draft: Draft, verb: Word, cited: Word) -> None:
    """From the cited one to whom they cite in turn: "citing the Journal, which cited an official"."""
    for _ in range(LONGEST_CHAIN):
        further = _further(article, verb, cited)
        phrase = _with_what_they_know(article, noun_phrase(article, cited, verb.i + 1))
        if further is not None:
            phrase = (phrase[0], min(phrase[1], further[0].i))
        speak(draft, _without_clause(article, phrase), cited.i)
        if further is None:
            return
        verb, cited = further


def _with_what_they_know(article: Article, phrase: Range) -> Range:
    """ "people familiar with the matter": the whole of it, wherever the parser hangs the adjective."""
    a, b = phrase
    after = article.words[b : b + 2]
    if len(after) == 2 and after[0].pos == "ADJ" and after[1].pos == "ADP" and after[0].left == b:
        return a, min(after[0].right, after[0].ends)
    return phrase


def _further(article: Article, verb: Word, cited: Word) -> tuple[Word, Word] | None:
    if not is_carrier(article, (cited.left, cited.i + 1)):
        return None
    for later in article.words[cited.i + 1 : min(verb.ends, cited.i + 8)]:
        if _is_citing(later):
            whom = _cited(later)
            return (later, whom) if whom is not None and can_speak(whom) and whom.i > later.i else None
    return None


def _is_citing(word: Word) -> bool:
    return word.pos == "VERB" and word.lemma in word_set("citing_verbs")


def _cited(verb: Word) -> Word | None:
    return next((c for c in verb.children if c.dep in ("obj", "obl", "iobj") and c.i > verb.i), None)


def _own(cited: Word) -> bool:
    """ "its own reporters" are the outlet itself."""
    return any(c.lower in OWN for c in cited.children)


def _without_clause(article: Article, phrase: Range) -> Range:
    a, b = phrase
    words = article.words
    while b - 1 > a and (words[b - 1].punct or words[b - 1].tag in ("WDT", "WP")):
        b -= 1
    return a, b


def _may_carry(article: Article, phrase: Range, head: int) -> bool:
    """An outlet, or a name that is nobody's: no person, no state, no office."""
    if is_carrier(article, phrase):
        return True
    words = article.words[phrase[0] : phrase[1]]
    word = article.words[head]
    return (
        word.pos == "PROPN"
        and word.entity in ("ORG", "PRODUCT", "")
        and not state_of(word.text)
        and not any(w.lower in word_set("org_nouns") or w.lower in word_set("roles") for w in words)
    )


def _cut_off(draft: Draft, i: int) -> bool:
    """Takes the "citing ..." that the content ran into off its end; False when it stands within what was said."""
    part = next(p for p in draft.parts if p[0] <= i < p[1])
    if part[0] < draft.cue.i:
        return False
    rest = [(part[0], i)] if i - part[0] > 1 else []
    parts = [p for p in draft.parts if p != part and p[0] < i] + rest
    draft.parts = parts or draft.parts
    return bool(parts)
