"""Paging by key: the next page begins after the last row shown, so that page 500 costs what page 1 does."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core.exceptions import FieldError, ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from entities.written import read_json

if TYPE_CHECKING:
    from collections.abc import Sequence

Row = TypeVar("Row", bound=Model)
PAGE_ROWS = 30
LONGEST_KEY = 1_000


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows, and ``next``: the key to ask for the following ones with, empty on the last page."""

    rows: list[Row]
    next: str = ""
    is_first: bool = True


def page_after(
    rows: QuerySet[Row], *, order: Sequence[str], after: str = "", size: int = PAGE_ROWS
) -> Page[Row]:
    """The rows behind the key ``after`` in ``order`` (names of not-null fields, "-" for downwards, the last unique).

    A key that makes no sense, as in an address that somebody mended by hand, gives the first page.
    """
    last = key_of(rows.model, order, after)
    if last is not None:
        rows = rows.filter(_behind(order, last))
    found = list(rows.order_by(*order)[: size + 1])
    more = len(found) > size
    shown = found[:size]
    return Page(shown, _write(shown[-1], order) if more else "", is_first=last is None)


def _behind(order: Sequence[str], last: Sequence[Any]) -> Q:
    """(a, b) > (x, y), written so that each field may have its own direction."""
    condition = Q()
    for field, value in reversed(list(zip(order, last, strict=True))):
        name = field.lstrip("-")
        step = "lt" if field.startswith("-") else "gt"
        further = Q((f"{name}__{step}", value))
        condition = further | (Q((name, value)) & condition) if condition else further
    return condition


def _write(row: Model, order: Sequence[str]) -> str:
    values = [getattr(row, field.lstrip("-")) for field in order]
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"), default=str)


def key_of(model: type[Model], order: Sequence[str], after: str) -> list[Any] | None:
    """The values of ``order`` that a page begins behind; None for a key that makes no sense, and for none."""
    if not after or len(after) > LONGEST_KEY:
        return None
    try:
        after.encode()
        values = read_json(after)
        if not isinstance(values, list) or len(values) != len(order):
            return None
        return [_value(model, field.lstrip("-"), value) for field, value in zip(order, values, strict=True)]
    except (ValueError, TypeError, OverflowError, RecursionError, ValidationError, FieldError):
        return None


def _value(model: type[Model], name: str, value: object) -> Any:
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise TypeError(name)
    field = model._meta.pk if name == "pk" else model._meta.get_field(name)
    made = field.to_python(value)  # type: ignore[union-attr]
    if isinstance(made, datetime) and timezone.is_naive(made):
        raise ValueError(name)
    if isinstance(made, datetime):
        made = made.astimezone(UTC)  # at the ends of the calendar this overflows, which is no key either
    str(made).encode()
    return made
