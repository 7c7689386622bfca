"""Removing acts from the ledger whose every row is gone: only with the demo newsroom that they belonged to."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from entities.images import model_of
from entities.models import Act, ActRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from django.contrib.auth.models import User
    from django.db.models import Model, QuerySet


def forget_acts(people: QuerySet[User], *, besides: Mapping[type[Model], Collection[int]]) -> int:
    """Removes these people's acts that touched nothing which is still there, ``besides`` some rows; returns how many."""
    acts = Act.objects.filter(by__in=people)
    touched: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for act, model, row in ActRow.objects.filter(act__in=acts).values_list("act", "model", "row"):
        touched[model][row].append(act)
    kept: set[int] = set()
    for model, rows in touched.items():
        for row in besides.get(model_of(model), ()):
            rows.pop(row, None)
        there = model_of(model)._default_manager.filter(pk__in=list(rows)).values_list("pk", flat=True)
        kept.update(act for row in there for act in rows[row])
    kept.update(_around(kept))
    return acts.exclude(pk__in=kept).delete()[0]


def _around(acts: set[int]) -> set[int]:
    """What the acts are part of or undo, by steps: that stays with them."""
    found: set[int] = set()
    level = acts
    while level:
        rows = Act.objects.filter(pk__in=level).values_list("part_of", "undoes")
        level = {pk for row in rows for pk in row if pk is not None} - found
        found |= level
    return found
