"""The same sentence as another newsroom would print it: other marks, other names, the speech verb at the end.

Every change keeps the annotation true; words are swapped one for one unless the tree is turned as a whole.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from training.treebanks.document import Name, Sentence, Syntax
from training.treebanks.lists import words_of

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable

OPENING, CLOSING = "``", "''"
STRAIGHT = frozenset({'"', "``", "''"})
CURLY = {"'": "’", "`": "‘"}
LEAST_SURNAME = 5


class Typography:
    """Quotation marks and apostrophes as one text prints them, the same throughout."""

    def __init__(self, rng: random.Random) -> None:
        self.curly = rng.random() < 0.45
        self.single = rng.random() < 0.08

    def of(self, sentence: Sentence) -> Sentence:
        """The sentence with these marks; straight ones open and close in turn where no tag tells which they are."""
        if not self.curly and not self.single:
            return sentence
        opens = False
        words = []
        for i, word in enumerate(sentence.words):
            tag = sentence.syntax.tags[i] if sentence.syntax else ""
            if word in STRAIGHT:
                opens = tag == OPENING if tag in (OPENING, CLOSING) else not opens
                words.append(self._mark(opens=opens))
            elif self.curly:
                words.append("‘" if word == "'" and tag == OPENING else word.replace("'", "’"))
            else:
                words.append(word)
        return replace(sentence, words=words)

    def _mark(self, *, opens: bool) -> str:
        if self.single:
            return ("‘" if opens else "’") if self.curly else "'"
        return "“" if opens else "”"


class NamePool:
    """The names of the training data by label and length, from which others of the same shape are drawn."""

    def __init__(self, sentences: Iterable[Sentence], places: Iterable[str] = ()) -> None:
        seen: dict[tuple[str, int], list[list[str]]] = defaultdict(list)
        for sentence in sentences:
            for a, b, label in sentence.names or ():
                seen[label, b - a].append(sentence.words[a:b])
        for place in places:
            seen["LOC", len(place.split())] += [place.split()] * 3
        self._seen = seen
        firsts = {
            words[0] for (label, n), all_ in seen.items() if label == "PERSON" and n > 1 for words in all_
        }
        lasts = {words[-1] for (label, _), all_ in seen.items() if label == "PERSON" for words in all_}
        self._firsts = sorted(w for w in firsts if w.isalpha() and w[0].isupper())
        self._lasts = sorted(w for w in lasts if len(w) >= LEAST_SURNAME and w.isalpha() and w[0].isupper())

    def swapped(self, sentence: Sentence, rng: random.Random, share: float) -> Sentence:
        """The sentence with this share of its names changed for others of as many words."""
        words = list(sentence.words)
        for name in sentence.names or ():
            if rng.random() < share:
                words[name[0] : name[1]] = self._other(name, words, rng)
        return replace(sentence, words=words)

    def _other(self, name: Name, words: list[str], rng: random.Random) -> list[str]:
        a, b, label = name
        if label == "PERSON" and b - a < 3 and self._firsts and self._lasts and words[b - 1].isalpha():
            last = self.made_surname(rng) if rng.random() < 0.5 else rng.choice(self._lasts)
            return [rng.choice(self._firsts), last][2 - (b - a) :]
        return rng.choice(self._seen.get((label, b - a)) or [words[a:b]])

    def made_surname(self, rng: random.Random) -> str:
        """A surname nobody bears, from halves of two: names must be known by their surroundings."""
        left, right = rng.choice(self._lasts), rng.choice(self._lasts)
        return left[: rng.randint(2, 4)] + right[-rng.randint(3, 5) :].lower()


def lowered(sentence: Sentence) -> Sentence:
    """The sentence as somebody types it who never uses capitals."""
    return replace(sentence, words=[w.lower() for w in sentence.words])


NEGATIONS = frozenset({"not", "n't", "never"})
"""Nobody prints "A, he did not say"."""
SMALL_WORDS = frozenset({"DET", "PRON", "NOUN", "ADV", "NUM", "ADP", "SCONJ"})
"""What has its capital from the sentence's beginning and not of its own."""


