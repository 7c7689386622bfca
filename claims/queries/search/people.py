"""People and organisations by what they are called, in any spelling."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Length

from entities.lookup import KEPT_APART
from entities.models import Alias, Entity
from entities.models.alias import WORDS
from entities.names_near import Asked
from entities.resolve import resolve
from matching.names import normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CONSIDERED, SHOWN = 60, 30
COUNTED = 100
"""Statements of somebody that are counted, to tell who speaks often."""
SHORTEST = 2
WORD = re.compile(r"[^\W_]+")
EXACT, BEGINS, OTHERWISE = 2.0, 0.95, 0.9
"""How well a name fits: it is this one; each word begins a word of it; times the probability that it is this one in
another spelling."""
LIKELY = 0.2
OFTEN = """
select e.id, (select count(*) from (
    select from sources_statement s where s.speaker_id = e.id and s.struck_at is null limit %s) few)
from unnest(%s::bigint[]) e(id)
"""


@dataclass(frozen=True, slots=True)
class Person:
    """An entity that may be meant: how well its name fits, and the name by which it was found where that is another."""

    entity: Entity
    fit: float
    called: str = ""


def find_people(typed: str) -> list[Person]:
    """Entities that go by such a name, the best first: four queries at most."""
    typed = typed.strip()
    words = WORD.findall(normal_form(typed))
    if not any(len(word) >= SHORTEST for word in words):
        return []
    found = _by_beginnings(words)
    if any(person.fit == EXACT for person in found.values()):
        return _in_order(found)
    asked = Asked(" ".join(typed.split())[:300])
    for candidate in resolve([asked])[asked].candidates:
        entity = candidate.entity.shown
        if candidate.probability >= LIKELY and entity.pk not in found:
            called = "" if candidate.entity.name == entity.name else candidate.entity.name
            found[entity.pk] = Person(entity, OTHERWISE * candidate.probability, called)
    return _in_order(found)


def speakers_named(typed: str) -> list[Person]:
    """Whom a name in a form means: those who go by this very name, else those that fit best, a few."""
    found = find_people(typed)
    exact = [person for person in found if person.fit == EXACT]
    return exact or found[:10]


def ids_of(people: Iterable[Person]) -> list[int]:
    """The rows of these entities and of those merged into them. One query."""
    shown = [person.entity.pk for person in people]
    rows = Entity.objects.filter(Q(pk__in=shown) | Q(canonical__in=shown)).order_by()
    return list(rows.values_list("pk", flat=True)) if shown else []


def _by_beginnings(words: Sequence[str]) -> dict[int, Person]:
    """By beginnings of words in any order."""
    key = " ".join(words)
    query = " & ".join(f"'{word}':*" for word in words)
    wanted = SearchQuery(query, search_type="raw", config="simple")
    rows = Alias.objects.annotate(words=WORDS).filter(words=wanted).exclude(entity__kind__in=KEPT_APART)
    order = (Length("key") + 0, F("pk") + 0)
    found: dict[int, Person] = {}
    for alias in rows.select_related("entity__canonical").order_by(*order)[:CONSIDERED]:
        entity = alias.entity.shown
        fit = EXACT if alias.key == key else BEGINS
        if entity.pk not in found or found[entity.pk].fit < fit:
            found[entity.pk] = Person(entity, fit, "" if alias.name == entity.name else alias.name)
    return found


def _in_order(found: dict[int, Person]) -> list[Person]:
    """The best fit first; of equals who speaks more often."""
    often = _often(list(found))
    ordered = sorted(found.values(), key=lambda p: (-p.fit, -often.get(p.entity.pk, 0), p.entity.name))
    return ordered[:SHOWN]


def _often(ids: list[int]) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(OFTEN, [COUNTED, ids])
        return dict(cursor.fetchall())
