"""Many articles in one file, a row each: CSV with the columns named in its first line, or JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sources.unpack.found import Unreadable, gettext_noop
from sources.unpack.kinds import CSV
from sources.unpack.plain import decoded

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS = 100_000
LONGEST_CELL = 10_000_000
NAMES = {
    "text": "text body content article story fulltext",
    "outlet": "outlet publication source publisher newspaper site sitename media",
    "title": "title headline head",
    "url": "url link address webaddress",
    "published": "published publishedat publishedon publicationdate date day datetime pubdate",
    "byline": "byline author authors writtenby",
}
"""What a column may be called, without case, spaces and underscores; the first one that a file has counts."""
DELIMITERS = ",;\t|"
SEPARATOR = re.compile(r"sep=([,;\t|])[ \t]*\r?\n", re.IGNORECASE)
"""What spreadsheets write above the first line to say what parts the cells."""
HALVES = re.compile("[\ud800-\udfff]")
UNENDED = "unexpected end of data"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file, counted from 1, its values by column, and what is wrong with it, if anything."""

    line: int
    values: dict[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file; ``columns`` by what they were called there, ``unused`` are the others."""

    rows: list[Row]
    columns: dict[str, str]
    unused: list[str]


def read_rows(kind: str, data: bytes) -> Sheet:
    """All rows of a file. Raises Unreadable for one that is not of its kind, names no text, or is too long."""
    text = decoded(data)
    sheet = _csv(text) if kind == CSV else _json_lines(text)
    if "text" not in sheet.columns.values():
        named = ", ".join([*sheet.columns, *sheet.unused][:12]) or "nothing"
        raise Unreadable(f"No column is called “text”, so there is nothing to read. Found: {named}.")
    if not sheet.rows:
        raise Unreadable(gettext_noop("There are no rows in this file."))
    if len(sheet.rows) > MOST_ROWS:
        raise Unreadable(f"This file has {len(sheet.rows):,} rows; {MOST_ROWS:,} come in at once. Split it.")
    return sheet


def _csv(text: str) -> Sheet:
    csv.field_size_limit(LONGEST_CELL)
    text = _storable(text)
    said = SEPARATOR.match(text)
    text = "\n" + text[said.end() :] if said else text  # lines are counted as they stand in the file
    first = text.lstrip("\n\r").split("\n", 1)[0]
    delimiter = said[1] if said else max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    header = next(_lines(reader), (0, [], ""))[1]
    sheet = _sheet([name.strip() for name in header])
    for line, cells, problem in _lines(reader):
        values: dict[str, str] = {}
        for name, cell in zip(header, cells, strict=False):
            if name.strip() in sheet.columns:
                values.setdefault(
                    sheet.columns[name.strip()], cell.strip()
                )  # of two alike the first one counts
        too_many = (
            f"This row has {len(cells)} cells, and the first line names {len(header)} columns. Is a quotation mark missing?"
            if len(cells) > len(header)
            else ""
        )
        sheet.rows.append(Row(line, values, problem or too_many))
    if sheet.rows and _is_unended(text, sheet.rows[-1].line, delimiter):
        swallowed = (
            "This row is not CSV: a quotation mark in it is never closed, and what follows it was taken in."
        )
        sheet.rows[-1] = Row(sheet.rows[-1].line, sheet.rows[-1].values, swallowed)
    return sheet


def _is_unended(text: str, line: int, delimiter: str) -> bool:
    """Does the last row, which begins in this line, end within a quotation mark?"""
    rest = "".join(io.StringIO(text, newline="").readlines()[line - 1 :])
    try:
        for _ in csv.reader(io.StringIO(rest, newline=""), delimiter=delimiter, strict=True):
            pass
    except csv.Error as error:
        return UNENDED in str(error)
    return False


def _storable(words: str) -> str:
    """Without NUL, which a database refuses; half a surrogate pair is marked as a character that cannot be read."""
    return HALVES.sub("\ufffd", words.replace("\x00", ""))


def _lines(reader: Any) -> Iterator[tuple[int, list[str], str]]:
    """(line, cells, what is wrong) of each row that holds anything."""
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], f"This row is not CSV: {error}."
            continue
        if any(cell.strip() for cell in cells):
            yield line, cells, ""


def _json_lines(text: str) -> Sheet:
    read = [(number, *_object(line)) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    sheet = _sheet(list(dict.fromkeys(name for _, values, _ in read for name in values)))
    for number, values, problem in read:
        used = {name: value for name, value in values.items() if name in sheet.columns}
        told = {sheet.columns[name]: _words(value) for name, value in used.items()}
        wrong = [problem, *(_not_words(name, value) for name, value in used.items())]
        sheet.rows.append(Row(number, told, next(filter(None, wrong), "")))
    return sheet


def _object(line: str) -> tuple[dict[str, Any], str]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return {}, f"This line is not JSON: {error}."
    return (
        ({_storable(name): each for name, each in value.items()}, "")
        if isinstance(value, dict)
        else ({}, "This line is JSON, and no object with named values.")
    )


def _not_words(name: str, value: object) -> str:
    fits = value is None or isinstance(value, str | int | float) or _is_list(value)
    return "" if fits and not isinstance(value, bool) else f"“{name}” is no text."


def _words(value: object) -> str:
    if value is None:
        return ""
    return _storable(", ".join(map(str, value)) if isinstance(value, list) else str(value)).strip()


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def _sheet(header: list[str]) -> Sheet:
    """An empty sheet of these columns: the first that can be meant is meant."""
    found: dict[str, str] = {}
    for column, names in NAMES.items():
        called = {_plain(name): name for name in reversed(header)}
        name = next((called[plain] for plain in names.split() if plain in called), None)
        if name:
            found[name] = column
    return Sheet([], found, [name for name in header if name and name not in found])


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
