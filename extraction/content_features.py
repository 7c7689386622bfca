"""Features of a content candidate: which of its contents does a cue report?"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.features import Features, bucket, is_headline, meaning, senses, shown, verb_class
from extraction.phrases import marked_with, only_time
from extraction.sums import Sums, within

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from extraction.article import Article
    from extraction.candidates import Choice
    from extraction.content import Content
    from extraction.word import Word


BREAKS = frozenset({",", "—", "–", "--", "-", ";"})
LONGEST_TAIL = 60


@dataclass(slots=True)
class Scene:
    """What the features of all candidates of an article need."""

    article: Article
    sums: Sums
    chances: Mapping[int, float]
    """How likely each cue candidate, by its word's number, really is one."""
    cues: Sequence[int]
    """The numbers of those words, ascending."""
    heads: Sequence[int]
    """The number of each word's head."""

    @classmethod
    def of(cls, article: Article, chances: Mapping[int, float]) -> Scene:
        """The scene of an article whose cue candidates are this likely."""
        return cls(article, Sums.of(article), chances, sorted(chances), [w.head.i for w in article.words])

    def cues_in(self, a: int, b: int) -> Sequence[int]:
        """The cue candidates among the words from a up to b."""
        return self.cues[bisect_left(self.cues, a) : bisect_left(self.cues, b)]


@dataclass(slots=True)
class View:
    """One content of one choice."""

    scene: Scene
    words: list[Word]
    choice: Choice
    content: Content
    a: int
    z: int


def content_features(scene: Scene, choice: Choice, number: int) -> Features:
    """The features of the choice's content of that number."""
    content = choice.contents[number]
    view = View(scene, scene.article.words, choice, content, content.parts[0][0], content.parts[-1][1])
    out = _labels(view)
    out += _edges(view)
    out += _place(view)
    out += _quoted(view)
    out += _cut(view)
    out += _tail(view)
    out += _head(view)
    out += _inner(view)
    out += _guess(view, number)
    return out


def _labels(v: View) -> Features:
    c, cue, word = v.content, v.choice.cue, v.words[v.choice.cue.i]
    how, family = c.how, cue.family
    out = [
        "bias", f"how={how}", f"cls={family}", f"kind={cue.kind}", f"first={c.first}", f"last={c.last}",
        f"b={c.before}", f"a={c.after}", f"tag={word.tag}", f"dep={word.dep}", f"{how}|{family}",
        f"{how}|{c.first}|{c.last}", f"{how}|{c.first}|{family}", f"up={verb_class(word.head)}",
    ]  # fmt: skip
    for sense in senses(cue.lemma):
        out += (f"sense={sense}", f"{sense}|{how}", f"{sense}|{c.first}")
    own = v.choice.own
    if own is None:
        out.append("nosubj")
        return out
    out.append(f"ownside={own.how}")
    if any(x < own.span[1] and own.span[0] < y for x, y in c.parts):
        out.append("overlap-subj")
    return out


def _edges(v: View) -> Features:
    words, a, z, n = v.words, v.a, v.z, len(v.words)
    first, last = words[a], words[z - 1]
    out = [
        f"w0={shown(first)}", f"t0={first.tag}", f"d0={first.dep}", f"wl={shown(last)}", f"dl={last.dep}",
        f"wb={shown(words[a - 1])}" if a else "wb=START", f"wbb={shown(words[a - 2])}" if a > 1 else "wbb=START",
        f"w1={shown(words[a + 1])}" if a + 1 < n else "w1=END",
    ]  # fmt: skip
    if z < n:
        word = words[z]
        out += (
            f"wz={shown(word)}",
            f"tz={word.tag}",
            f"wzz={shown(words[z + 1])}" if z + 1 < n else "wzz=END",
        )
        top = _top_from(word, z)
        inside = a <= top.head.i < z
        where = "in" if inside else "cue" if top.head.i == v.choice.cue.i else "out"
        out += (f"nx={top.dep}", f"nx-{where}", f"nx={top.dep}-{where}", f"nxlen={bucket(top.right - z)}")
        if word.punct and z + 1 < n:
            beyond = _top_from(words[z + 1], z + 1)
            where = "in" if a <= beyond.head.i < z else "cue" if beyond.head.i == v.choice.cue.i else "out"
            out += (f"ny={beyond.dep}-{where}", f"nylen={bucket(beyond.right - z)}")
    else:
        out.append("wz=END")
    return out


