"""An entry of a list by itself: put in order, and what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from entities.lists.entry import LONGEST, Entry, Held, Named
from entities.models import WIKIDATA, Form, Kind
from matching.names import normal_form
from matching.phrase import say, say_first

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEME = re.compile(r"[a-z0-9-]{1,40}")
VALUE = re.compile(r".{1,200}")
ITEM = re.compile(r"Q[1-9]\d{0,18}")
"""A number of Wikidata's."""


def check_entry(entry: Entry, *, kind: str) -> None:
    """Puts an entry in order, of ``kind`` where it names none; ``problem`` says what is wrong with it first of all."""
    entry.name = " ".join(entry.name.split())
    entry.kind = entry.kind or kind
    entry.ids = {
        scheme.strip().lower(): value.strip() for scheme, value in entry.ids.items() if value.strip()
    }
    if WIKIDATA in entry.ids:
        entry.ids[WIKIDATA] = entry.ids[WIKIDATA].rstrip("/").rsplit("/", 1)[-1].upper()
    entry.description = " ".join(entry.description.split())[:LONGEST]
    names = (Named(" ".join(n.name.split())[:LONGEST], n.form, n.source[:200]) for n in entry.names)
    entry.names = [named for named in names if normal_form(named.name)]
    entry.problem = entry.problem or next(_faults(entry), "")


def _faults(entry: Entry) -> Iterator[str]:
    """What is wrong with an entry, so that it cannot be taken."""
    if not normal_form(entry.name):
        yield say("It has no name.")
    if len(entry.name) > LONGEST:
        yield say("A name has at most %(most)s characters.", most=LONGEST)
    if not entry.kind and entry.pk is None:
        yield say("It has no kind. Say above what those without one are, or name its kind.")
    if entry.kind and entry.kind not in Kind.values:
        yield say(
            "“%(kind)s” is not a kind of entity (%(kinds)s).", kind=entry.kind, kinds=", ".join(Kind.values)
        )
    yield from (
        say("“%(form)s” is no form of name (%(forms)s).", form=named.form, forms=", ".join(Form.values))
        for named in entry.names
        if named.form not in Form.values
    )
    for scheme, value in entry.ids.items():
        shape = ITEM if scheme == WIKIDATA else VALUE
        if not SCHEME.fullmatch(scheme) or not shape.fullmatch(value):
            yield say("“%(id)s” is no id of a register.", id=f"{scheme} {value}")
    yield from (
        say("%(what)s ends before it begins.", what=say_first(held_in_words(held)))
        for held in entry.held
        if held.since and held.until and held.until < held.since
    )


def held_in_words(held: Held) -> str:
    """An affiliation in words: "deputy of Harbour Board"."""
    if held.role:
        return say("%(role)s of %(of)s", role=held.role, of=held.of)
    return say("affiliation of %(of)s", of=held.of)
