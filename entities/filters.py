"""Narrowing down the list of people and organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_filters
from django.utils.translation import gettext_lazy

from entities.models import Entity, Kind
from entities.queries import heard_of, named_like

if TYPE_CHECKING:
    from django.db.models import QuerySet

EVERYONE = "all"


class EntityFilter(django_filters.FilterSet):  # type: ignore[misc]  # it comes without types
    """By kind, by any name an entity goes by, and whether it was heard of here. Who asks for a name is shown all that go
    by it.
    """

    text = django_filters.CharFilter(label=gettext_lazy("Name"), method="by_name")
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=Kind.choices, empty_label=gettext_lazy("every kind")
    )
    which = django_filters.ChoiceFilter(
        label=gettext_lazy("Which"),
        choices=[(EVERYONE, gettext_lazy("everyone, from lists too"))],
        empty_label=gettext_lazy("heard of here"),
        method="of_any",
    )

    def filter_queryset(self, rows: QuerySet[Entity]) -> QuerySet[Entity]:
        """Leaves out whom nobody has heard of, unless everyone or a name is asked for."""
        found = super().filter_queryset(rows)
        return found if self.is_among_all else heard_of(found)

    @property
    def is_among_all(self) -> bool:
        """Whether those are shown too that only a list has."""
        return any(self.form.cleaned_data.get(name) for name in ("text", "which"))

    def of_any(self, rows: QuerySet[Entity], _name: str, _value: str) -> QuerySet[Entity]:
        """All of them; without the choice, ``filter_queryset`` leaves some out."""
        return rows

    def by_name(self, rows: QuerySet[Entity], _name: str, text: str) -> QuerySet[Entity]:
        """Those that go by a name with the text in it."""
        return rows.filter(pk__in=named_like(text).order_by().values("pk"))
