"""Speaker candidates of a cue: noun phrases by their grammatical relation to it, nearest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.cues import Cue, is_time
from extraction.phrases import TITLE_DEPS, governed, noun_phrase
from extraction.word import SUBJECTS, Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.article import Article, Range

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
NEVER_SPEAKS = frozenset({"PUNCT", "VERB", "AUX", "SCONJ"})
INNER = frozenset({"compound", "flat", "nmod:unmarked", "nmod:desc", "nmod:poss", "obl:unmarked"})
"""Parts of a phrase, and times: none of them heads what may speak."""
AGE = re.compile(r"\d-?year-?olds?$")
LONGEST_AGE = 8
CLIMB = 4
"""Clauses to look above the cue for a shared subject."""


@dataclass(slots=True)
class Speaker:
    """A phrase that may be the speaker, with its head word and how it was found."""

    span: Range
    head: int
    how: str
    steps: int = 0


def own_subject(article: Article, cue: Cue) -> Speaker | None:
    """The nearest subject of the cue itself, on the same side of every quotation mark."""
    words, word = article.words, article.words[cue.i]
    found = [
        c
        for c in word.children
        if c.dep in SUBJECTS
        and c.dep != "nsubj:pass"
        and c.pos not in ("SCONJ", "PUNCT")
        and not is_time(c)
        and (c.quote == word.quote or abs(c.i - word.i) <= 2)
    ]
    if not found and cue.kind == "verb" and "say" in cue.classes:
        found = _just_before(article, word) or _aged(article, word)
    if not found:
        return None
    subject = min(found, key=lambda c: abs(c.i - word.i))
    after = subject.i > word.i
    a, b = noun_phrase(article, subject, word.i + 1 if after else None, None if after else word.i)
    for i in range(subject.i, a - 1, -1):
        if words[i].quote != subject.quote or (words[i].mark and i != subject.i):
            a = i + 1
            break
    b = next((i for i in range(subject.i, b) if words[i].quote != subject.quote), b)
    return Speaker((a, max(b, a + 1)), subject.i, "inverted" if after else "own")


def _just_before(article: Article, cue: Word) -> list[Word]:
    """ "... ,” he said" where the parser lost the subject: the word beside the cue, whatever its label."""
    if cue.i <= cue.begins:
        return []
    word = article.words[cue.i - 1]
    before = article.words[cue.i - 2] if cue.i > 1 else None
    fits = (
        word.pos in ("PRON", "PROPN")
        and word.dep not in ("obj", "iobj", "obl")
        and word.quote == cue.quote
        and (before is None or before.mark or before.text == ",")
    )
    return [word] if fits else []


def _aged(article: Article, cue: Word) -> list[Word]:
    """ "says the 58-year-old", which is no noun to the tagger."""
    for word in article.words[cue.i + 1 : min(cue.i + LONGEST_AGE, cue.ends)]:
        if is_age(article.words, word):
            return [word]
    return []


def is_age(words: Sequence[Word], word: Word) -> bool:
    """Is it the "old" of "58-year-old", by whichever way that is cut into words?"""
    before = "".join(w.lower for w in words[max(word.begins, word.i - 4) : word.i + 1])
    return AGE.search(before) is not None


class Candidates:
    """Collects the speakers of one cue, one for each head word."""

    def __init__(self, article: Article, cue: Cue) -> None:
        self.article, self.cue = article, cue
        self.found: list[Speaker] = []

    def put(self, head: Word, how: str, steps: int = 0, lo: int | None = None, hi: int | None = None) -> None:
        """Adds the phrase of `head`, unless it cannot speak, holds the cue, or is there already."""
        if head.pos in NEVER_SPEAKS or is_time(head) or any(s.head == head.i for s in self.found):
            return
        a, b = noun_phrase(self.article, head, lo, hi)
        if a < b and not a <= self.cue.i < b:
            self.found.append(Speaker((a, b), head.i, how, steps))


def speaker_candidates(article: Article, cue: Cue) -> list[Speaker]:
    """Everybody who might be speaking at this cue."""
    out = Candidates(article, cue)
    word = article.words[cue.i]
    if cue.kind == "according":
        _of_according(out, word)
    elif cue.kind == "colon":
        _before_colon(out, word)
    elif cue.kind == "dash":
        _after_dash(out)
    else:
        own = own_subject(article, cue)
        if own:
            out.found.append(own)
        _dependents(out, word)
        _above(out, word)
        _after_quote(out, word)
        _near(out, word)
        _opening(out, word)
        _beside(out, word)
    return out.found


def _of_according(out: Candidates, word: Word) -> None:
    words, cue = out.article.words, out.cue
    _, end, top = governed(out.article, cue.i, cue.last)
    head = word.head if word.dep in ("case", "mark") and not word.is_root else None
    while head is not None and head.dep in TITLE_DEPS and head.head.i > head.i:
        head = head.head
    if head is None or head.i <= cue.i:
        head = next((c for c in top.children if c.i > cue.i + 1 and c.pos in NOMINAL), None)
    if head is not None and head.i > cue.i:
        out.put(head, "according", lo=cue.last + 1)
    near = next((w for w in words[cue.last + 1 : end] if w.pos in ("NOUN", "PROPN", "PRON")), None)
    if near:
        out.put(near, "near-right", near.i - cue.i, lo=cue.last + 1)


def _before_colon(out: Candidates, word: Word) -> None:
    words = out.article.words
    k = word.i - 1
    while k >= word.begins and words[k].pos not in ("PROPN", "NOUN", "PRON"):
        k -= 1
    if k >= word.begins:
        a = k
        while a > word.begins and words[a - 1].pos in ("PROPN", "NOUN", "ADJ", "DET", "PRON"):
            a -= 1
        out.found.append(Speaker((a, k + 1), k, "colon"))


def _after_dash(out: Candidates) -> None:
    words, i = out.article.words, out.cue.i
    k = i + 1
    while (
        k < len(words)
        and words[k].paragraph == words[i].paragraph
        and words[k].pos in ("PROPN", "NOUN", "ADJ", "DET", "PUNCT", "X")
        and words[k].text not in (",", ".", "(")
    ):
        k += 1
    if k > i + 1:
        out.found.append(Speaker((i + 1, k), k - 1, "colon"))


def _dependents(out: Candidates, word: Word) -> None:
    noun = out.cue.kind == "noun"
    for c in word.children:
        by = c.dep in ("obl", "nmod") and c.i > word.i and {"by", "from"} & set(c.child_lowers("case"))
        if c.dep == "obl:agent" or by:
            out.put(c, "agent")
        elif c.dep == "nmod:poss":
            out.put(c, "poss")
        elif c.dep == "nsubj:pass":
            out.put(c, "own-pass", hi=word.i if c.i < word.i else None)
        elif c.dep == "compound" and noun:
            out.put(c, "compound")
        elif c.dep in ("nmod", "obl") and noun:
            out.put(c, "n-" + next(c.child_lowers("case"), ""))


def _above(out: Candidates, word: Word) -> None:
    """The subject shared with a clause above, the noun that a clause modifies, the agent of a passive."""
    lower, steps = word, 0
    while not lower.is_root and steps < CLIMB:
        dep, upper = lower.dep, lower.head
        steps += 1
        if dep.startswith("acl") and upper.pos in ("NOUN", "PROPN", "PRON"):
            out.put(upper, "relcl" if dep == "acl:relcl" else "acl", steps)
        for c in upper.children:
            if c.dep in SUBJECTS and c is not lower:
                out.put(c, "up-" + dep, steps)
            elif c.dep == "nmod:poss" and upper.pos == "NOUN":
                out.put(c, "up-poss", steps)
            elif c.dep in ("obj", "iobj") and dep in ("xcomp", "advcl", "acl", "ccomp") and c.i < lower.i:
                out.put(c, "up-obj", steps)
            elif c.dep == "obl:agent":
                out.put(c, "up-agent", steps)
        if upper.pos in ("NOUN", "PROPN") and out.cue.kind == "noun":
            out.put(upper, "up-noun", steps)
        lower = upper


def _after_quote(out: Candidates, word: Word) -> None:
    """The first noun phrase after a closed quotation: '"...," NAME, 54, said'."""
    words, article = out.article.words, out.article
    for k in range(word.i - 1, max(word.begins, word.i - 30), -1):
        if words[k].mark and words[k].quote >= 0 and article.quoted[words[k].quote][1] == k + 1:
            for w in words[k + 1 : word.i]:
                if w.pos in ("PROPN", "NOUN", "PRON") and w.dep not in ("compound", "nmod:desc", "nmod:poss"):
                    out.put(w, "after-quote", w.i - k, lo=k + 1, hi=word.i)
                    break
            break


def _near(out: Candidates, word: Word) -> None:
    """The two nearest noun phrases on each side."""
    words, i = out.article.words, word.i
    sides = (
        (range(i - 1, max(word.begins - 1, i - 15), -1), "near-left", None, i),
        (range(i + 1, min(word.ends, i + 15)), "near-right", i + 1, None),
    )
    for numbers, how, lo, hi in sides:
        found = 0
        for k in numbers:
            w = words[k]
            if (
                found < 2
                and w.pos in ("NOUN", "PROPN", "PRON")
                and w.dep not in ("compound", "flat", "nmod:unmarked", "nmod:desc")
                and w.lower not in ("that", "what", "which")
            ):
                out.put(w, how, found, lo=lo, hi=hi)
                found += 1


def _opening(out: Candidates, word: Word) -> None:
    """Where the parse has lost who shares the verb: the nearest subject before it, and what the sentence opens with."""
    words = out.article.words[word.begins : word.i]
    spoken = [w for w in words if w.quote == word.quote and w.pos in ("NOUN", "PROPN", "PRON")]
    subject = next((w for w in reversed(spoken) if w.dep in SUBJECTS and w.dep != "nsubj:pass"), None)
    if subject:
        out.put(subject, "subject-before", hi=word.i)
    first = next((w for w in spoken if w.dep not in INNER and not any(w.child_lowers("case"))), None)
    if first:
        out.put(first, "opening", hi=word.i)


def _beside(out: Candidates, word: Word) -> None:
    """The word next to the cue that is no noun to the tagger: "Jolly said", "both vowed", "four in 10 said"."""
    words = out.article.words
    for i, how in ((word.i - 1, "beside-left"), (word.i + 1, "beside-right")):
        if not word.begins <= i < word.ends or words[i].quote != word.quote or words[i].mark:
            continue
        beside = words[i]
        if beside.head.i > i and beside.head.pos in (
            "NOUN",
            "PROPN",
        ):  # "said White House spokesman": no name yet
            continue
        counts = how == "beside-left" and beside.pos in ("NUM", "DET", "ADJ")
        if counts or (beside.capital and beside.pos in ("ADJ", "ADV", "X", "INTJ")):
            out.put(beside, how, lo=i if i > word.i else None, hi=None if i > word.i else word.i)
