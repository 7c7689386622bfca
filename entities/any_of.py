"""Rows with one of many values: one parameter, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, F, Func, Q, TextField, Value
from django.db.models.functions import Cast

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(column: str, values: Iterable[str] | Iterable[int]) -> Func | Q:
    """A condition for ``filter``: the column has one of the values, all numbers or all text.

    ``column__in`` says the same with a parameter for each of them; of the few thousand runs of words of an article,
    that alone took a tenth of a worker's time.
    """
    some = list(values)
    if not some:
        return Q(pk__in=[])
    kind = BigIntegerField() if isinstance(some[0], int) else TextField()
    asked = Cast(Value(array_of(map(str, some))), ArrayField(kind))
    return Func(
        F(column),
        asked,
        template="(%(expressions)s))",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )


def array_of(values: Iterable[str]) -> str:
    """Values as PostgreSQL writes an array of them, to be cast to one. The driver does the same value by value, which
    takes longer than the query that asks for thousands.
    """
    some = list(values)
    if not some:
        return "{}"
    joined = "\0".join(some)  # which stands in no text that the database holds
    joined = joined.replace("\\", "\\\\").replace('"', '\\"').replace("\0", '","')
    return f'{{"{joined}"}}'
