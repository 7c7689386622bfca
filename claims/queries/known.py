"""The names under which the desk knows what some texts speak of."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from entities.any_of import array_of
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
    """The names that the desk's entities go by, as far as the texts have one of them; two queries.

    An item's description, or what it is said to be, gives wider terms for it: of a "close-range ballistic missile of
    Iran" any text that says "ballistic missiles" or "Iranian missiles" may speak.
    """
    keys = {key for text in texts for key in _keys(text)}
    table = {"aliases": Alias, "entities": Entity}
    tables = {name: connection.ops.quote_name(model._meta.db_table) for name, model in table.items()}
    parameters: dict[str, Any] = {
        "keys": array_of(sorted(keys)),
        "apart": list(KEPT_APART),
        # A people's name and a capital are told from a state's by matching.states, in every text.
        "forms": [Form.PEOPLE, Form.SEAT],
        "item": Kind.ITEM,
        "items": MOST_ITEMS,
    }
    with connection.cursor() as cursor:
        cursor.execute(NAMES.format(**tables), parameters)
        rows = cursor.fetchall()
    shown = {own: _Shown(thing, name) for own, thing, name, *_ in rows}
    return KnownNames([*_names(rows), *_wider(shown)])


@dataclass(frozen=True, slots=True)
class _Shown:
    """The entity under whose name one is shown."""

    pk: int
    name: str


# The models would say the same in three queries; this is asked for every statement.
NAMES = """
with things as (
    select coalesce(e.canonical_id, e.id) as id
    from {aliases} a join {entities} e on e.id = a.entity_id
    where a.key = any(%(keys)s::text[]) and a.form <> all(%(forms)s) and e.kind <> all(%(apart)s)
), meant as (
    select id from things
    union
    select e.id from things t join {entities} e on e.canonical_id = t.id
    union
    (select id from {entities} where kind = %(item)s order by id desc limit %(items)s)
)
select e.id, s.id, s.name, a.name, case when e.kind = %(item)s then e.description else '' end
from meant
join {entities} e on e.id = meant.id
join {entities} s on s.id = coalesce(e.canonical_id, e.id)
join {aliases} a on a.entity_id = e.id
where a.form <> all(%(forms)s) and e.kind <> all(%(apart)s)
order by a.id
"""


def _names(rows: Iterable[tuple[int, int, str, str, str]]) -> Iterator[Name]:
    for _, thing, shown, spelling, description in rows:
        yield Name(thing, shown, spelling)
        wider = wider_term(description)
        if wider:
            yield Name(thing, shown, wider, wider=True)


def _wider(shown: Mapping[int, _Shown]) -> Iterator[Name]:
    """Wider terms for entities by their relations: what they are, and what is so called of whose they are."""
    if not shown:
        return
    what: dict[int, list[str]] = defaultdict(list)
    whose: dict[int, list[str]] = defaultdict(list)
    ties = Relation.objects.filter(entity__in=list(shown), tie__in=[Tie.IS_A, Tie.OF]).select_related("other")
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
