"""Finding the entity that goes by a name: one, none or several are all answers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from entities.models import Alias, Entity, Kind
from matching.names import normal_form

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

# Only ever known through one article, so never found by name from another.
KEPT_APART = (Kind.UNNAMED, Kind.GROUP)


def look_up(names: Iterable[str]) -> dict[str, list[Entity]]:
    """The standing entities that go by each name, in one query.

    In: names as written. Out: for every name its entities in the order of their ids, one for each that is shown: of
    a merged pair the row that has the name itself, so that undoing the merge takes the name's finds along. An empty
    list where nobody goes by it.
    """
    keys = {name: normal_form(name) for name in names}
    found: dict[str, dict[int, Entity]] = defaultdict(dict)
    rows = (
        Alias.objects.filter(key__in=set(keys.values()))
        .exclude(entity__kind__in=KEPT_APART)
        .select_related("entity__canonical")
        .order_by("entity_id")
    )
    for alias in rows:
        found[alias.key].setdefault(alias.entity.shown_id, alias.entity)
    return {name: list(found[key].values()) for name, key in keys.items()}


def only(entities: Collection[Entity], *, kinds: Collection[str] = ()) -> Entity | None:
    """The one entity that can be meant: of the asked kinds where there is exactly one, else the only one at all."""
    of_kind = [entity for entity in entities if entity.shown.kind in kinds]
    if len(of_kind) == 1:
        return of_kind[0]
    return next(iter(entities)) if len(entities) == 1 and not kinds else None
