"""Lists as tables: CSV with the columns named in its first line, and JSON Lines with an object each."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from entities.lists.entry import MOST_ENTRIES, TOO_LONG, Entry, Held, Named, Unreadable, written_day
from entities.lists.formula import as_meant, harmless
from entities.written import id_in, read_json
from matching.phrase import Phrase, gettext_noop, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

COLUMNS = ("id", "name", "kind", "aliases", "description", "notes", "ids", "affiliations")
CALLED = {
    "name": "name", "label": "name", "fullname": "name",
    "kind": "kind", "type": "kind",
    "aliases": "aliases", "alias": "aliases", "alsoknownas": "aliases", "othernames": "aliases",
    "description": "description",
    "notes": "notes", "note": "notes",
    "ids": "ids", "externalids": "ids",
    "affiliations": "affiliations",
    "wikidata": "wikidata", "qid": "wikidata", "wikidataid": "wikidata",
    "role": "role", "position": "role",
    "affiliation": "of", "organisation": "of", "organization": "of", "of": "of",
    "since": "since", "from": "since", "until": "until", "to": "until",
    "id": "id",
}  # fmt: skip
"""What a column may be called, without case, spaces and underscores."""
BETWEEN = "|"
HELD = re.compile(r"(?P<role>[^@]*)@(?P<of>.+?)(?:\s*\((?P<since>[\d-]*)\.\.(?P<until>[\d-]*)\))?\s*")
LONGEST_CELL = 1_000_000


def read_csv(text: str) -> list[Entry]:
    """The entries of a CSV list. Several values of one cell stand between bars: "A. Falk | Mayor Falk"; an affiliation is
    "spokesman @ Harbour Board (2020-01-01..2023-05-31)". Raises Unreadable where no column is called name.
    """
    csv.field_size_limit(LONGEST_CELL)
    delimiter = max(",;\t", key=text.lstrip().split("\n", 1)[0].count)
    rows = _rows(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    header = [CALLED.get(_plain(cell), "") for cell in next(rows, (0, [], ""))[1]]
    if "name" not in header:
        raise Unreadable(gettext_noop("No column is called “name”. The first line names the columns."))
    found = []
    for line, cells, problem in rows:
        if problem or len(cells) > len(header):
            told = say(
                "%(cells)s cells, and %(columns)s columns. Is a quotation mark missing?",
                cells=len(cells),
                columns=len(header),
            )
            found.append(Entry(line, problem=problem or told))
        else:
            found.append(
                _of_cells(line, dict(zip(header, (as_meant(cell.strip()) for cell in cells), strict=False)))
            )
        _check_length(found)
    return found


def read_json_lines(text: str) -> list[Entry]:
    """The entries of a JSON Lines list, as ``told`` writes them."""
    found = []
    for line, written in enumerate(text.split("\n"), start=1):
        if written.strip():
            found.append(_of_line(line, written))
            _check_length(found)
    return found


def cells(entry: Mapping[str, Any]) -> list[str]:
    """An entry (as ``told``) in the cells of COLUMNS; none is a formula."""
    bar = f" {BETWEEN} "
    held = (
        f"{each['role']} @ {each['of']}"
        + (f" ({each['since'] or ''}..{each['until'] or ''})" if each["since"] or each["until"] else "")
        for each in entry["affiliations"]
    )
    told = (
        str(entry["id"]),
        entry["name"],
        entry["kind"],
        bar.join(each["name"] for each in entry["aliases"]),
        entry["description"],
        entry["notes"],
        bar.join(f"{scheme} {value}" for scheme, value in entry["ids"].items()),
        bar.join(held),
    )
    return [harmless(cell) for cell in told]


def _of_cells(line: int, row: Mapping[str, str]) -> Entry:
    ids = dict(each.split(" ", 1) for each in _parts(row.get("ids", "")) if " " in each)
    if row.get("wikidata"):
        ids["wikidata"] = row["wikidata"]
    entry = Entry(
        line,
        name=row["name"],
        kind=row.get("kind", "").lower(),
        description=row.get("description", ""),
        notes=row.get("notes", ""),
        names=[Named(name) for name in _parts(row.get("aliases", ""))],
        ids=ids,
    )
    try:
        entry.pk = _pk(row.get("id"))
        entry.held = [_written_held(each) for each in _parts(row.get("affiliations", ""))]
        if row.get("of"):
            days = written_day(row.get("since", "")), written_day(row.get("until", ""))
            entry.held.append(Held(row["of"], row.get("role", ""), *days))
        elif row.get("role") and not entry.description:
            entry.description = row["role"]
    except ValueError as error:
        entry.problem = _told(error)
    return entry


def _of_line(line: int, written: str) -> Entry:
    try:
        given = read_json(written)
        if not isinstance(given, dict):
            return Entry(line, problem=gettext_noop("This line is JSON, and no object with named values."))
        return _of_object(line, given)
    except (ValueError, RecursionError, TypeError, AttributeError, KeyError) as error:
        return Entry(line, problem=_told(error))


def _of_object(line: int, given: Mapping[str, Any]) -> Entry:
    name, kind, description, notes = (
        str(given.get(key) or "") for key in ("name", "kind", "description", "notes")
    )
    names = [
        Named(each)
        if isinstance(each, str)
        else Named(str(each["name"]), str(each.get("form") or "name"), str(each.get("source") or ""))
        for each in given.get("aliases") or []
    ]
    held = [
        Held(
            str(each["of"]),
            str(each.get("role") or ""),
            written_day(str(each.get("since") or "")),
            written_day(str(each.get("until") or "")),
        )
        for each in given.get("affiliations") or []
    ]
    ids = {str(scheme): str(value) for scheme, value in (given.get("ids") or {}).items()}
    return Entry(
        line,
        name=name,
        kind=kind.lower(),
        pk=_pk(given.get("id")),
        description=description,
        notes=notes,
        names=names,
        ids=ids,
        held=held,
    )


def _pk(written: object) -> int | None:
    """The number of the desk's own entry; None where there is none. Raises ValueError for what is no number of one."""
    if not written:
        return None
    found = id_in(str(written))
    if found is None:
        raise ValueError(say("“%(written)s” is not the number of an entry.", written=written))
    return found


def _written_held(written: str) -> Held:
    found = HELD.fullmatch(written)
    if found is None:
        raise ValueError(
            say(
                "“%(written)s” is no affiliation. One looks like this: spokesman @ Harbour Board (2020-01-01..2023-05-31)",
                written=written,
            )
        )
    days = (written_day(found[name] or "") for name in ("since", "until"))
    return Held(found["of"].strip(), found["role"].strip(), *days)


def _rows(reader: Any) -> Iterator[tuple[int, list[str], str]]:
    """(line, cells, what is wrong) of each row that holds anything."""
    while True:
        line = reader.line_num + 1
        try:
            found = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, [], say("This row is not CSV: %(error)s.", error=error)
            continue
        if any(cell.strip() for cell in found):
            yield line, found, ""


def _check_length(found: list[Entry]) -> None:
    if len(found) > MOST_ENTRIES:
        raise Unreadable(TOO_LONG)


def _parts(cell: str) -> Iterable[str]:
    return [part.strip() for part in cell.split(BETWEEN) if part.strip()]


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _told(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return say("This line is not JSON: %(error)s.", error=error)
    if isinstance(error, KeyError):
        return say("%(name)s is missing.", name=error)
    if error.args and isinstance(error.args[0], Phrase):
        return error.args[0]
    return say("This line is not as a list has it: %(error)s.", error=error)
