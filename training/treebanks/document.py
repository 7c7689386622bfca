"""What every reader gives: documents of annotated sentences, whichever data set they come from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

Name = tuple[int, int, str]
"""A name in a sentence: its first word, the one after its last, its label (PERSON, ORG, LOC)."""


@dataclass(slots=True)
class Syntax:
    """A column a word: XPOS, UPOS, features, lemma, head (in the sentence; a root is its own), relation."""

    tags: list[str]
    pos: list[str]
    morphs: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]


@dataclass(slots=True)
class Sentence:
    """Words and whether a space follows each; syntax or names are None where the data set has none."""

    words: list[str]
    spaces: list[bool]
    syntax: Syntax | None = None
    names: list[Name] | None = None

    def __len__(self) -> int:
        return len(self.words)

    def named(self, names: list[Name]) -> Sentence:
        """The same sentence with these names."""
        return replace(self, names=names)


@dataclass(slots=True)
class Document:
    """A text of one data set, in order."""

    name: str
    sentences: list[Sentence] = field(default_factory=list)

    def __len__(self) -> int:
        return sum(map(len, self.sentences))
