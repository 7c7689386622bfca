"""Plain values written down as JSON can hold them, and read again as what they were."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Value = TypeVar("Value")


def write(value: Any) -> Any:
    """A dataclass as the list of its fields, a tuple as a list, a day as its name; other values as they are."""
    if is_dataclass(value):
        return [write(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | list):
        return [write(each) for each in value]
    if isinstance(value, dict):
        return {key: write(each) for key, each in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def read(shape: type[Value], written: Any) -> Value:
    """What ``write`` wrote of a value of this type. Raises TypeError or ValueError for what it did not write."""
    found: Value = _read(shape, written)
    return found


def _read(shape: Any, written: Any) -> Any:
    if kinds := _kinds(shape):
        return shape(*(_read(kind, each) for kind, each in zip(kinds, written, strict=True)))
    origin, inside = get_origin(shape), get_args(shape)
    if origin is tuple and inside[1:] == (...,):
        return tuple(_read(inside[0], each) for each in written)
    if origin is tuple:
        return tuple(_read(kind, each) for kind, each in zip(inside, written, strict=True))
    if origin is list:
        return [_read(inside[0], each) for each in written]
    if origin is types.UnionType:
        return None if written is None else _read(inside[0], written)
    return date.fromisoformat(written) if shape is date else written


@cache
def _kinds(shape: Any) -> tuple[Any, ...]:
    """The types of a dataclass's fields, in order; none of another type."""
    if not is_dataclass(shape):
        return ()
    hints = get_type_hints(shape)
    return tuple(hints[field.name] for field in fields(shape))
