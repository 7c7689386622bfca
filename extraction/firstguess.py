"""The content that plain grammar would choose, by a fixed order of preference. The models take it as one hint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from extraction.content import Content
from extraction.phrases import only_time
from extraction.wordlists import word_set

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.cues import Cue
    from extraction.word import Word

SAYING = frozenset({"say", "other", "belief"})
CLAUSES = ("ccomp", "parataxis")
REACH = frozenset({"obj", "iobj", "obl", "xcomp", "advcl", "ccomp", "nmod", "acl", "obl:unmarked"})
NEAR = ("quote-both", "quote-split", "quote-comma", "quote-before", "quote-after")
FAR = ("quote-far-before", "quote-far-after", "quote-next")

Test = Callable[[Content], bool]


def first_guess(article: Article, cue: Cue, found: Sequence[Content]) -> Content | None:
    """The likeliest of the contents found for this cue, or None when no rule fits."""
    word = article.words[cue.i]
    if cue.kind == "according":
        return _by_how(found, "sentence-around", "sentence-before", "sentence-after")
    if cue.kind in ("colon", "dash"):
        return _by_how(found, "tail") or _pick(found, lambda _: True)
    near, far = _by_how(found, *NEAR), _by_how(found, *FAR)
    clause = _clause(found, word)
    saying = bool(cue.classes & SAYING)
    guess = _by_class(article, cue, found, near, clause, saying=saying)
    if guess is None and saying:
        guess = clause
    guess = guess or near
    if guess is None and "say" in cue.classes:
        guess = (
            far
            or _pick(found, lambda c: c.how == "left-sent" and article.in_quote(c.parts))
            or _by_how(found, "around")
            or (_by_how(found, "left-sent") if word.is_root else None)
        )
    return guess


def _by_class(
    article: Article,
    cue: Cue,
    found: Sequence[Content],
    near: Content | None,
    clause: Content | None,
    *,
    saying: bool,
) -> Content | None:
    if cue.kind == "noun":
        first = ("acl", "ccomp", "nmod", "acl:relcl")
        return _pick(found, lambda c: c.how == "right" and c.first in first)
    whole = near is not None and saying and near.how in ("quote-both", "quote-split", "quote-comma")
    told = near if whole else (clause if saying and clause else near)
    if told:
        return told
    wish = _wish(found) if "will" in cue.classes else None
    if wish is not None:
        return wish
    if "judge" in cue.classes or cue.lemma in word_set("object_verbs"):
        return _object(article, found) or clause
    if "prep" in cue.classes:
        return _pick(
            found,
            lambda c: c.how == "right" and c.first == c.last == "obl" and not only_time(article, *c.parts[0]),
        )
    return None


def _pick(found: Sequence[Content], test: Test) -> Content | None:
    return next((c for c in found if test(c)), None)


def _by_how(found: Sequence[Content], *hows: str) -> Content | None:
    return next((c for how in hows for c in found if c.how == how), None)


def _clause(found: Sequence[Content], word: Word) -> Content | None:
    """A whole clause: after the cue, before it, or the one the cue is thrown into."""
    clause = _pick(found, lambda c: c.how == "right" and c.first in CLAUSES and c.first == c.last) or _pick(
        found, lambda c: c.how == "left" and c.first in CLAUSES and not c.last
    )
    if clause is None and word.dep == "parataxis":
        clause = _by_how(found, "head-around", "head")
    return clause


def _wish(found: Sequence[Content]) -> Content | None:
    """ "vowed to stay", "told them to leave"."""
    return _pick(found, lambda c: c.how == "right" and c.first == "xcomp") or _pick(
        found, lambda c: c.how == "right" and c.last in ("xcomp", "advcl") and _has_wish(found)
    )


def _has_wish(found: Sequence[Content]) -> bool:
    return any(c.how == "right" and "xcomp" in (c.first, c.last) for c in found)


def _object(article: Article, found: Sequence[Content]) -> Content | None:
    """The longest run that begins with the object."""
    runs = [
        c
        for c in found
        if c.how in ("right", "passive")
        and c.first in ("obj", "iobj", "nsubj:pass")
        and (c.last in REACH or c.first == c.last)
        and not only_time(article, *c.parts[-1])
    ]
    return max(runs, key=lambda c: c.parts[-1][1], default=None)
