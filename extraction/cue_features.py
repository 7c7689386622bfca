"""Features of a cue candidate: is this word reporting anybody's words at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.features import Features, bucket, on, shown, verb_class
from extraction.phrases import marked_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from extraction.article import Article
    from extraction.candidates import Choice
    from extraction.word import Word

CLAUSES = frozenset({"ccomp", "xcomp", "acl:relcl", "advcl", "acl", "conj", "parataxis"})
CLIMB = 5


def cue_features(article: Article, choice: Choice) -> Features:
    """The features of the choice's cue."""
    return on(_names(article, choice))


def _names(article: Article, choice: Choice) -> Iterator[str]:
    cue, word = choice.cue, article.words[choice.cue.i]
    family = cue.family
    kids = {c.dep for c in word.children if c.dep != "punct"}
    yield from ("bias", f"kind={cue.kind}", f"cls={family}", f"pos={word.pos}", f"tag={word.tag}")
    yield from (f"dep={word.dep}", f"hpos={word.head.pos}")
    for kid in kids:
        yield from (f"kid={kid}", f"{family}|kid={kid}", f"{family}|tag={word.tag}|kid={kid}")
    for step in (-2, -1, 1, 2):
        i = (cue.i if step < 0 else cue.last) + step
        inside = 0 <= i < len(article.words) and article.words[i].paragraph == word.paragraph
        yield f"w{step}=" + (shown(article.words[i]) if inside else "END")
    yield from _subject(article, choice)
    yield from _dependents(word)
    yield from {f"has={c.how}" for c in choice.contents}
    yield f"nconts={bucket(len(choice.contents))}"
    yield f"nspk={bucket(len(choice.speakers))}"
    yield from (f"spk={s.how}" for s in choice.speakers[:3])
    yield "headline" if word.paragraph == 0 else "body"
    yield f"in={bucket(word.i - word.begins)}"
    yield f"len={bucket(word.ends - word.begins)}"
    if word.quote >= 0:
        a, b = article.quoted[word.quote]
        yield f"inquote={bucket(b - a)}"
    yield from _above(word)
    if _asks(article, word):
        yield "question"
    if word.dep in ("advcl", "xcomp", "ccomp", "acl"):
        yield "mark=" + marked_with(word, ("mark",))
    yield "rule=" + (choice.contents[choice.guess].how if choice.guess >= 0 else "none")


def _subject(article: Article, choice: Choice) -> Iterator[str]:
    if choice.own is None:
        yield "own=none"
        return
    head = article.words[choice.own.head]
    yield f"own={choice.own.how}:{head.pos}"
    if head.pos == "PRON":
        yield f"ownpron={head.lower}"


def _dependents(word: Word) -> Iterator[str]:
    for c in word.children:
        if c.dep in ("aux", "aux:pass"):
            yield f"aux={c.lower}"
        elif c.dep == "advmod" and c.negates:
            yield "neg"
        elif c.dep == "mark":
            yield f"markcase={c.lower}"
        elif c.dep in ("obl", "nmod", "obj"):
            yield f"{c.dep}case=" + marked_with(c)


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
