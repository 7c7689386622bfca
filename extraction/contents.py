"""Content candidates of a cue: every stretch of words that might be what was said, some in two pieces.

A candidate says how it was found (right of the cue, left of it, around it, a quotation near it, ...) and which
relations bound it; the models choose by that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.content import Content, Contents
from extraction.nearby import quoted_contents
from extraction.phrases import governed
from extraction.word import SUBJECTS, Word

if TYPE_CHECKING:
    from extraction.article import Article, Range
    from extraction.cues import Cue

FUNCTION_DEPS = frozenset(
    [
        "punct",
        "compound:prt",
        "aux",
        "aux:pass",
        "cop",
        "cc",
        "conj",
        "discourse",
        "case",
        "mark",
        "det",
        "amod",
        "compound",
        "nummod",
        "flat",
        "fixed",
        "expl",
    ]
)
REPORTING_DEPS = frozenset({"parataxis", "ccomp", "conj", "acl:relcl", "advcl", "dep", "appos", "acl"})
ADDRESSING = frozenset({"obj", "iobj", "obl", "obl:unmarked", "nmod", "advmod"})
"""Before a clause with "that": to whom, where and when it was said."""
TALKING = frozenset({"speak", "talk"})
TO_WHOM_OR_WHERE = frozenset(
    {"to", "with", "at", "in", "from", "during", "before", "after", "on", "by", "outside"}
)
LONGEST_ADDRESS = 14
MOST_ITEMS = 7


@dataclass(slots=True)
class Item:
    """A dependent of the cue with its words."""

    a: int
    b: int
    dep: str
    head: int


def content_candidates(article: Article, cue: Cue, subject: Range | None) -> list[Content]:
    """Everything that might be what this cue reports; `subject` are the words of the cue's own subject."""
    out = Contents(article, cue)
    word = article.words[cue.i]
    if cue.kind == "according":
        _of_according(out, word)
    elif cue.kind == "dash":
        out.put([article.quoted[article.words[cue.i - 1].quote]], Content((), "quote-before"))
    elif cue.kind == "colon":
        out.put([(cue.i + 1, word.ends)], Content((), "right", first="colon"))
        out.put([(cue.i + 1, article.paragraph_end(cue.i))], Content((), "tail", first="colon"))
    else:
        _of_verb(out, word, subject)
    return out.found


def attribution(article: Article, cue: Cue, subject: Range | None) -> Range:
    """The words of the attribution itself: subject, cue, particles, auxiliaries close by."""
    near = [
        c.i
        for c in article.words[cue.i].children
        if c.dep in ("aux", "aux:pass", "advmod", "cop") and abs(c.i - cue.i) <= 4
    ]
    ends = [] if subject is None else [subject[0], subject[1] - 1]
    numbers = [*cue.tokens, *near, *ends]
    return min(numbers), max(numbers) + 1


def _of_verb(out: Contents, word: Word, subject: Range | None) -> None:
    article, cue = out.article, out.cue
    ca, cb = attribution(article, cue, subject)
    for content in quoted_contents(article, word, ca, cb):
        out.put(list(content.parts), content)
    _right(out, word, cb)
    _left(out, word, ca)
    _across(out, word, ca, cb)
    if word.dep in REPORTING_DEPS and not word.is_root:
        _of_head(out, word, ca, cb)


def _of_according(out: Contents, word: Word) -> None:
    s, e, top = governed(out.article, word.i, out.cue.last)
    over = top.head
    stretches = (
        (max(over.left, word.begins), min(over.right, word.ends), "head"),
        (word.begins, word.ends, "sentence"),
    )
    for a, b, how in stretches:
        if a < s and e < b - 1:
            out.put([(a, s), (e, b)], Content((), how + "-around"))
        if a < s:
            out.put([(a, s)], Content((), how + "-before"))
        if e < b:
            out.put([(e, b)], Content((), how + "-after"))


def _right(out: Contents, word: Word, cb: int) -> None:
    """Every run of dependents after the cue, and what remains of the sentence from each on."""
    article, cue, end = out.article, out.cue, word.ends
    stop = _next_conjunct(article, word, cb)
    items = _right_items(word, word)
    if cue.kind == "noun" and not word.is_root and word.head.pos in ("VERB", "AUX"):
        more = [x for x in _right_items(word.head, word) if x.a > word.i]
        items = sorted({(x.a, x.b, x.dep, x.head): x for x in [*items, *more]}.values(), key=_order)
    items = [
        Item(cb if x.a < cb < x.b else x.a, min(x.b, max(stop, x.a + 1)), x.dep, x.head)
        for x in items
        if x.b > cb
    ][:MOST_ITEMS]
    that = next((k for k, x in enumerate(items) if x.dep == "ccomp" and _opens_with_that(article, x)), -1)
    for i, x in enumerate(items):
        if i < that and x.dep in ADDRESSING:  # "said in a statement that S": what was said begins at "that"
            continue
        if cue.lemma in TALKING and x.dep in ADDRESSING and _is_about_nothing(article, x):
            continue
        before = "+".join(y.dep for y in items[:i])[:30]
        for j in range(i, len(items)):
            after = items[j + 1].dep if j + 1 < len(items) else ""
            label = Content((), "right", x.dep, items[j].dep, before, after, x.head)
            out.put([(x.a, items[j].b)], label)
        out.put([(x.a, end)], Content((), "tail", x.dep, before=before, head=x.head))
    later = _that_later(article, word, cb)
    if later > cb:
        for b in sorted({x.b for x in items if x.b > later} | {stop, end}, reverse=True):
            out.put([(later, b)], Content((), "right", "ccomp", "ccomp", "that"))
    elif cb < end and cue.lemma not in TALKING:
        out.put([(cb, stop)], Content((), "rest"))
        out.put([(cb, end)], Content((), "rest-sent"))
    _passive(out, word, items)


