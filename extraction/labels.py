"""Reads the labels of spaCy's own English pipelines (CLEAR style) as Universal Dependencies, which our rules speak.

Prepositions become case markers of their noun; other relations are renamed. Copulas keep their heads: no rule needs
them turned round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

CLEAR_ONLY = frozenset({"dobj", "pobj", "nsubjpass", "auxpass", "attr", "relcl", "poss", "prt", "acomp"})

RENAMED = {
    "dobj": "obj",
    "dative": "iobj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "relcl": "acl:relcl",
    "poss": "nmod:poss",
    "prt": "compound:prt",
    "npadvmod": "obl:unmarked",
    "attr": "xcomp",
    "acomp": "xcomp",
    "oprd": "xcomp",
    "neg": "advmod",
    "quantmod": "advmod",
    "predet": "det:predet",
    "preconj": "cc:preconj",
    "intj": "discourse",
    "meta": "dep",
    "nmod": "compound",
    "pobj": "obl",
    "pcomp": "advcl",
}
NOMINAL_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def is_clear(labels: Sequence[str]) -> bool:
    """Do these parser labels belong to spaCy's own English scheme?"""
    return len(CLEAR_ONLY.intersection(labels)) >= 3


def to_universal(deps: list[str], heads: list[int], pos: Sequence[str]) -> tuple[list[str], list[int]]:
    """The same tree in Universal Dependencies: (relations, heads); heads are word numbers, a root is its own."""
    deps, heads = list(deps), list(heads)
    moved: dict[int, int] = {}
    for i, dep in enumerate(list(deps)):
        over = heads[i]
        if dep in ("pobj", "pcomp") and deps[over] in ("prep", "agent", "dative") and over not in moved:
            moved[over] = i
            deps[i] = _under_preposition(dep, deps[over], pos[heads[over]])
    for prep, noun in moved.items():
        heads[noun] = heads[prep]
        heads[prep] = noun
        deps[prep] = "mark" if deps[noun] in ("advcl", "acl") else "case"
    for i, head in enumerate(heads):  # what hung on a preposition hangs on its noun
        if head in moved and moved[head] != i and head != i:
            heads[i] = moved[head]
    return [_renamed(dep) for dep in deps], heads


def _under_preposition(dep: str, prep: str, over: str) -> str:
    if prep == "agent":
        return "obl:agent"
    nominal = over in NOMINAL_HEADS
    if dep == "pcomp":
        return "acl" if nominal else "advcl"
    return "nmod_" if nominal else "obl"


def _renamed(dep: str) -> str:
    if dep == "nmod_":
        return "nmod"
    if dep == "prep":
        return "obl"
    return RENAMED.get(dep, dep)