def _top_from(word: Word, a: int) -> Word:
    """The largest phrase that begins at word a."""
    while not word.is_root and word.head.left == a:
        word = word.head
    return word


def _place(v: View) -> Features:
    cue, c = v.choice.cue, v.content
    word = v.words[cue.i]
    gap = v.a - cue.last if v.a > cue.i else cue.i - c.parts[0][1]
    size = v.scene.sums.size(c.parts)
    out = [
        f"gap={bucket(max(gap, 0))}", f"len={bucket(size)}", f"{c.how}|len={bucket(size)}", f"parts={len(c.parts)}",
        "sentend" if v.z >= word.ends - 1 else "inside", "sentstart" if v.a <= word.begins + 1 else "later",
        f"side={'R' if v.a > cue.i else 'L'}{'R' if v.z > cue.i else 'L'}",
        f"left={bucket(max(0, word.ends - v.z))}",
    ]  # fmt: skip
    if v.a < word.begins or v.z > word.ends:
        out.append("beyond")
    if len(c.parts) > 1:
        out.append(f"len2={bucket(v.scene.sums.size(c.parts[1:]))}")
    if is_headline(v.scene.article, word):
        out.append("headline")
    return out


def _quoted(v: View) -> Features:
    words, a, z, c = v.words, v.a, v.z, v.content
    quoted = sum(within(v.scene.sums.quoted, x, y) for x, y in c.parts)
    share = "none" if not quoted else "all" if quoted == v.scene.sums.size(c.parts) else "part"
    out = [f"quoted={share}", f"{c.how}|quoted={share}"]
    if words[a].quote >= 0:
        out.append("q0" if words[a].mark else "q0-in")
        if a > 0 and words[a - 1].quote == words[a].quote and not words[a].mark:
            out.append("cuts-quote")
    if words[z - 1].quote >= 0:
        out.append("qz" if words[z - 1].mark else "qz-in")
        if z < len(words) and words[z].quote == words[z - 1].quote and not words[z - 1].mark:
            out.append("cuts-quote-end")
    if z < len(words) and words[z].quote >= 0 and words[z].mark:
        out.append("quote-next-to")
    return out


def _tail(v: View) -> Features:
    """The last stretch set off within the content, and the one left out after it: clauses tacked on are often nobody's words."""
    words = v.words
    out: Features = []
    at = _last_break(words, v.a, v.z)
    if at >= 0:
        kind = _kind(words, at, v.z)
        out += (
            f"tail={kind}",
            f"tail={words[at - 1].text}|{kind}",
            f"tail={bucket(v.z - at)}/{bucket(at - v.a)}",
        )
        out.append(f"{v.content.how}|tail={kind}")
    if v.z < len(words) and words[v.z].begins == words[v.z - 1].begins:
        at = v.z + 1 if words[v.z].punct else v.z
        if at < words[v.z].ends:
            mark, kind = words[v.z].text if words[v.z].punct else "", _kind(words, at, words[v.z].ends)
            out += (
                f"rest={kind}",
                f"rest={mark}|{kind}",
                f"rest={bucket(words[v.z].ends - at)}/{bucket(v.z - v.a)}",
            )
    return out


def _last_break(words: list[Word], a: int, z: int) -> int:
    """The first word of the last stretch of a content after a comma or a dash outside quotations, or -1."""
    for i in range(z - 2, max(a, z - LONGEST_TAIL), -1):
        if words[i].text in BREAKS and words[i].quote < 0:
            return i + 1
    return -1


def _kind(words: list[Word], a: int, z: int) -> str:
    """What begins at word a: its first word, its verb's form, and whether a subject stands before that verb."""
    first = words[a]
    top = _top_from(first, a)
    verb = (
        top if top.pos in ("VERB", "AUX") else next((w for w in words[a:z] if w.pos in ("VERB", "AUX")), None)
    )
    if verb is None:
        return f"{shown(first)}|{top.dep}|-"
    subject = next((c.pos for c in verb.children if c.dep.startswith("nsubj") and a <= c.i), "-")
    return f"{shown(first)}|{top.dep}|{verb.tag}|{subject}"


