"""The demo newsroom's starter set: the states of the world, and the people and bodies of its story as curated entries."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from entities.add_states import add_states
from entities.affiliate import affiliate
from entities.create import create_entity
from entities.identify import add_external_id
from entities.models import Entity, ExternalId
from entities.relate import relate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import User

SOURCE = "the demo newsroom"


def make_names(plan: Mapping[str, Any], *, by: User) -> None:
    """Makes the states, the entities, and what is known of them besides: affiliations, relations, ids."""
    add_states(demo=True)
    for each in plan["entities"]:
        create_entity(**each, by=by, demo=True)
    for each in plan["affiliations"]:
        since = date.fromisoformat(each["since"]) if "since" in each else None
        affiliate(
            entity=_named(each["entity"]),
            of=_named(each["of"]),
            role=each["role"],
            since=since,
            source=SOURCE,
            by=by,
        )
    for each in plan["relations"]:
        other = _named(each["other"]) if "other" in each else None
        relate(
            entity=_named(each["entity"]),
            tie=each["tie"],
            other=other,
            term=each.get("term", ""),
            source=SOURCE,
            by=by,
        )
    for each in plan["ids"]:
        # A newsroom of its own may have it already.
        if not ExternalId.objects.filter(scheme=each["scheme"], value=each["value"]).exists():
            add_external_id(entity=_named(each["entity"]), scheme=each["scheme"], value=each["value"], by=by)


def _named(name: str) -> Entity:
    """The entity of that name, the demo's own where a newsroom has one too."""
    return Entity.objects.filter(name=name).order_by("-demo", "pk")[0]
