"""Features of a content candidate: which of its contents does a cue report?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.features import Features, bucket, on, shown, verb_class
from extraction.phrases import marked_with, only_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from extraction.article import Article
    from extraction.candidates import Choice
    from extraction.content import Content
    from extraction.word import Word

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


@dataclass(slots=True)
class View:
    """One content of one choice, with what several features need."""

    article: Article
    choice: Choice
    content: Content
    others: Mapping[int, float]
    """How likely each other word of the article is a cue."""

    @property
    def words(self) -> list[Word]:
        return self.article.words

    @property
    def a(self) -> int:
        return self.content.parts[0][0]

    @property
    def z(self) -> int:
        return self.content.parts[-1][1]

    @property
    def size(self) -> int:
        return sum(y - x for x, y in self.content.parts)

    @property
    def family(self) -> str:
        return self.choice.cue.family


def content_features(article: Article, choice: Choice, number: int, others: Mapping[int, float]) -> Features:
    """The features of the choice's content of that number; `others` is how likely each word is a cue."""
    view = View(article, choice, choice.contents[number], others)
    names = on(_labels(view))
    for part in (_edges, _place, _quoted, _cut, _head, _inner, _subject):
        names.update(on(part(view)))
    names["first-how" if number == choice.guess else "other-how"] = 1.0
    return names


def _labels(v: View) -> Iterator[str]:
    c, family = v.content, v.family
    how = c.how
    yield from (
        "bias",
        f"how={how}",
        f"{how}|{family}",
        f"{how}|{c.first}|{c.last}",
        f"{how}|{c.first}|{family}",
    )
    yield from (f"{how}|b={c.before}", f"{how}|a={c.after}", f"{how}|{c.first}|a={c.after}")
    yield from (f"{how}|{c.last}|a={c.after}", f"first={c.first}|b={c.before}")
    yield from (f"{family}|{how}", f"{family}|{how}|{c.first}", f"{family}|{how}|{c.last}")
    yield from (f"{family}|first={shown(v.words[v.a])}", f"{family}|{c.first}|{c.last}|{c.before}")


def _edges(v: View) -> Iterator[str]:
    words, how, a, z = v.words, v.content.how, v.a, v.z
    first, before = shown(words[a]), shown(words[a - 1]) if a else "START"
    after = shown(words[z]) if z < len(words) else "END"
    second = shown(words[a + 1]) if a + 1 < len(words) else "-"
    yield from (f"w0={first}", f"{how}|w0={first}", f"w1={second}", f"wz={after}", f"{how}|wz={after}")
    yield from (f"wl={shown(words[z - 1])}", f"wb={before}", f"{how}|wb={before}")


def _place(v: View) -> Iterator[str]:
    cue, c, how = v.choice.cue, v.content, v.content.how
    word = v.words[cue.i]
    gap = abs(v.a - cue.last) if v.a > cue.i else abs(cue.i - c.parts[0][1])
    yield f"gap={bucket(gap)}"
    yield from (
        f"len={bucket(v.size)}",
        f"{how}|len={bucket(v.size)}",
        f"parts={len(c.parts)}",
        f"dep={word.dep}|{how}",
    )
    ends = v.z >= word.ends - 1
    yield "sentend" if ends else "inside"
    yield "sentstart" if v.a <= word.begins + 1 else "later"
    yield f"{how}|{'E' if ends else 'I'}|{c.first}"


def _quoted(v: View) -> Iterator[str]:
    words, a, z, how = v.words, v.a, v.z, v.content.how
    alpha = [w for w in words[a:z] if w.alpha]
    quoted = sum(w.quote >= 0 for w in alpha)
    share = "none" if not quoted else "all" if quoted == len(alpha) else "part"
    yield from (f"quoted={share}", f"{how}|quoted={share}", f"{how}|{v.family}|quoted={share}")
    cut_left = a > 0 and words[a].quote >= 0 and words[a - 1].quote == words[a].quote and not words[a].mark
    cut_right = (
        z < len(words)
        and words[z - 1].quote >= 0
        and words[z].quote == words[z - 1].quote
        and not words[z - 1].mark
    )
    if cut_left or cut_right:
        yield "cuts-quote"


def _cut(v: View) -> Iterator[str]:
    c, family, how = v.content, v.family, v.content.how
    if not c.cut:
        yield from ("uncut", f"{how}|uncut", f"{family}|uncut|{c.first}")
        return
    dep, _, shown_word = c.cut.partition("|")
    mark = v.words[v.z].text if v.z < len(v.words) and v.words[v.z].punct else ""
    yield from (f"cut={c.cut}", f"cutdep={dep}", f"{family}|cut={c.cut}", f"{family}|cutdep={dep}")
    yield from (
        f"cutfirst={c.first}|{c.cut}",
        f"cutw={shown_word}",
        f"cut@{bucket(v.size)}",
        f"cut={c.cut}|{mark}",
    )


def _head(v: View) -> Iterator[str]:
    c, article = v.content, v.article
    if only_time(article, *c.parts[-1]):
        yield "last-time"
    if only_time(article, *c.parts[0]):
        yield "first-time"
    finite = any(w.tag in FINITE for w in v.words[v.a : v.z])
    yield from (f"finite={finite}", f"{c.how}|finite={finite}", f"{v.family}|finite={finite}")
    if c.head < 0:
        return
    head, first, family = v.words[c.head], c.first, v.family
    mark = marked_with(head, ("mark", "case"))
    subject = any(x.dep.startswith("nsubj") for x in head.children)
    yield from (
        f"hpos={head.pos}",
        f"{first}|mark={mark}",
        f"{family}|{first}|mark={mark}",
        f"{first}|subj={subject}",
    )
    yield from (f"{family}|{first}|{mark}", f"htag={head.tag}", "headed", f"{first}|headed")


def _inner(v: View) -> Iterator[str]:
    """Other cues within the content: perhaps it takes in somebody else's statement."""
    words, c, how = v.words, v.content, v.content.how
    inner = words[v.a : v.z]
    if any(w.pos == "VERB" and w.quote < 0 and verb_class(w) == "say" for w in inner):
        yield from ("has-say", f"{how}|has-say")
    commas = sum(w.text == "," and w.quote < 0 for w in inner)
    yield f"commas={min(commas, 3)}"
    swallowed = [
        (v.others[i], i) for x, y in c.parts for i in range(x, y) if i in v.others and i != v.choice.cue.i
    ]
    if not swallowed:
        return
    likely, i = max(swallowed)
    level = "hi" if likely > 0.6 else "mid" if likely > 0.3 else "lo"
    comma = any(w.text == "," for w in words[max(i - 2, v.a) : i])
    dep = words[i].dep + ("," if comma else "")
    yield from (f"swallows={level}", f"swallows={level}|{dep}", f"{how}|swallows={level}")
    yield from (
        f"swallows={level}|{words[i].tag}|{dep}",
        f"nswallow={min(3, sum(p > 0.4 for p, _ in swallowed))}",
    )
    if level != "lo":
        yield f"{v.family}|swallows={level}|{words[i].dep}"


def _subject(v: View) -> Iterator[str]:
    own, c = v.choice.own, v.content
    if own is None:
        yield f"nosubj|{c.how}"
        return
    yield f"ownside={own.how}|{c.how}"
    overlap = any(x < own.span[1] and own.span[0] < y for x, y in c.parts)
    yield "overlap-subj" if overlap else "no-overlap"
