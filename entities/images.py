"""Rows as the ledger keeps them: columns by name, in what JSON can hold, exact to the microsecond."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.apps import apps
from django.db.models import Field, ForeignKey, JSONField, Model

if TYPE_CHECKING:
    from collections.abc import Iterable

Image = dict[str, Any]


def label(model: type[Model]) -> str:
    """What the ledger calls a table: "claims.link"."""
    return model._meta.label_lower


def model_of(name: str) -> type[Model]:
    """The table of that label."""
    return apps.get_model(name)


def images(model: type[Model], ids: Iterable[int], *, lock: bool = False) -> dict[int, Image]:
    """The rows as they are, by id, in one query; with ``lock`` nobody else changes them until the transaction ends.

    Columns that the database computes itself are left out.
    """
    names = [field.attname for field in columns(model)]
    rows = model._default_manager.filter(pk__in=list(ids)).order_by("pk")
    if lock:
        rows = rows.select_for_update(no_key=True)
    pk = model._meta.pk.attname
    return {row[pk]: {name: coded(value) for name, value in row.items()} for row in rows.values(*names)}


def columns(model: type[Model]) -> list[Field[Any, Any]]:
    """The columns that are stored as they are given."""
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def aside(model: type[Model]) -> frozenset[str]:
    """Columns that are counted, derived or the queue's own: ``ledger_aside`` of the model, and of each class that it comes
    from, says which. The ledger neither compares them nor brings them back.
    """
    return frozenset(chain.from_iterable(vars(c).get("ledger_aside", ()) for c in model.__mro__))


def changed(model: type[Model], before: Image, after: Image) -> tuple[Image, Image]:
    """The columns in which two images of a row differ, as they were and as they are."""
    names = [name for name in before if name not in aside(model) and before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def write_back(model: type[Model], pk: int, image: Image) -> None:
    """Gives a row the columns of an image; makes the row where it is gone."""
    values = {
        field.attname: _decoded(field, image[field.attname])
        for field in columns(model)
        if field.attname in image
    }
    rows = model._default_manager.filter(pk=pk)
    if not rows.exists():
        model._default_manager.bulk_create([model(**values)])
    # Also a row just made: some fields give themselves a value when they are first stored.
    rows.update(**{name: value for name, value in values.items() if name != model._meta.pk.attname})


def coded(value: Any) -> Any:
    """A column's value as JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value


def _decoded(field: Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, JSONField) or isinstance(value, list):
        return value
    return (field.target_field if isinstance(field, ForeignKey) else field).to_python(value)
