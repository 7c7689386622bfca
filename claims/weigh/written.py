"""Plain values written down as JSON can hold them, and read again as what they were."""

from __future__ import annotations

import types
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, get_args, get_origin, get_type_hints

from matching.phrase import Phrase, again

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")
Reader: TypeAlias = "Callable[[Any], Any]"


def write(value: Any) -> Any:
    """A dataclass as the list of its fields, a tuple as a list, a day as its name, a sentence as what it is made of
    (matching/phrase.py); other values as they are.
    """
    if isinstance(value, Phrase):
        return value.plain
    if is_dataclass(value):
        return [write(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, tuple | list):
        return [write(each) for each in value]
    if isinstance(value, dict):
        return {key: write(each) for key, each in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def read(shape: type[Value], written: Any) -> Value:
    """What ``write`` wrote of a value of this type. Raises TypeError or ValueError for what it did not write."""
    kind: Any = shape
    found: Value = _reader(kind)(written)
    return found


@cache
def _reader(shape: Any) -> Reader:
    """What reads values of a type: put together once, for a page reads some two thousand of them."""
    if is_dataclass(shape):
        return _of_fields(shape)
    origin, inside = get_origin(shape), get_args(shape)
    if origin is tuple and inside[1:] != (...,):
        readers = tuple(map(_reader, inside))
        return lambda written: tuple(read(each) for read, each in zip(readers, written, strict=True))
    if origin in (tuple, list):
        of_one, all_of = _reader(inside[0]), origin
        return all_of if of_one is _as_it_is else lambda written: all_of(map(of_one, written))
    if origin is types.UnionType:
        of_some = _reader(inside[0])
        return of_some if of_some is _as_it_is else lambda w: None if w is None else of_some(w)
    if shape is date:
        return date.fromisoformat
    return _words if shape is str else _as_it_is


def _of_fields(shape: Any) -> Reader:
    hints = get_type_hints(shape)
    readers = tuple(_reader(hints[field.name]) for field in fields(shape))
    return lambda written: shape(*(read(each) for read, each in zip(readers, written, strict=True)))


def _words(written: Any) -> str:
    return again(written) if isinstance(written, dict) else written


def _as_it_is(written: Any) -> Any:
    return written
