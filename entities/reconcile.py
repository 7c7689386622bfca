"""Names from somebody else's table held against the desk's entities, as OpenRefine and others ask for it.

Protocol: Reconciliation Service API 0.2, https://reconciliation-api.github.io/specs/0.2/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from entities.models import WIKIDATA, ExternalId, Kind
from entities.names_near import Asked
from entities.queries import named_like
from entities.refused import Refused
from entities.resolve import resolve
from entities.written import read_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from entities.models import Entity
    from entities.resolve import Resolution

MOST_QUERIES, MOST_RESULTS, LONGEST_NAME = 200, 25, 300
FEWEST_PERCENT = 5.0
TYPES = [
    {"id": kind.value, "name": str(kind.label)} for kind in Kind if kind not in (Kind.GROUP, Kind.UNNAMED)
]
PROPERTIES = [
    {"id": "role", "name": "role", "description": "what the person is: spokesman"},
    {"id": "affiliation", "name": "affiliation", "description": "whom the person speaks or works for"},
    {"id": "description", "name": "description", "description": "anything else said of it"},
    {"id": WIKIDATA, "name": "Wikidata id", "description": "Q42; settles it where the desk has it"},
]


def manifest(*, base: str, view: str) -> dict[str, Any]:
    """What the service says of itself. ``base`` is its own address, ``view`` that of an entity's page with {{id}}."""
    offered = {
        what: {"service_url": base.rstrip("/"), "service_path": f"/suggest/{what}/"}
        for what in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "Claimdesk",
        "identifierSpace": view.replace("{{id}}", ""),
        "schemaSpace": f"{base.rstrip('/')}/suggest/type/",
        "view": {"url": view},
        "defaultTypes": TYPES,
        "batchSize": 50,
        "suggest": offered,
    }


def answer(written: str) -> dict[str, Any]:
    """The answers to a batch of queries, as JSON holds both. Raises Refused for what is no such batch."""
    try:
        queries = read_json(written)
    except (ValueError, RecursionError) as error:
        raise Refused(gettext("The queries are not JSON: %(error)s.") % {"error": error}) from None
    if not isinstance(queries, dict) or not all(isinstance(query, dict) for query in queries.values()):
        raise Refused(gettext("The queries are an object of objects: {“q0”: {“query”: “a name”}}."))
    if len(queries) > MOST_QUERIES:
        raise Refused(gettext("At most %(most_queries)s queries at once.") % {"most_queries": MOST_QUERIES})
    asked = {key: _asked(query) for key, query in queries.items()}
    found = resolve(asked.values())
    numbers = {key: _properties(query).get(WIKIDATA, "") for key, query in queries.items()}
    rows = ExternalId.objects.filter(scheme=WIKIDATA, value__in=set(numbers.values()) - {""})
    known = {row.value: row.entity.shown for row in rows.select_related("entity__canonical")}
    return {
        key: {"result": _results(found[asked[key]], known.get(numbers[key]), _limit(query), asked[key].kinds)}
        for key, query in queries.items()
    }


def suggested(what: str, prefix: str) -> list[dict[str, str]]:
    """What may be meant by the beginning of an entity's, a type's or a property's name."""
    prefix = prefix.strip()[:LONGEST_NAME]
    if what == "entity":
        if not prefix:
            return []
        rows = named_like(prefix).exclude(kind__in=(Kind.UNNAMED, Kind.GROUP)).order_by("name", "pk")
        return [_told(entity) for entity in rows[:MOST_RESULTS]]
    offered = TYPES if what == "type" else PROPERTIES
    return [each for each in offered if prefix.casefold() in each["name"].casefold()]


def _asked(query: Mapping[str, Any]) -> Asked:
    name = query.get("query")
    if not isinstance(name, str):
        raise Refused(gettext("Each query has a name: {“query”: “a name”}."))
    kinds = query.get("type") or []
    wanted = tuple(
        str(kind) for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind in Kind.values
    )
    said = _properties(query)
    role = " of ".join(filter(None, (said.get("role"), said.get("affiliation"))))
    context = ". ".join(filter(None, (role, said.get("description"))))
    return Asked(" ".join(name.split())[:LONGEST_NAME], wanted, context[:2_000])


def _properties(query: Mapping[str, Any]) -> dict[str, str]:
    """What the table says of a name, by property; several values in one line."""
    found: dict[str, str] = {}
    given = query.get("properties")
    for each in given if isinstance(given, list) else []:
        if isinstance(each, dict) and isinstance(each.get("pid"), str):
            values = each.get("v") if isinstance(each.get("v"), list) else [each.get("v")]
            words = (
                str(v.get("name") or v.get("id") or "") if isinstance(v, dict) else str(v or "")
                for v in values or []
            )
            found[each["pid"]] = ", ".join(filter(None, words))
    return found


def _limit(query: Mapping[str, Any]) -> int:
    limit = query.get("limit")
    return min(limit, MOST_RESULTS) if isinstance(limit, int) and limit > 0 else 5


def _results(
    found: Resolution, known: Entity | None, limit: int, kinds: tuple[str, ...]
) -> list[dict[str, Any]]:
    """The likeliest first; only one that is sure is a match. A number in a register settles it."""
    results = []
    if known is not None:
        results.append(_told(known) | _scored(known, 100.0, "has this Wikidata id", match=True))
    meant = found.entity.shown_id if found.entity and known is None else None
    for candidate in found.candidates:
        entity = candidate.entity.shown
        percent = round(100 * candidate.probability, 1)
        if (
            percent < FEWEST_PERCENT
            or (known and entity.pk == known.pk)
            or (kinds and entity.kind not in kinds)
        ):
            continue
        results.append(_told(entity) | _scored(entity, percent, candidate.why, match=entity.pk == meant))
    return results[:limit]


def _told(entity: Entity) -> dict[str, str]:
    about = " · ".join(filter(None, (str(entity.get_kind_display()), entity.description)))
    return {"id": str(entity.pk), "name": entity.name, "description": about}


def _scored(entity: Entity, percent: float, why: str, *, match: bool) -> dict[str, Any]:
    return {
        "type": [{"id": entity.kind, "name": str(entity.get_kind_display())}],
        "score": percent,
        "match": match,
        "features": [{"id": "why", "name": "why", "value": why}],
    }
