"""Reads the trees of spaCy's own English pipelines (CLEAR style) as Universal Dependencies, which our rules speak.

Four things differ in shape and not only in name: a preposition hangs on its noun as a case marker; "according to" is one
marker; "to" before a verb marks it; and what somebody is or does is the head, with the form of "be" hanging on it.
Kinds of names ("GPE", "NORP") are read by extraction.kinds.
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
    "prep": "obl",
    "pobj": "obl",
    "pcomp": "advcl",
    "UD:nmod": "nmod",  # of a turned preposition, told from CLEAR's own nmod
}
NOMINAL_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
PREPOSITIONS = frozenset({"prep", "agent", "dative"})
GOVERNED = frozenset({"pobj", "pcomp"})
PREDICATES = ("acomp", "attr")
BE = frozenset(
    {"be", "is", "are", "was", "were", "am", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m"}
)
CHAIN = 4
"""Prepositions in a row ("according to", "from out of")."""


def is_clear(labels: Sequence[str]) -> bool:
    """Do these parser labels belong to spaCy's own English scheme?"""
    return len(CLEAR_ONLY.intersection(labels)) >= 3


def to_universal(
    deps: Sequence[str], heads: Sequence[int], pos: Sequence[str], lowers: Sequence[str]
) -> tuple[list[str], list[int]]:
    """The same tree in Universal Dependencies: (relations, heads); heads are word numbers, a root is its own.

    `pos` are the words' universal parts of speech, `lowers` the words in lower case.
    """
    new_deps, new_heads = list(deps), list(heads)
    _turn_prepositions(new_deps, new_heads, pos)
    _turn_copulas(new_deps, new_heads, lowers)
    for i, dep in enumerate(new_deps):
        to = dep == "aux" and lowers[i] == "to"
        new_deps[i] = "mark" if to else RENAMED.get(dep, dep)
    return new_deps, new_heads


def _turn_prepositions(deps: list[str], heads: list[int], pos: Sequence[str]) -> None:
    """Makes each governed noun or clause the head of its preposition, or of its row of them."""
    moved: dict[int, int] = {}
    old_deps, old_heads = list(deps), list(heads)
    for i, dep in enumerate(old_deps):
        if dep not in GOVERNED or old_deps[old_heads[i]] not in PREPOSITIONS or old_heads[i] in moved:
            continue
        row = _row(old_deps, old_heads, old_heads[i])
        top = row[-1]
        if any(prep in moved for prep in row):
            continue
        deps[i] = _under_preposition(dep, old_deps[top], pos[old_heads[top]])
        heads[i] = old_heads[top]
        marks = "mark" if deps[i] in ("advcl", "acl") else "case"
        for prep in row:
            moved[prep] = i
            heads[prep], deps[prep] = i, marks
        if len(row) > 1:  # "according to": the first word bears the others
            for prep in row[:-1]:
                heads[prep], deps[prep] = top, "fixed"
    for i, head in enumerate(heads):  # what hung on a preposition hangs on its noun
        if head in moved and i not in moved and moved[head] != i and head != i:
            heads[i] = moved[head]


def _row(deps: Sequence[str], heads: Sequence[int], prep: int) -> list[int]:
    """The prepositions in a row, from the one that governs up to the topmost."""
    out = [prep]
    while (
        len(out) < CHAIN
        and deps[out[-1]] == "prep"
        and deps[heads[out[-1]]] == "prep"
        and heads[out[-1]] != out[-1]
    ):
        out.append(heads[out[-1]])
    return out


def _under_preposition(dep: str, prep: str, over: str) -> str:
    if prep == "agent":
        return "obl:agent"
    nominal = over in NOMINAL_HEADS
    if dep == "pcomp":
        return "acl" if nominal else "advcl"
    return "UD:nmod" if nominal else "obl"


def _turn_copulas(deps: list[str], heads: list[int], lowers: Sequence[str]) -> None:
    """ "The dam is safe": "safe" becomes the head, as a verb would be."""
    children: dict[int, list[int]] = {}
    for i, head in enumerate(heads):
        if head != i:
            children.setdefault(head, []).append(i)
    for i, lower in enumerate(lowers):
        if lower not in BE or deps[i] in ("aux", "auxpass"):
            continue
        predicate = next(
            (c for dep in PREDICATES for c in children.get(i, ()) if deps[c] == dep and c > i), None
        )
        if predicate is None:
            continue
        root = heads[i] == i
        deps[predicate], heads[predicate] = deps[i], predicate if root else heads[i]
        deps[i] = "cop"
        for c in children[i]:
            if c != predicate:
                heads[c] = predicate
        heads[i] = predicate
        children.setdefault(predicate, []).extend(c for c in children[i] if c != predicate)
        children[i] = []
        if not root and i in children.get(heads[predicate], ()):
            children[heads[predicate]].remove(i)
            children[heads[predicate]].append(predicate)