def _opens_with_that(article: Article, item: Item) -> bool:
    return any(w.lower == "that" and w.dep == "mark" for w in article.words[item.a : item.a + 2])


def _is_about_nothing(article: Article, item: Item) -> bool:
    """ "speaking to the BBC", "spoke in London": to whom and where, not about what."""
    return article.words[item.a].lower in TO_WHOM_OR_WHERE


def _that_later(article: Article, word: Word, cb: int) -> int:
    """Where a clause with "that" begins after an addressee, a place or a time ("said in a statement that S"), or cb."""
    words = article.words
    if cb + 1 < word.ends and words[cb].lower == "is" and words[word.begins].lower == "what":
        return cb + 1  # "what they say is that S"
    for i in range(cb, min(word.ends, cb + LONGEST_ADDRESS)):
        w = words[i]
        if w.lower == "that" and w.pos == "SCONJ" and w.quote == word.quote:
            return i if words[i - 1].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADV") else cb
        if w.pos in ("VERB", "AUX", "SCONJ") or w.text in (",", ":", ";") or w.mark:
            return cb
    return cb


def _passive(out: Contents, word: Word, items: list[Item]) -> None:
    """ "The army is said to have fled": the subject and what is told of it."""
    own = next((c for c in word.children if c.dep == "nsubj:pass"), None)
    if own is None:
        return
    subject = (max(own.left, word.begins), own.right)
    out.put([subject], Content((), "passive", "nsubj:pass"))
    for x in items:
        out.put([subject, (x.a, items[-1].b)], Content((), "passive", "nsubj:pass", items[-1].dep))
        out.put([subject, (x.a, x.b)], Content((), "passive", "nsubj:pass", x.dep))


def _left(out: Contents, word: Word, ca: int) -> None:
    """The dependents before the attribution, and the sentence up to it."""
    words = out.article.words
    items = [Item(x.a, min(x.b, ca), x.dep, x.head) for x in _left_items(word) if x.a < ca]
    for i, x in enumerate(items):
        after = items[i + 1].dep if i + 1 < len(items) else ""
        out.put([(x.a, ca)], Content((), "left", x.dep, head=x.head))
        out.put([(x.a, x.b)], Content((), "left", x.dep, x.dep, after=after, head=x.head))
    lo = word.begins
    if not _set_off(words, lo, ca):
        return
    out.put([(lo, ca)], Content((), "left-sent", words[lo].dep))
    found = 0
    for k in range(ca - 2, lo, -1):  # from the last breaks between clauses before the attribution
        if found < 2 and (words[k].text in (",", ";", "—", "–", "--") or words[k].dep == "cc"):
            out.put([(k + 1, ca)], Content((), "left-cut", words[k + 1].dep))
            found += 1


def _set_off(words: list[Word], lo: int, ca: int) -> bool:
    return ca > lo and words[ca - 1].punct


def _across(out: Contents, word: Word, ca: int, cb: int) -> None:
    """An attribution set in the middle of what was said, or before it with a comma."""
    words, lo, hi = out.article.words, word.begins, word.ends
    apart = _set_off(words, lo, ca)
    if cb < hi and words[cb].text in (",", "—", "–") and (apart or ca == lo):
        if apart:
            out.put([(lo, ca), (cb, hi)], Content((), "around", words[lo].dep))
        out.put([(cb, hi)], Content((), "after-comma"))


def _of_head(out: Contents, word: Word, ca: int, cb: int) -> None:
    """The clause that the attribution hangs on."""
    over, lo, hi = word.head, word.begins, word.ends
    a, b = max(over.left, lo), min(over.right, hi)
    va, vb = min(word.left, ca), max(word.right, cb)
    if a < va:
        out.put([(a, va)], Content((), "head", over.dep, word.dep))
        out.put([(a, va), (vb, b)], Content((), "head-around", over.dep, word.dep))
    if va <= lo + 1:
        out.put([(vb, b)], Content((), "head-after", over.dep, word.dep))


def _order(x: Item) -> tuple[int, int, str, int]:
    return x.a, x.b, x.dep, x.head


def _right_items(over: Word, cue: Word) -> list[Item]:
    """The dependents of `over` after it, clipped to the cue's sentence; subject and function words left out."""
    found = []
    for c in over.children:
        if c.dep not in FUNCTION_DEPS and c.i > over.i and c.dep not in SUBJECTS:
            a, b = max(c.left, over.i + 1), min(c.right, cue.ends)
            if a < b:
                found.append(Item(a, b, c.dep, c.i))
    return sorted(found, key=_order)


def _left_items(over: Word) -> list[Item]:
    found = []
    for c in over.children:
        if c.dep not in FUNCTION_DEPS and c.dep != "advmod" and c.i < over.i and c.dep not in SUBJECTS:
            a, b = max(c.left, over.begins), min(c.right, over.i)
            if a < b:
                found.append(Item(a, b, c.dep, c.i))
    return sorted(found, key=_order)


def _next_conjunct(article: Article, word: Word, cb: int) -> int:
    """Where a second verb beside the cue begins ("said A and left"); the sentence's end when there is none."""
    hi = word.ends
    stop = min([c.left for c in word.children if c.dep == "conj" and c.i > word.i and c.left > cb] + [hi])
    while cb < stop < hi and article.words[stop - 1].dep == "cc":
        stop -= 1
    return stop
