"""One entry of a list, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from matching.phrase import say

MOST_ENTRIES = 5_000
"""So many are held against the desk in one request; a longer list is cut in parts."""
LONGEST = 300
TOO_LONG = say("More than %(most)s entries. Split the list.", most=f"{MOST_ENTRIES:,}")


class Unreadable(Exception):
    """The file is none of its kind; the message, which may be a ``Phrase``, is for the person who brought
    it.
    """


@dataclass(frozen=True, slots=True)
class Named:
    """A further name: what form of one it is, and where it comes from, both as ``Alias`` has them."""

    name: str
    form: str = "name"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """An affiliation: ``of`` is a name, or an external id ("wikidata Q794"), of somebody on the desk or in the list."""

    of: str
    role: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(slots=True)
class Entry:
    """What a list says of one entity; ``line`` counts from 1. ``pk`` is the desk's own number, as its own lists have it.
    ``problem`` says why it cannot be taken, ``remarks`` what of it is left out.
    """

    line: int
    name: str = ""
    kind: str = ""
    pk: int | None = None
    description: str = ""
    notes: str = ""
    names: list[Named] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    held: list[Held] = field(default_factory=list)
    problem: str = ""
    remarks: list[str] = field(default_factory=list)


def written_day(written: str) -> date | None:
    """A day as lists write it (2023-05-01); None for an empty one. Raises ValueError for another."""
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        raise ValueError(
            say("“%(written)s” is no day. A day looks like 2023-05-01.", written=written)
        ) from None