def turned(sentence: Sentence, rng: random.Random) -> Sentence | None:
    """The sentence with its reported clause in front ("he said that A" as "A, he said" or "A, said he"), or None where it has none that can be moved whole.

    In the treebanks the clause stays ccomp when it comes first; news prints it so far oftener than they do.
    """
    tree = sentence.syntax
    found = _report(tree) if tree else None
    if tree is None or found is None:
        return None
    verb, clause = found
    left, right = _reach(tree, clause)
    first = next((i for i in range(left, right) if tree.deps[i] == "mark" and tree.heads[i] == clause), None)
    body = [i for i in range(left, right) if i != first]
    if (
        not body
        or right != len(sentence) - 1
        or any(sentence.words[i] in STRAIGHT for i in range(len(sentence)))
    ):
        return None
    lead = list(range(left))
    while lead and tree.pos[lead[-1]] == "PUNCT":
        lead.pop()
    subject = next((i for i in lead if tree.deps[i] == "nsubj" and tree.heads[i] == verb), None)
    plain = all(tree.pos[i] not in ("PUNCT", "CCONJ") and tree.lemmas[i] not in NEGATIONS for i in lead)
    if subject is None or tree.heads[verb] != verb or not plain:
        return None
    return _rebuilt(sentence, tree, verb, (body, _inverted(tree, verb, subject, lead, rng)), rng)


def _report(tree: Syntax) -> tuple[int, int] | None:
    for i, dep in enumerate(tree.deps):
        head = tree.heads[i]
        if (
            dep == "ccomp"
            and head < i
            and tree.lemmas[head] in words_of("speech_verbs")
            and tree.pos[head] == "VERB"
        ):
            return head, i
    return None


def _reach(tree: Syntax, top: int) -> tuple[int, int]:
    """The first word under `top` and the one after the last; the words between must all be under it."""
    under = {top}
    grown = True
    while grown:
        more = {i for i, h in enumerate(tree.heads) if h in under} - under
        under |= more
        grown = bool(more)
    return min(under), max(under) + 1


def _inverted(tree: Syntax, verb: int, subject: int, lead: list[int], rng: random.Random) -> list[int]:
    """The words that lead, sometimes with a noun for a subject behind its verb ("said the minister")."""
    a, b = _reach(tree, subject)
    simple = (
        tree.pos[subject] in ("NOUN", "PROPN")
        and b == verb
        and all(tree.heads[i] != verb for i in lead if i > verb)
    )
    if not simple or rng.random() < 0.5:
        return lead
    return [*lead[:a], verb, *range(a, b), *[i for i in lead if i > verb]]


def _rebuilt(
    sentence: Sentence, tree: Syntax, verb: int, halves: tuple[list[int], list[int]], rng: random.Random
) -> Sentence | None:
    """Body, comma, lead, full stop; with marks round the body in half of the cases."""
    body, lead = halves
    quoted = rng.random() < 0.5
    end = len(sentence) - 1
    made: list[tuple[int, str]] = []
    made += [(-1, OPENING)] if quoted else []
    made += [(i, "") for i in body] + [(-1, ",")]
    made += [(-1, CLOSING)] if quoted else []
    made += [(i, "") for i in lead] + [(end, "")]
    place = {i: n for n, (i, _) in enumerate(made) if i >= 0}
    clause = next(i for i in body if tree.heads[i] == verb)
    if any(i >= 0 and tree.heads[i] not in place for i, _ in made):
        return None
    columns = Syntax([], [], [], [], [], [])
    words, spaces, names = [], [], []
    for n, (i, mark) in enumerate(made):
        words.append(_shown(sentence, tree, i, mark, first=n == int(quoted)))
        spaces.append(_space(made, n, sentence))
        columns.tags.append(tree.tags[i] if i >= 0 else mark)
        columns.pos.append(tree.pos[i] if i >= 0 else "PUNCT")
        columns.morphs.append(tree.morphs[i] if i >= 0 else "")
        columns.lemmas.append(tree.lemmas[i] if i >= 0 else words[-1])
        columns.heads.append(place[tree.heads[i]] if i >= 0 else place[verb if mark == "," else clause])
        columns.deps.append(tree.deps[i] if i >= 0 else "punct")
    for a, b, label in sentence.names or ():
        if all(i in place for i in range(a, b)) and place[b - 1] - place[a] == b - 1 - a:
            names.append((place[a], place[b - 1] + 1, label))
    return Sentence(words, spaces, columns, sorted(names) if sentence.names is not None else None)


def _shown(sentence: Sentence, tree: Syntax, i: int, mark: str, *, first: bool) -> str:
    if i < 0:
        return mark if mark == "," else '"'
    word = sentence.words[i]
    if first:
        return word[:1].upper() + word[1:]
    own_capital = tree.pos[i] not in SMALL_WORDS or word == "I" or tree.tags[i] in ("NNP", "NNPS")
    return word if i != 0 or own_capital else word[:1].lower() + word[1:]


def _space(made: list[tuple[int, str]], n: int, sentence: Sentence) -> bool:
    i, mark = made[n]
    after = made[n + 1] if n + 1 < len(made) else (-1, "")
    if mark == OPENING or (after[0] < 0 and after[1] in (",", CLOSING)):
        return False
    if after[0] == len(sentence) - 1:
        return False
    follows = i >= 0 and after[0] == i + 1
    return sentence.spaces[i] if follows else True
