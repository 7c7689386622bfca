"""What the desk knows of its people and organisations, told as a list that it could take in again."""

from __future__ import annotations

import csv
import io
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.db.models.functions import Coalesce

from entities.lists.table import COLUMNS, cells
from entities.models import Affiliation, Alias, Entity, ExternalId

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

AT_ONCE = 500


def told(rows: QuerySet[Entity]) -> Iterator[dict[str, Any]]:
    """Each entity with the names, ids and affiliations it has, with those of entities merged into it."""
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        last = some[-1].pk
        pks = [row.pk for row in some]
        own = Q(entity__in=pks) | Q(entity__canonical__in=pks)
        root = Coalesce("entity__canonical", "entity")
        names: dict[int, list[dict[str, Any]]] = defaultdict(list)
        ids: dict[int, dict[str, str]] = defaultdict(dict)
        held: dict[int, list[dict[str, Any]]] = defaultdict(list)
        for alias in Alias.objects.filter(own).annotate(root=root).order_by("pk"):
            names[alias.root].append({"name": alias.name, "form": alias.form, "source": alias.source})
        for each in ExternalId.objects.filter(own).annotate(root=root).order_by("pk"):
            ids[each.root][each.scheme] = each.value
        for row in Affiliation.objects.filter(own).annotate(root=root).select_related("of__canonical"):
            days = {
                name: day.isoformat() if (day := getattr(row, name)) else None for name in ("since", "until")
            }
            held[row.root].append({"of": row.of.shown.name, "role": row.role} | days)
        for entity in some:
            yield {
                "id": entity.pk,
                "name": entity.name,
                "kind": entity.kind,
                "aliases": [each for each in names[entity.pk] if each["name"] != entity.name],
                "description": entity.description,
                "notes": entity.notes,
                "ids": ids[entity.pk],
                "affiliations": held[entity.pk],
            }


def as_json_lines(rows: QuerySet[Entity]) -> Iterator[str]:
    """The lines of a JSON Lines list."""
    for entry in told(rows):
        yield json.dumps(entry, ensure_ascii=False) + "\n"


def as_csv(rows: QuerySet[Entity]) -> Iterator[str]:
    """The lines of a CSV list; forms and sources of names have no place in it."""
    yield _line(list(COLUMNS))
    for entry in told(rows):
        yield _line(cells(entry))


def _line(values: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(values)
    return out.getvalue()
