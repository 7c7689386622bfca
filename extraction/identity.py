"""Who a speaker is within one article, and the register of everybody met so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extraction.kinds import plain, state_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from extraction.reading import SpeakerType

ACRONYM_MIN = 2
MEMORY = 150
"""Identities that a reference is looked up among."""


@dataclass(slots=True, eq=False)
class Identity:
    """A speaker under one name throughout the article."""

    name: str
    type: SpeakerType | None
    affiliation: str | None = None
    pronoun: str | None = None
    order: int = 0
    """Its place among all met: 1 for the first."""
    place: int = -1
    """The word at which it was last named as a speaker; -1 before that."""
    several: bool = False
    """More than one person: nobody "he" or "she" can mean."""
    heads: set[str] = field(default_factory=set)
    """Lower-case nouns by which it may be referred to ("mission", "official")."""


@dataclass(slots=True)
class Register:
    """The identities met so far, latest last; the same organisation under a shorter name is found again."""

    met: list[Identity] = field(default_factory=list)
    _unnamed: dict[str, int] = field(default_factory=dict)
    _count: int = 0

    def organisation(self, name: str, type_: SpeakerType | None, heads: set[str]) -> Identity:
        """The organisation, state or outlet of that name: met before, or new."""
        for known in reversed(self.met[-MEMORY:]):
            if known.type not in ("person", "unnamed") and _same(known.name, name):
                known.name = max(known.name, name, key=len) if not state_of(name) else known.name
                known.heads |= heads
                return self.meet(known)
        return self.meet(Identity(name, type_, heads=heads))

    def unnamed(self, name: str, heads: set[str]) -> Identity:
        """A new speaker without a name; a second one of the same description is told from the first."""
        count = self._unnamed.get(name, 0) + 1
        self._unnamed[name] = count
        shown = name if count == 1 else f"another {name}" if count == 2 else f"{name} ({count})"
        return self.meet(Identity(shown, "unnamed", heads=heads))

    def meet(self, identity: Identity) -> Identity:
        """Notes that this identity was just spoken of."""
        if not identity.order:
            self._count += 1
            identity.order = self._count
        if identity in self.met[-MEMORY:]:
            self.met.remove(identity)
        self.met.append(identity)
        return identity

    def latest(
        self,
        *types: str | None,
        head: str | None = None,
        first: bool = False,
        single: bool = False,
        told: AbstractSet[str] = frozenset(),
        unlike: AbstractSet[str] = frozenset(),
    ) -> Identity | None:
        """The identity of one of these types last spoken of; with `head`, one that noun may refer to.

        With `first`, the one met longest ago instead ("the first official"); with `single`, nobody who is several;
        `told` are words that its name must hold, `unlike` nouns none of which it may be called by.
        """
        fits = [
            x
            for x in self.met[-MEMORY:]
            if x.type in types
            and (head is None or head in x.heads)
            and not unlike & x.heads
            and not (single and x.several)
            and told <= set(plain(x.name).split())
        ]
        if first:
            return min(fits, key=lambda x: x.order, default=None)
        return fits[-1] if fits else None


def _same(known: str, name: str) -> bool:
    a, b = plain(known), plain(name)
    if a == b or (state_of(a) and state_of(a) == state_of(b)):
        return True
    return _initials(known) == name.replace(".", "") or _initials(name) == known.replace(".", "")


def _initials(name: str) -> str:
    letters = "".join(w[0] for w in name.split() if w[:1].isupper())
    return letters if len(letters) >= ACRONYM_MIN else "-"
