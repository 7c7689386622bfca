"""Names that the desk knows for one thing: "BM-120" is Fath-360, and "ballistic missiles" may be.

Who calls says which names those are (the desk's entities with their aliases, and wider terms for them); this finds
them in a text, so that a statement meets a claim that uses another name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matching.wording import wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDER = 0.5
"""What a wider term counts of a name's rarity: ballistic missiles may be Fath-360s."""


@dataclass(frozen=True, slots=True)
class Name:
    """One spelling of a thing's name; ``shown``: the name the desk shows; ``wider``: a term for more than this thing."""

    thing: int
    shown: str
    spelling: str
    wider: bool = False


@dataclass(frozen=True, slots=True)
class Meant:
    """A thing that a text names: ``said``: as the text has it; ``spellings``: its other names; ``wider``: by a wider term
    alone.
    """

    said: str
    shown: str
    spellings: tuple[str, ...]
    wider: bool

    @property
    def words(self) -> frozenset[str]:
        """The telling words of its other names."""
        return frozenset(word for spelling in self.spellings for word in wording(spelling).words)


class KnownNames:
    """The names that a desk knows, ready to be found in texts."""

    def __init__(self, names: Iterable[Name] = ()) -> None:
        """Takes the names; a spelling without a telling word is passed over."""
        self._of_thing: dict[int, list[Name]] = {}
        self._at: dict[str, list[tuple[tuple[str, ...], Name]]] = {}
        for name in names:
            words = _plain(name.spelling)
            if words:
                self._at.setdefault(words[0], []).append((words, name))
                self._of_thing.setdefault(name.thing, []).append(name)

    def meant_by(self, text: str) -> tuple[Meant, ...]:
        """The things that a text names, in their order, each once and rather by its own name than by a wider term."""
        found: dict[int, Name] = {}
        for name in self._named(text):
            if name.thing not in found or found[name.thing].wider:
                found[name.thing] = name
        return tuple(self._meant(name) for name in found.values())

    def _named(self, text: str) -> Iterator[Name]:
        taken = wording(text)
        words = _plain(text)
        for i, word in enumerate(words):
            for spelling, name in self._at.get(word, ()):
                capital = taken.shown[taken.words[i]][0].isupper() or not name.spelling[0].isupper()
                if words[i : i + len(spelling)] == spelling and (capital or name.wider):
                    yield name

    def _meant(self, name: Name) -> Meant:
        own = (n.spelling for n in self._of_thing[name.thing] if not n.wider and n.spelling != name.spelling)
        return Meant(name.spelling, name.shown, tuple(own), name.wider)


def _plain(text: str) -> tuple[str, ...]:
    """The telling words of a text, plurals like singulars."""
    return tuple(word.removesuffix("s") if len(word) > 3 else word for word in wording(text).words)
