"""Rows by COPY, the quick way in: only what differs is given, the other columns get their models' defaults."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db import models

CHUNK = 2000
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
QUOTED = str.maketrans({"\\": "\\\\", '"': '\\"'})


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Copies rows into a model's table; returns how many. ``columns`` are attribute names ("article_id")."""
    others = _others(model, columns)
    tail = "".join(f"\t{written(value)}" for value in others.values())
    names = {field.attname: field.column for field in model._meta.concrete_fields}
    listed = ", ".join(connection.ops.quote_name(str(names[name])) for name in (*columns, *others))
    table = connection.ops.quote_name(model._meta.db_table)
    count = 0
    with connection.cursor() as cursor, cursor.copy(f"copy {table} ({listed}) from stdin") as copy:
        lines: list[str] = []
        for row in rows:
            lines.append("\t".join(map(written, row)) + tail + "\n")
            count += 1
            if len(lines) == CHUNK:
                copy.write("".join(lines))
                lines.clear()
        copy.write("".join(lines))
    return count


def _others(model: type[models.Model], columns: Sequence[str]) -> dict[str, Any]:
    """The columns that a row must have and is not given, with the value that all rows get."""
    found: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.attname in columns or field.generated or field.has_db_default():
            continue
        if getattr(field, "auto_now_add", False) or getattr(field, "auto_now", False):
            found[field.attname] = dt.datetime.now(tz=dt.UTC)
        elif not (field.primary_key and field.get_internal_type().endswith("AutoField")):
            value = field.get_default()
            found[field.attname] = json.dumps(value) if field.get_internal_type() == "JSONField" else value
    return found


def written(value: Any) -> str:
    """A value as COPY's text format has it; a list is an array, what is to be JSON comes as text."""
    match value:
        case None:
            return "\\N"
        case bool():
            return "t" if value else "f"
        case str():
            return value.translate(ESCAPES)
        case list() | tuple():
            return _array(value).translate(ESCAPES)
        case dt.datetime():
            return value.isoformat()
        case _:
            return str(value)


def _array(values: Sequence[Any]) -> str:
    parts = (
        _array(v)
        if isinstance(v, list | tuple)
        else f'"{v.translate(QUOTED)}"'
        if isinstance(v, str)
        else str(v)
        for v in values
    )
    return "{" + ",".join(parts) + "}"
