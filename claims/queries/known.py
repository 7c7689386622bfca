"""The names under which the desk knows what some texts speak of."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q

from entities.lookup import KEPT_APART
from entities.models import Alias, Entity, Form, Kind, Relation, Tie
from matching.known import KnownNames, Name
from matching.names import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

LONGEST = 5
"""Words of a name that is looked for."""
MOST_ITEMS = 2000
"""Items whose wider terms are looked for in every text."""
CUT = re.compile(r"[,;:(]|\b(?:made|built|produced|developed|of|from|by|for|used|in|with|that|which)\b")
"""Where the first phrase of a description ends: "Close-range ballistic missile made in ..."."""


def known_names(texts: Iterable[str]) -> KnownNames:
    """The names that the desk's entities go by, as far as the texts have one of them; three queries.

    An item's description, or what it is said to be, gives wider terms for it: of a "close-range ballistic missile of
    Iran" any text that says "ballistic missiles" or "Iranian missiles" may speak.
    """
    keys = {key for text in texts for key in _keys(text)}
    # A people's name and a capital are told from a state's by matching.states, in every text.
    kept = Alias.objects.exclude(entity__kind__in=KEPT_APART).exclude(form__in=[Form.PEOPLE, Form.SEAT])
    named = set(kept.filter(key__in=keys).values_list("entity_id", "entity__canonical_id"))
    things = {canonical or own for own, canonical in named}
    items = Entity.objects.filter(kind=Kind.ITEM).order_by("-pk").values("pk")[:MOST_ITEMS]
    rows = kept.filter(Q(entity__in=things) | Q(entity__canonical__in=things) | Q(entity__in=items))
    named_so = list(rows.select_related("entity__canonical").order_by("pk"))
    shown = {alias.entity_id: alias.entity.shown for alias in named_so}
    return KnownNames([*_names(named_so), *_wider(shown)])


def _names(aliases: Iterable[Alias]) -> Iterator[Name]:
    for alias in aliases:
        shown = alias.entity.shown
        yield Name(shown.pk, shown.name, alias.name)
        wider = wider_term(alias.entity.description) if alias.entity.kind == Kind.ITEM else ""
        if wider:
            yield Name(shown.pk, shown.name, wider, wider=True)


def _wider(shown: Mapping[int, Entity]) -> Iterator[Name]:
    """Wider terms for entities by their relations: what they are, and what is so called of whose they are."""
    what: dict[int, list[str]] = defaultdict(list)
    whose: dict[int, list[str]] = defaultdict(list)
    ties = Relation.objects.filter(entity__in=shown, tie__in=[Tie.IS_A, Tie.OF]).select_related("other")
    for tie in ties:
        held = what if tie.tie == Tie.IS_A else whose
        held[tie.entity_id].append(tie.other.name if tie.other else tie.term)
    for pk, terms in what.items():
        of = [
            f"{owner} {wider_term(term).split()[-1]}"
            for owner in whose[pk]
            for term in terms
            if wider_term(term)
        ]
        for term in dict.fromkeys([*terms, *map(wider_term, terms), *of]):
            if term:
                yield Name(shown[pk].pk, shown[pk].name, term, wider=True)


def wider_term(description: str) -> str:
    """The last two words of what a description begins with: "ballistic missile"; "" for a single word."""
    first: str = CUT.split(description, maxsplit=1)[0]
    *_, before, last = ["", "", *first.split()]
    return f"{before} {last}".lower() if before else ""


def _keys(text: str) -> Iterator[str]:
    """The normal forms of every few words of a text."""
    words = " ".join(normal_form(word) for word in text.split()).split()
    for size in range(1, LONGEST + 1):
        yield from (" ".join(words[i : i + size]) for i in range(len(words) - size + 1))
