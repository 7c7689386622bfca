"""Datelines: "LISBON, March 3 (Reuters) - " before the first sentence of a story."""

from __future__ import annotations

import re

from extraction.kinds import is_listed_capital, is_outlet, state_of

MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DATELINE = re.compile(
    r"\s*(?P<place>[A-Z][A-Z’'.-]+(?:[ /][A-Z][A-Z’'.-]+){0,3}|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
    r"(?P<rest>(?:, (?:[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}))?"
    rf"(?:,? (?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH}))?(?:,? \d{{4}})?)"
    r"(?P<agency> ?\((?P<name>[A-Z][\w’' -]{1,40})\))?"
    r"\s*(?P<dash>[-–—]{1,2})\s+(?=[A-Z“\"‘'])"
)
SLASHED = re.compile(
    rf"\s*[A-Z][A-Z’'.-]+(?:[ /-][A-Z][A-Z’'.-]+){{0,3}}[,.] (?:{MONTH} \d{{1,2}}|\d{{1,2}} {MONTH})(?:,? \d{{4}})?[.,]?"
    r" ?(?:/[A-Z][\w’' -]{1,30}/|\([A-Z][\w’' -]{1,30}\))[.,:]?\s+(?:[-–—]{1,2}\s+)?(?=[A-Z“\"‘'])"
)
"""As agencies of the East put it: "MOSCOW, September 9. /TASS/. ", "KYIV. Sept 9 (Interfax-Ukraine) ". """
LONGEST = 120


def dateline(line: str) -> int | None:
    """Where the story begins after the dateline of this line: the offset behind its dash; None when it has none.

    It must be sure: capitals with a date, an agency, a state or a capital city beside them.
    """
    found = DATELINE.match(line[:LONGEST])
    if found is None:
        slashed = SLASHED.match(line[:LONGEST])
        return slashed.end() if slashed else None
    place, name = found["place"], found["name"]
    agency = bool(name) and (is_outlet(name) or name.isupper())
    if place.isupper() and len(place) > 2 and (found["rest"] or agency or _known(place)):
        return found.end()
    return found.end() if agency or (re.search(r"\d", found["rest"]) and _known(place)) else None


def _known(place: str) -> bool:
    return is_listed_capital(place) or state_of(place) is not None
