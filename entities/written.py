"""What somebody wrote where the desk wants a number, an id, a line of words or JSON: read one way everywhere, none of it
trusted. Pure.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

LARGEST_ID = 2**63 - 1
"""The largest number that a column of ids holds."""
NUL = "\x00"
"""No column of text holds it, and PostgreSQL refuses the whole statement that has one."""
NUL_IN_QUERY = re.compile(r"%00|\x00")


def number_in(text: str, *, most: int) -> int | None:
    """The number that stands there in plain digits; None for anything else, and for one above ``most``."""
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(LARGEST_ID)):
        return None
    return int(text) if int(text) <= most else None


def id_in(text: str) -> int | None:
    """The id that stands there; None for what cannot be one."""
    return number_in(text, most=LARGEST_ID)


def ids_in(texts: Iterable[str]) -> list[int]:
    """The ids among the texts, each once, the lowest first."""
    return sorted({pk for text in texts if (pk := id_in(text)) is not None})


def line_in(text: str) -> str:
    """The words as one line that can be stored."""
    return " ".join(text.replace(NUL, " ").split())


def without_nul(query: str) -> str:
    """A query string in which nothing stands for a NUL character, neither before nor after it is decoded."""
    found = 1
    while found:  # what stood around one may be another: "%0%000"
        query, found = NUL_IN_QUERY.subn("", query)
    return query


def read_json(text: str) -> Any:
    """What JSON says, its strings without what cannot be stored: NUL characters and halves of surrogate pairs, which it can
    spell. Raises ValueError and RecursionError as ``json.loads`` does.
    """
    found = json.loads(text)
    return _storable(found) if "\\u" in text else found


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace(NUL, "").encode(errors="ignore").decode()
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(each) for name, each in value.items()}
    return value
