"""Which outlet a pasted text seems to be from: a proposal for a person, never more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from entities.models import Alias, Kind
from extraction.wordlists import entries
from matching.names import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HEAD_LINES, TAIL_LINES = 12, 6
LONGEST_LINE = 160
LABELLED = re.compile(
    r"^\s*(?:source|publication|publisher|outlet|newspaper|from)\s*[:=]\s*(?P<name>\S.{0,80})$", re.IGNORECASE
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©\s*)?(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?,?\s*)?(?:by\s+)?(?P<name>[^\W\d].{1,60}?)"
    r"(?:[.,;|]\s.*|\.|\s+all rights reserved.*)?$",
    re.IGNORECASE,
)
# "Storm shuts pier | Harbour Wire", "Storm shuts pier - BBC News": what follows the last of such signs.
SUFFIX = re.compile(r"\S\s+[|–—-]\s+(?P<name>[^|–—]{2,60})$")


def find_outlet(text: str) -> str:
    """The name of an outlet that the desk or the reader knows, where the text gives one as its own: a labelled line, a
    line of its own near the top or the end, the tail of a headline, a line of copyright. Empty where there is none.
    """
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    near = [
        line
        for line in dict.fromkeys((*lines[:HEAD_LINES], *lines[-TAIL_LINES:]))
        if len(line) <= LONGEST_LINE
    ]
    told = list(dict.fromkeys(_named(near)))
    known = _known(told)
    return next((known[normal_form(name)] for name in told if normal_form(name) in known), "")


def _named(lines: Iterable[str]) -> Iterator[str]:
    """What may be an outlet's name, the surest first."""
    lines = list(lines)
    for pattern in (LABELLED, COPYRIGHT):
        yield from (found["name"].rstrip(" .") for found in map(pattern.search, lines) if found)
    yield from lines
    yield from (found["name"] for found in map(SUFFIX.search, lines) if found)


def _known(names: Iterable[str]) -> dict[str, str]:
    """Those of the names that are outlets', by normal form: as the desk calls them, else as they stand there."""
    forms = {normal_form(name): name for name in names if normal_form(name)}
    listed = {normal_form(name) for name in entries("outlets")}
    rows = Alias.objects.filter(key__in=forms, entity__kind=Kind.OUTLET).select_related("entity__canonical")
    ours = {row.key: row.entity.shown.name for row in rows.order_by("-pk")}
    return {form: name for form, name in forms.items() if form in listed} | ours
