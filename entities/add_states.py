"""The states of the world with the names they go by: CLDR's, in English and in their own languages, and our list's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from entities.hold import hold
from entities.models import Alias, Entity, Form, Kind
from matching.names import normal_form
from matching.names.territories import own_names, territory, territory_names

if TYPE_CHECKING:
    from collections.abc import Iterator

CLDR, OURS = "CLDR", "Claimdesk’s list of states"
SHORT = frozenset({"uae", "drc", "prc", "uk", "dprk", "rok", "usa", "fyrom"})
SMALL = frozenset({"of", "the", "and", "la"})
FORMS = {"name": Form.NAME, "people": Form.PEOPLE, "seat": Form.SEAT}


@transaction.atomic
def add_states(*, demo: bool = False) -> int:
    """Adds every state that no entity of this kind goes by the name of yet; returns how many.

    Nobody's act: running it again adds nothing.
    """
    hold(["states"])
    known = Entity.objects.filter(kind=Kind.STATE).values_list("name", flat=True)
    there = {state.code for name in known if (state := territory(name)) is not None}
    # "GB-SCT" is a country within a state.
    codes = [code for code in territory_names() if "-" not in code and code not in there]
    states = Entity.objects.bulk_create(
        Entity(name=own_names(code)[0], kind=Kind.STATE, demo=demo) for code in codes
    )
    named = (
        Alias(entity=state, name=name, form=form, source=source).take_apart()
        for code, state in zip(codes, states, strict=True)
        for name, form, source in _names(code)
    )
    Alias.objects.bulk_create(named, batch_size=1_000)
    return len(states)


def _names(code: str) -> Iterator[tuple[str, Form, str]]:
    """Each name once: (name, its form, where we have it from)."""
    seen: set[str] = set()
    for name, form, source in _all_names(code):
        if normal_form(name) not in seen:
            seen.add(normal_form(name))
            yield name, form, source


def _all_names(code: str) -> Iterator[tuple[str, Form, str]]:
    yield from ((name, Form.NAME, CLDR) for name in own_names(code))
    for name, by in territory_names()[code]:
        form = Form.SHORT if by == "name" and _is_short(name) else FORMS[by]
        yield name.upper() if form == Form.SHORT else _capitals(name), form, OURS


def _is_short(name: str) -> bool:
    return "." in name or name in SHORT


def _capitals(name: str) -> str:
    words = (word if word in SMALL else word[:1].upper() + word[1:] for word in name.split())
    return " ".join(words).replace("Dr ", "DR ")
