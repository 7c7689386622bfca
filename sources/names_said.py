"""The names of an article as questions: who is meant by each, going by what is said close to it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from entities.models import Kind
from entities.names_near import Asked
from matching.names import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sources.models import Mention, Statement

# What the reader calls a speaker or a name, and the kinds of entity that can be meant; the first is the kind of a
# new one. The parser cannot tell every ministry from a place, so neighbours are allowed.
KINDS: Mapping[str, tuple[Kind, ...]] = {
    "person": (Kind.PERSON,),
    "organisation": (Kind.ORGANISATION, Kind.OUTLET, Kind.STATE),
    "state": (Kind.STATE, Kind.PLACE, Kind.ORGANISATION),
    "place": (Kind.PLACE, Kind.STATE),
    "outlet": (Kind.OUTLET, Kind.ORGANISATION),
    "unnamed": (Kind.UNNAMED,),
    "group": (Kind.GROUP,),
    "thing": (Kind.ITEM,),
    "item": (Kind.ITEM,),
}
RELAYS = (Kind.OUTLET, Kind.ORGANISATION)
BEFORE, AFTER = 60, 80
"""Characters before and after a name that may be about nobody else."""
ENDS = re.compile(r"[.;:,(“”\"\n]")
APPOSED = re.compile(r"\s*[,(—–]\s*((?:an? |the |who )?[^.;:,()“”\"\n]{3,80})")


def asked_of_speaker(statement: Statement, text: str) -> Asked:
    """Who is meant by a statement's speaker: the name as the reader has it in full, whoever it is speaks."""
    close = close_by(text, *statement.speaker_span) if statement.speaker_span else ""
    said = f"{statement.speaker_name} said . {statement.affiliation} . {close}"
    return Asked(statement.speaker_name, KINDS.get(statement.speaker_type, ()), said)


def asked_of_mentions(
    mentions: Sequence[Mention], statements: Iterable[Statement], text: str
) -> dict[int, tuple[Asked, ...]]:
    """Who is meant by each mention, by its id. A surname after a full name means whoever has the full name; several
    questions where several full names end so. A name in one place means the same in every other.
    """
    spoken = {s.speaker_span[0]: s for s in statements if s.speaker_span}
    full = _full_names(mentions)
    first: dict[tuple[str, str], Asked] = {}
    found: dict[int, tuple[Asked, ...]] = {}
    for mention in sorted(mentions, key=lambda m: (m.start not in spoken, m.start)):
        key = (normal_form(mention.text), mention.kind)
        if key not in first:
            speaks = f"{mention.text} said . " if mention.start in spoken else ""
            context = speaks + close_by(text, mention.start, mention.end)
            first[key] = Asked(mention.text, KINDS.get(mention.kind, ()), context)
        found[mention.pk] = (first[key],)
    for mention in mentions:
        longer = full.get(normal_form(mention.text), set()) if mention.kind == "person" else set()
        if longer:
            found[mention.pk] = tuple(first[key, "person"] for key in sorted(longer))
    return found


def close_by(text: str, start: int, end: int) -> str:
    """What stands before a name up to a mark, and beside it between commas: its titles, and what it is said to be."""
    before = ENDS.split(text[max(0, start - BEFORE) : start])[-1]
    beside = APPOSED.match(text, end, min(len(text), end + AFTER))
    return f"{before} {text[start:end]} . {beside[1] if beside else ''}"


def _full_names(mentions: Iterable[Mention]) -> dict[str, set[str]]:
    """Surnames, and the normal forms of the full names that end so, among the people of an article."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        key = normal_form(mention.text)
        if mention.kind == "person" and " " in key:
            found[key.rpartition(" ")[2]].add(key)
    return found
