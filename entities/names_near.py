"""The names that one name is held against, and what the desk knows of whoever goes by them: two queries."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection
from rapidfuzz.distance import JaroWinkler

from entities.any_of import array_of
from entities.lookup import KEPT_APART
from entities.models import Affiliation, Alias, Entity
from matching.names import normal_form
from matching.names.blocks import asked_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

MOST_COMPARED = 12
"""Names that one name is compared with, the nearest first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to be resolved. ``kinds``: kinds of entity that can be meant, any where empty; ``context``: what is said
    close to it, of nobody but whom it names.
    """

    name: str
    kinds: tuple[str, ...] = ()
    context: str = ""


class Goes(NamedTuple):
    """That an entity goes by a name, as far as names are compared by it: a row of its aliases, with the entity under
    whose name it is shown.
    """

    pk: int
    entity: int
    name: str
    key: str
    form: str
    source: str
    shown: int
    kind: str
    description: str


# Each key is looked for by itself, and each entity: for all of them together the planner expects so many rows that it reads
# the whole of either table.
NEAR = """
select k.key, a.id, a.entity_id, a.name, a.key, a.form, a.source, s.id, s.kind, s.description
from unnest(%(keys)s::varchar[]) k(key)
cross join lateral (select * from {aliases} where blocks @> array[k.key] offset 0) a
cross join lateral (
    select coalesce(canonical_id, id) as shown from {entities} where id = a.entity_id and kind <> all(%(apart)s) offset 0
) e
cross join lateral (select id, kind, description from {entities} where id = e.shown offset 0) s
order by a.id
"""


def names_near(wanted: Collection[Asked]) -> dict[Asked, list[Goes]]:
    """The names that share a key with each, the nearest first."""
    by_key: dict[str, list[Asked]] = defaultdict(list)
    for each in wanted:
        for key in asked_by(each.name):
            by_key[key].append(each)
    if not by_key:
        return {}
    rows = _rows(NEAR, {"keys": array_of(sorted(by_key)), "apart": list(KEPT_APART)})
    names: dict[int, Goes] = {}
    shared: dict[Asked, Counter[int]] = defaultdict(Counter)
    for key, *columns in rows:
        goes = names.setdefault(columns[0], Goes(*columns))
        for each in by_key[key]:
            shared[each][goes.pk] += 1
    return {each: _nearest(each, names, keys) for each, keys in shared.items()}


def _nearest(each: Asked, names: Mapping[int, Goes], shared: Mapping[int, int]) -> list[Goes]:
    """Some of the ``names``, of which it has so many keys in common with each of the ``shared``."""
    mine = [names[pk] for pk in shared]
    if len(mine) <= MOST_COMPARED:
        return mine
    key = normal_form(each.name)

    def nearness(goes: Goes) -> float:
        return shared[goes.pk] + 2 * JaroWinkler.similarity(key, goes.key)

    return sorted(mine, key=nearness, reverse=True)[:MOST_COMPARED]


AFFILIATED = """
select f.entity_id, f.role, o.name from {affiliations} f join {entities} o on o.id = f.of_id
where f.entity_id = any(%s::bigint[]) order by f.since desc nulls last, f.id
"""


def known_of(names: Iterable[Goes]) -> dict[int, str]:
    """What the desk knows in words of each entity that is shown."""
    held = {goes.shown: [goes.description] for goes in names}
    if not held:
        return {}
    for entity, role, body in _rows(AFFILIATED, [array_of(map(str, held))]):
        held[entity].append(f"{role} of {body}")
    return {pk: " . ".join(filter(None, words)) for pk, words in held.items()}


def _rows(statement: str, parameters: Any) -> list[tuple[Any, ...]]:
    """Rows of one of the statements here; only names of our own tables are put into its text."""
    tables = {"aliases": Alias, "entities": Entity, "affiliations": Affiliation}
    quoted = {name: connection.ops.quote_name(model._meta.db_table) for name, model in tables.items()}
    with connection.cursor() as cursor:
        cursor.execute(statement.format(**quoted), parameters)
        return list(cursor.fetchall())
