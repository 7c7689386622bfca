"""Features of a cue candidate: is this word reporting anybody's words at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.features import Features, bucket, closed, is_headline, meaning, senses, shown, verb_class
from extraction.phrases import marked_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extraction.article import Article
    from extraction.candidates import Choice
    from extraction.word import Word

CLAUSES = frozenset({"ccomp", "xcomp", "acl:relcl", "advcl", "acl", "conj", "parataxis"})
OBJECTS = frozenset({"obj", "iobj", "obl", "nmod", "nsubj:pass"})
CLIMB = 5
FAR = 40


def cue_features(article: Article, choice: Choice) -> Features:
    """The features of the choice's cue."""
    cue, word = choice.cue, article.words[choice.cue.i]
    family, what = cue.family, senses(cue.lemma) or ("none",)
    out = [
        "bias", f"kind={cue.kind}", f"cls={family}", f"pos={word.pos}", f"tag={word.tag}", f"dep={word.dep}",
        f"hpos={word.head.pos}", f"hcls={verb_class(word.head)}", f"cue={len(cue.tokens)}", f"{family}|{word.tag}",
        f"nconts={bucket(len(choice.contents))}", f"nspk={bucket(len(choice.speakers))}",
        "headline" if is_headline(article, word) else "body", f"in={bucket(word.i - word.begins)}",
        f"len={bucket(word.ends - word.begins)}", f"left={bucket(word.ends - word.i)}",
    ]  # fmt: skip
    for sense in what:
        out += (f"sense={sense}", f"{sense}|{word.tag}")
    for kid in {c.dep for c in word.children if c.dep != "punct"}:
        out += (f"kid={kid}", f"{family}|kid={kid}", f"{what[0]}|kid={kid}")
    out += _around(article, choice)
    out += _subject(article, choice)
    out += _dependents(word)
    out += {f"has={c.how}" for c in choice.contents}
    out += [f"spk={s.how}" for s in choice.speakers[:3]]
    out += _quotations(article, word)
    out += _above(word)
    if _asks(article, word):
        out.append("question")
    if word.dep in ("advcl", "xcomp", "ccomp", "acl"):
        out.append("mark=" + marked_with(word, ("mark",)))
    guess = choice.contents[choice.guess] if choice.guess >= 0 else None
    out.append("rule=" + (guess.how if guess else "none"))
    if guess:
        out += (f"rule={guess.how}|{guess.first}", f"{family}|rule={guess.how}")
    return out


def _around(article: Article, choice: Choice) -> Iterator[str]:
    cue, words = choice.cue, article.words
    for step in (-3, -2, -1, 1, 2, 3):
        i = (cue.i if step < 0 else cue.last) + step
        inside = 0 <= i < len(words) and words[i].paragraph == words[cue.i].paragraph
        yield f"w{step}=" + (shown(words[i]) if inside else "END")
        if abs(step) == 1:
            yield f"t{step}=" + (words[i].tag if inside else "END")


def _subject(article: Article, choice: Choice) -> Iterator[str]:
    if choice.own is None:
        yield "own=none"
        return
    head = article.words[choice.own.head]
    a, b = choice.own.span
    what = meaning(head)
    yield from (f"own={choice.own.how}", f"ownpos={head.pos}", f"owntag={head.tag}", f"ownmean={what}")
    yield from (f"ownlen={bucket(b - a)}", f"ownent={any(w.entity for w in article.words[a:b])}")
    yield from (f"{sense}|ownmean={what}" for sense in senses(choice.cue.lemma))


def _dependents(word: Word) -> Iterator[str]:
    for c in word.children:
        if c.dep in ("aux", "aux:pass"):
            yield f"aux={closed(c)}"
        elif c.dep == "advmod" and c.negates:
            yield "neg"
        elif c.dep == "mark":
            yield f"markcase={closed(c)}"
        elif c.dep == "advmod":
            yield f"adv={'R' if c.i > word.i else 'L'}"
        if c.dep in OBJECTS:
            what = meaning(c)
            yield from (f"{c.dep}case=" + marked_with(c), f"{c.dep}mean={what}")
            yield from (f"{sense}|{c.dep}={what}" for sense in senses(word.lemma))
        elif c.dep in CLAUSES:
            yield f"{c.dep}mark={marked_with(c, ('mark',))}|{c.tag}"
            yield f"{c.dep}-{'R' if c.i > word.i else 'L'}"


def _quotations(article: Article, word: Word) -> Iterator[str]:
    """Which quotation the cue stands in, or how near the next marks are."""
    if word.quote >= 0:
        a, b = article.quoted[word.quote]
        yield f"inquote={bucket(b - a)}"
        yield f"inquote@{bucket(word.i - a)}"
        return
    words = article.words
    for side, numbers in (
        ("L", range(word.i - 1, max(word.begins, word.i - FAR) - 1, -1)),
        ("R", range(word.i + 1, min(len(words), word.ends + 1, word.i + FAR))),
    ):
        near = next((i for i in numbers if words[i].quote >= 0), None)
        if near is None:
            yield f"mark{side}=none"
            continue
        a, b = article.quoted[words[near].quote]
        yield from (f"mark{side}={bucket(abs(near - word.i))}", f"size{side}={bucket(b - a)}")


def _above(word: Word) -> Iterator[str]:
    up, depth = word, 0
    while not up.is_root and depth < CLIMB:
        if up.dep in CLAUSES:
            yield f"under={up.dep}:{verb_class(up.head)}"
        up = up.head
        depth += 1
    yield f"depth={depth}"
    yield f"root={up.pos}"


def _asks(article: Article, word: Word) -> bool:
    """Does its sentence end in a question mark, quotation marks aside?"""
    for last in reversed(article.words[word.begins : word.ends]):
        if last.text not in ('"', "”", "’"):
            return last.text.endswith("?")
    return False
