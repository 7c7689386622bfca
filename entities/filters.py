"""Narrowing down the list of people and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters

from entities.models import Entity, Kind
from entities.queries import named_like

if TYPE_CHECKING:
    from django.db.models import QuerySet


class EntityFilter(django_filters.FilterSet):  # type: ignore[misc]  # it comes without types
    """By kind, and by any name an entity goes by."""

    text = django_filters.CharFilter(label="Name", method="by_name")
    kind = django_filters.ChoiceFilter(label="Kind", choices=Kind.choices, empty_label="every kind")

    def by_name(self, rows: QuerySet[Entity], _name: str, text: str) -> QuerySet[Entity]:
        """Those that go by a name with the text in it."""
        return rows.filter(pk__in=named_like(text).order_by().values("pk"))
