"""The names that the desk has curated, for the reader."""

from __future__ import annotations

from entities.lookup import KEPT_APART
from entities.models import Alias


def known_names() -> list[tuple[str, str]]:
    """Every name an entity goes by, with the entity's kind, for the reader to find in a text."""
    rows = Alias.objects.exclude(entity__kind__in=KEPT_APART).values_list("name", "entity__kind")
    return list(rows.order_by("name").distinct())