def _cut(v: View) -> Features:
    c = v.content
    if not c.cut:
        return ["uncut"]
    dep, _, word = c.cut.partition("|")
    mark = v.words[v.z].text if v.z < len(v.words) and v.words[v.z].punct else ""
    return [f"cut={c.cut}", f"cutdep={dep}", f"cutw={word}", f"cut={dep}|{mark}"]


def _head(v: View) -> Features:
    c, article, words = v.content, v.scene.article, v.words
    out = [f"finite={min(2, within(v.scene.sums.finite, v.a, v.z))}"]
    if only_time(article, *c.parts[-1]):
        out.append("last-time")
    if len(c.parts) > 1 and only_time(article, *c.parts[0]):
        out.append("first-time")
    tops = _tops(v)
    out.append(f"tops={min(3, len(tops))}")
    for top in tops[:2]:
        out += (f"topdep={top.dep}", f"toptag={top.tag}")
    if c.head < 0:
        return out
    head = words[c.head]
    mark = marked_with(head, ("mark", "case"))
    subject = next((x for x in head.children if x.dep.startswith("nsubj")), None)
    out += (
        f"htag={head.tag}", f"mark={mark}", f"{c.first}|mark={mark}", f"mean={meaning(head)}",
        f"hsubj={shown(subject) if subject else '-'}", f"{c.first}|mean={meaning(head)}",
    )  # fmt: skip
    return out


def _tops(v: View) -> list[Word]:
    """The words whose heads stand outside the content, then the roots in it."""
    heads, parts = v.scene.heads, v.content.parts
    outer, roots = [], []
    for x, y in parts:
        for i, head in enumerate(heads[x:y], x):
            if head == i:
                roots.append(v.words[i])
            elif not x <= head < y and v.words[i].wordlike:
                outer.append(v.words[i])
    if len(parts) > 1:
        outer = [w for w in outer if not any(p <= w.head.i < q for p, q in parts)]
    return outer + roots


def _inner(v: View) -> Features:
    """Other cues within the content: perhaps it takes in somebody else's statement."""
    words, c, scene = v.words, v.content, v.scene
    out = [f"commas={min(within(scene.sums.commas, v.a, v.z), 4)}"]
    if within(scene.sums.sayings, v.a, v.z):
        out.append("has-say")
    swallowed = [
        (scene.chances[i], i) for x, y in c.parts for i in scene.cues_in(x, y) if i != v.choice.cue.i
    ]
    if not swallowed:
        return out
    likely, i = max(swallowed)
    level = "hi" if likely > 0.6 else "mid" if likely > 0.3 else "lo"
    comma = "," if any(w.text == "," for w in words[max(i - 2, v.a) : i]) else ""
    above = "below" if any(p.i == v.choice.cue.i for p in _ancestors(words[i])) else "apart"
    out += (
        f"swallows={level}",
        f"swallows={level}|{words[i].dep}{comma}",
        f"swallows={level}|{words[i].tag}",
    )
    out += (f"swallows={level}|{above}", f"nswallow={min(3, sum(p > 0.4 for p, _ in swallowed))}")
    return out


def _ancestors(word: Word) -> Iterator[Word]:
    while not word.is_root:
        word = word.head
        yield word


def _guess(v: View, number: int) -> Features:
    """How it stands to what plain grammar would choose."""
    choice = v.choice
    if choice.guess < 0:
        return ["noguess"]
    if number == choice.guess:
        return ["guess", f"guess|{v.content.how}"]
    guess = choice.contents[choice.guess].parts
    out = [f"like={int(5 * v.scene.sums.overlap(v.content.parts, guess))}"]
    out.append("a-" + _compared(v.a, guess[0][0]))
    out.append("z-" + _compared(v.z, guess[-1][1]))
    return out


def _compared(i: int, k: int) -> str:
    return "same" if i == k else "less" if i < k else "more"
