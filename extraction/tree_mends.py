"""Trees put right where English leaves no choice, whichever pipeline grew them: before any word is read.

A small parser tags a verb of saying as a participle now and then, or takes the "that" of what was said for a pronoun.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.kinds import is_person_noun
from extraction.wordlists import classes, word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
OBJECTS = frozenset({"obj", "iobj", "ccomp", "xcomp"})
ADDRESSED = frozenset({"obj", "iobj", "obl"})
OUTSIDE = frozenset({"nmod", "obl", "advmod", "advcl", "cc", "mark", "punct", "discourse"})
"""What stands before a subject without being part of it."""
SAID = frozenset({"obj", "ccomp"})
NAMING = frozenset({"PROPN", "NOUN", "PRON"})
NOUNS = frozenset({"NN", "NNS"})
PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
TELLING = frozenset({"tell", "inform", "remind", "assure", "warn", "notify"})


@dataclass(slots=True)
class Tree:
    """The columns of parsed words; heads are word numbers, a root is its own."""

    lowers: list[str]
    lemmas: list[str]
    pos: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]

    def children(self, i: int) -> Iterator[int]:
        """The words that hang on word i, of those up to forty words away on either side."""
        heads = self.heads
        for n in range(max(0, i - REACH), min(len(heads), i + REACH)):
            if heads[n] == i and n != i:
                yield n


REACH = 40


def mend(tree: Tree) -> None:
    """Changes tags, relations and heads where they cannot be."""
    for i, tag in enumerate(tree.tags):
        if tag in NOUNS and tree.pos[i] == "VERB" and tree.deps[i] == "obj":
            _noun(tree, i)
        if tag in PAST and tree.deps[i] == "amod":
            _with_subject(tree, i)
        if tag in PAST and _is_cue(tree, i):
            if tag == "VBN":
                _finite(tree, i)
            _root(tree, i)
        elif tag == "VBG" and i and tree.lowers[i - 1] == ",":
            _participle(tree, i)
        elif tree.lowers[i] == "close" and tree.pos[i] == "VERB":
            _adjective(tree, i)
        elif tag == "WDT" and tree.lowers[i] == "that":
            _conjunction(tree, i)


def _noun(tree: Tree, i: int) -> None:
    """ "Norway delivered boats to Sweden": tagged a noun and an object, it is one; to whom goes with the verb."""
    tree.pos[i] = "NOUN"
    for n in list(tree.children(i)):
        if tree.deps[n] == "obl":
            tree.heads[n] = tree.heads[i]


def _with_subject(tree: Tree, i: int) -> None:
    """ "The airline cancelled forty flights": what has a subject does not describe the flights, it happens to them."""
    noun = tree.heads[i]
    before = [n for n in tree.children(i) if n < i and tree.deps[n] in SUBJECTS]
    if noun <= i or not before:
        return
    tree.tags[i], tree.pos[i], tree.deps[i] = "VBD", "VERB", tree.deps[noun]
    tree.heads[i] = i if tree.heads[noun] == noun else tree.heads[noun]
    for n in before:
        tree.deps[n] = "nsubj"
    for n in list(tree.children(noun)):
        if n < i or (tree.deps[n] in ("punct", "advcl", "acl") and n > noun):
            tree.heads[n] = i
            tree.deps[n] = "advcl" if tree.deps[n] == "acl" and tree.tags[n] == "VBG" else tree.deps[n]
    tree.heads[noun], tree.deps[noun] = i, "obj"


def _finite(tree: Tree, i: int) -> None:
    """ "TASS quoted the minister": with a subject, an object and no auxiliary it is no participle."""
    around = list(tree.children(i))
    subjects = [n for n in around if n < i and tree.deps[n] in SUBJECTS]
    if not subjects or any(tree.deps[n] in AUXILIARIES for n in around):
        return
    if any(n > i and tree.deps[n] in OBJECTS for n in around):
        tree.tags[i] = "VBD"
        for n in subjects:
            tree.deps[n] = "nsubj"


def _root(tree: Tree, i: int) -> None:
    """ "NAME, the head of the agency, denied it": where nothing else is a finite verb, this is it, and the name its subject."""
    top = _top(tree, i)
    named = tree.pos[top] in NAMING or tree.tags[top] == "NNP"
    if top >= i or not named or tree.lowers[i - 1] != "," or tree.deps[i] == "acl:relcl":
        return
    under = {tree.deps[n] for n in tree.children(i)}
    if under & (SUBJECTS | AUXILIARIES) or not under & SAID:
        return
    sentence = [n for n in range(max(0, i - REACH), min(len(tree.heads), i + REACH)) if _top(tree, n) == top]
    if not any(tree.tags[n] in FINITE and not _set_off(tree, n, i) for n in sentence):
        tree.tags[i], tree.deps[i], tree.heads[i] = "VBD", "ROOT", i
        tree.deps[top], tree.heads[top] = "nsubj", i
        for n in list(tree.children(top)):
            if n > i or (n < top and tree.deps[n] in OUTSIDE):
                tree.heads[n] = i


def _participle(tree: Tree, i: int) -> None:
    """ "The Courier, citing clerks, reported it": who stands before the comma is the subject of the finite verb."""
    verb = tree.heads[i]
    if (
        verb <= i
        or tree.tags[verb] not in FINITE
        or any(tree.deps[n] in SUBJECTS for n in tree.children(verb))
    ):
        return
    for n in list(tree.children(i)):
        if n < i - 1 and tree.deps[n] in SUBJECTS:
            tree.heads[n], tree.deps[n] = verb, "nsubj"


def _adjective(tree: Tree, i: int) -> None:
    """ "Two sources close to the board said": close is no verb here, and the sources are who said."""
    last = i + 1 < len(tree.heads) and tree.lowers[i + 1] == "to" and i > 0 and tree.tags[i - 1] == "NNS"
    if not last or tree.heads[i - 1] != i or tree.deps[i - 1] not in SUBJECTS:
        return
    top, root = tree.heads[i], tree.heads[i] == i
    hung = [n for n in tree.children(i) if n > i and tree.tags[n] in FINITE and tree.pos[n] == "VERB"]
    verb = hung[0] if root and hung else top
    if verb <= i:
        return
    for n in list(tree.children(i)):
        if n != i - 1 and (n > verb or tree.deps[n] == "punct"):
            tree.heads[n] = verb
    if root:
        tree.heads[verb], tree.deps[verb] = verb, "ROOT"
    tree.heads[i], tree.heads[i - 1] = i - 1, verb
    tree.pos[i], tree.tags[i], tree.deps[i], tree.deps[i - 1] = "ADJ", "JJ", "amod", "nsubj"


def _top(tree: Tree, n: int) -> int:
    """The root over word n, or what is reached after many steps."""
    for _ in range(REACH):
        if tree.heads[n] == n:
            break
        n = tree.heads[n]
    return n


def _set_off(tree: Tree, n: int, i: int) -> bool:
    """Is it the verb of what was said, or of a clause that tells who it is ("who was there")?"""
    steps = 0
    while tree.heads[n] != n and n != i and steps < REACH:
        if tree.deps[n] == "acl:relcl":
            return True
        n, steps = tree.heads[n], steps + 1
    return n == i


def _is_cue(tree: Tree, i: int) -> bool:
    return tree.lemmas[i] in classes("cue_verbs") or tree.lemmas[i] in word_set("citing_verbs")


def _conjunction(tree: Tree, i: int) -> None:
    """ "They told lawmakers that masks were needed": before a clause with a subject of its own, "that" only opens it."""
    clause = tree.heads[i]
    if clause <= i or not any(n != i and tree.deps[n] in SUBJECTS for n in tree.children(clause)):
        return
    noun = tree.heads[clause]
    if tree.deps[clause] == "acl:relcl" and noun == i - 1 and _is_told(tree, noun):
        tree.deps[clause], tree.heads[clause] = "ccomp", tree.heads[noun]
    if tree.deps[clause] == "ccomp" and min(tree.children(clause)) == i:
        tree.tags[i], tree.pos[i], tree.deps[i] = "IN", "SCONJ", "mark"


def _is_told(tree: Tree, noun: int) -> bool:
    """Is it somebody, and told something?"""
    verb = tree.heads[noun]
    somebody = tree.pos[noun] in ("PROPN", "PRON") or is_person_noun(tree.lemmas[noun])
    return verb < noun and tree.deps[noun] in ADDRESSED and tree.lemmas[verb] in TELLING and somebody
