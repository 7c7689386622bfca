"""A word of a parsed article: plain data with Universal Dependencies labels, whichever pipeline parsed it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "nsubj:outer", "csubj:pass"})


@dataclass(slots=True, eq=False, repr=False)
class Word:
    """One word; `left` and `right` bound the words that hang on it, `begins` and `ends` its sentence (half open)."""

    i: int
    """Its number in the article."""
    start: int
    """Offset of its first character in the text as given."""
    end: int
    text: str
    """As the parser saw it: in a headline the case may be put down."""
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    entity: str
    """Kind of the name it is part of ("PERSON", "ORG", "LOC", ...), or nothing."""
    opens_entity: bool
    punct: bool
    negates: bool
    opens: bool
    """It begins a sentence."""
    begins: int = 0
    ends: int = 0
    left: int = 0
    right: int = 0
    paragraph: int = 0
    quote: int = -1
    """The number of the quotation it stands in, marks included; -1 outside."""
    mark: bool = False
    """It is the opening or closing mark of a quotation."""
    wordlike: bool = False
    """It counts as a word: it holds a letter or a digit."""
    children: list[Word] = field(default_factory=list)
    head: Word = field(init=False)
    """The word this one hangs on; itself at the root. Set by `join_up`."""

    @property
    def is_root(self) -> bool:
        return self.head is self

    @property
    def alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper()

    def subtree(self) -> Iterator[Word]:
        """This word and everything that hangs on it, in no particular order."""
        todo = [self]
        while todo:
            word = todo.pop()
            yield word
            todo += word.children

    def child_lowers(self, *deps: str) -> Iterator[str]:
        """The lower-cased dependents of the given relations."""
        return (c.lower for c in self.children if c.dep in deps)


def is_wordlike(text: str) -> bool:
    """Does it hold a letter, a digit or an underscore?"""
    return text.isalnum() or any(c.isalnum() or c == "_" for c in text)


def join_up(words: list[Word], heads: list[int], base: int) -> None:
    """Hangs freshly made words on each other and finds the edges of every phrase and sentence.

    `heads` holds, for each word, the number of its head within `words`; `base` is the number of the first word.
    """
    for word, head in zip(words, heads, strict=True):
        word.head = words[head]
        word.left, word.right, word.wordlike = word.i, word.i + 1, is_wordlike(word.text)
        if words[head] is not word:
            words[head].children.append(word)
    begins = 0
    for n in range(1, len(words) + 1):
        if n == len(words) or words[n].opens:
            for word in words[begins:n]:
                word.begins, word.ends = base + begins, base + n
            begins = n
    _find_edges(words)


def _find_edges(words: list[Word]) -> None:
    """Widens every phrase to what hangs on it. A phrase that reaches far enough has told its own head so already."""
    for word in words:
        up, i = word.head, word.i
        while up.left > i:
            up.left = i
            up = up.head
    for word in reversed(words):
        up, i = word.head, word.i + 1
        while up.right < i:
            up.right = i
            up = up.head
