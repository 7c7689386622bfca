"""Entities as Wikidata gives them: lines of its JSON dump, or of what its query service or API exports, an item each.

Format: https://doc.wikimedia.org/Wikibase/master/php/docs_topics_json.html
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from entities.lists.entry import LONGEST, MOST_ENTRIES, TOO_LONG, Entry, Held, Named, Unreadable
from entities.written import read_json
from matching.phrase import gettext_noop, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOURCE = "Wikidata"
CLASSES = {
    "person": "Q5",
    "state": "Q6256 Q3624078 Q7275",
    "place": "Q515 Q5119 Q1549591 Q486972 Q82794 Q10864048 Q23442",
    "outlet": "Q11032 Q1110794 Q1153191 Q192283 Q41298 Q17232649 Q1616075 Q14350 Q15265344",
    "item": "Q728 Q15142889 Q15142894",
    "organisation": "Q43229 Q4830453 Q783794 Q891723 Q327333 Q192350 Q2659904 Q7278 Q484652 Q245065 Q176799 Q772547 Q17149090 Q3918 Q31855",
}
"""What an item is an instance of (P31), and our kind for it."""
KINDS = {item: kind for kind, items in CLASSES.items() for item in items.split()}
LANGUAGES = ("en", "mul", "en-gb", "en-us")
INSTANCE_OF, SUBCLASS_OF, POSITION, OCCUPATION = "P31", "P279", "P39", "P106"
START, END, OF, JURISDICTION, DIRECTS, CITIZEN = "P580", "P582", "P642", "P1001", "P2389", "P27"
EMPLOYED = ("P108", "P102", "P463")
DAYS = {"P569": "Born", "P570": "Died", "P571": "Founded", "P576": "Dissolved"}
YEAR, MONTH, DAY = 9, 10, 11
MOST_STEPS = 12


def read_wikidata(text: str) -> list[Entry]:
    """The entries of a file of items; those that are only what another is (a position, an occupation, a class) are read
    for their names and are no entries. Raises Unreadable for what is no such file, or too long.
    """
    items, broken = _items(text)
    if not items and not broken:
        raise Unreadable(gettext_noop("There is no item of Wikidata in this file."))
    known = {item["id"]: item for _, item in items}
    used = _used(known)
    entries = [
        _entry(line, item, known) for line, item in items if item["id"] not in used or _kind(item, known)
    ]
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(TOO_LONG)
    return sorted([*broken, *entries], key=lambda entry: entry.line)


def _items(text: str) -> tuple[list[tuple[int, dict[str, Any]]], list[Entry]]:
    items, broken = [], []
    for line, raw in enumerate(text.split("\n"), start=1):
        written = raw.strip().rstrip(",")
        if written in ("", "[", "]"):
            continue
        try:
            item = read_json(written)
        except (ValueError, RecursionError) as error:
            broken.append(Entry(line, problem=say("This line is not JSON: %(error)s.", error=error)))
            continue
        # What the API gives: {"entities": {"Q1": {…}}}.
        many = item.get("entities") if isinstance(item, dict) else None
        for each in many.values() if isinstance(many, dict) else [item]:
            if (
                isinstance(each, dict)
                and isinstance(each.get("id"), str)
                and isinstance(each.get("labels"), dict)
            ):
                items.append((line, each))
            else:
                broken.append(
                    Entry(
                        line,
                        problem=gettext_noop("This line is no item of Wikidata: it has no id or no labels."),
                    )
                )
    return items, broken


def _entry(line: int, item: Mapping[str, Any], known: Mapping[str, Any]) -> Entry:
    name = _label(item)
    kind = _kind(item, known)
    entry = Entry(line, name=name, kind=kind, ids={"wikidata": item["id"]}, names=_names(item))
    if not kind:
        what = ", ".join(_named(each, known) for each in _ids(item, INSTANCE_OF))
        entry.remarks.append(
            say("it is an instance of %(what)s, which says no kind", what=what)
            if what
            else say("it is an instance of nothing, which says no kind")
        )
    entry.description = _text(item.get("descriptions", {})) or ", ".join(
        filter(None, (_label(known.get(each, {})) for each in _ids(item, OCCUPATION)))
    )
    days = [
        f"{word} {_day_in_words(time)}." for prop, word in DAYS.items() for time in _times(item, prop)[:1]
    ]
    entry.notes = " ".join(days)
    _hold(entry, item, known)
    return entry


def _hold(entry: Entry, item: Mapping[str, Any], known: Mapping[str, Any]) -> None:
    for claim in _claims(item, POSITION):
        position = _value_id(claim)
        role = _label(known.get(position, {}))
        of = (
            _qualified(claim, OF)
            or _of_position(known.get(position, {}))
            or next(iter(_ids(item, CITIZEN)), "")
        )
        if not role:
            entry.remarks.append(
                say(
                    "the position %(position)s is left out: the file does not say what it is",
                    position=position,
                )
            )
        elif not of:
            entry.remarks.append(say("%(role)s is left out: the file does not say of whom", role=role))
        else:
            entry.held.append(Held(f"wikidata {of}", role, *_days(claim)))
    for prop in EMPLOYED:
        for claim in _claims(item, prop):
            if of := _value_id(claim):
                entry.held.append(Held(f"wikidata {of}", "", *_days(claim)))


def _of_position(position: Mapping[str, Any]) -> str:
    return next((each for prop in (DIRECTS, JURISDICTION) for each in _ids(position, prop)), "")


def _kind(item: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    """By what it is an instance of, or by what that is a subclass of, as far as the file says."""
    level, seen = _ids(item, INSTANCE_OF), set[str]()
    for _ in range(MOST_STEPS):
        for kind, items in CLASSES.items():
            if set(items.split()) & set(level):
                return kind
        seen.update(level)
        level = [each for one in level for each in _ids(known.get(one, {}), SUBCLASS_OF) if each not in seen]
        if not level:
            break
    return ""


def _used(known: Mapping[str, Any]) -> set[str]:
    """Items that others say what they are by."""
    found: set[str] = set()
    for item in known.values():
        for prop in (INSTANCE_OF, SUBCLASS_OF, POSITION, OCCUPATION):
            found.update(_ids(item, prop))
    return found


def _names(item: Mapping[str, Any]) -> list[Named]:
    """Every label and alias in every language, each spelling once."""
    texts = [each["value"] for each in item["labels"].values() if "value" in each]
    for many in (item.get("aliases") or {}).values():
        texts += [each["value"] for each in many if "value" in each]
    return [Named(name[:LONGEST], source=SOURCE) for name in dict.fromkeys(texts) if name.strip()]


def _label(item: Mapping[str, Any]) -> str:
    labels = item.get("labels") or {}
    return _text(labels) or next((each["value"][:LONGEST] for each in labels.values() if "value" in each), "")


def _text(texts: Mapping[str, Any]) -> str:
    return next((texts[code]["value"][:LONGEST] for code in LANGUAGES if "value" in texts.get(code, {})), "")


def _named(item: str, known: Mapping[str, Any]) -> str:
    label = _label(known.get(item, {}))
    return f"{label} ({item})" if label else item


def _claims(item: Mapping[str, Any], prop: str) -> Iterator[Mapping[str, Any]]:
    """Those that stand; where some are preferred, all the others count too, but for deprecated ones."""
    for claim in (item.get("claims") or {}).get(prop) or []:
        if claim.get("rank") != "deprecated" and claim.get("mainsnak", {}).get("snaktype") == "value":
            yield claim


def _ids(item: Mapping[str, Any], prop: str) -> list[str]:
    return [found for claim in _claims(item, prop) if (found := _value_id(claim))]


def _value_id(claim: Mapping[str, Any]) -> str:
    value = claim["mainsnak"].get("datavalue", {}).get("value")
    return str(value.get("id") or "") if isinstance(value, dict) else ""


def _qualified(claim: Mapping[str, Any], prop: str) -> str:
    for snak in (claim.get("qualifiers") or {}).get(prop) or []:
        value = snak.get("datavalue", {}).get("value")
        if isinstance(value, dict) and value.get("id"):
            return str(value["id"])
    return ""


def _times(item: Mapping[str, Any], prop: str) -> list[_Time]:
    values = (claim["mainsnak"].get("datavalue", {}).get("value") for claim in _claims(item, prop))
    return [time for time in map(_time, values) if time]


@dataclass(frozen=True, slots=True)
class _Time:
    """A time and how exact it is, as Wikidata counts: 9 a year, 10 a month, 11 a day."""

    year: int
    month: int
    day: int
    precision: int


def _time(value: object) -> _Time | None:
    if not isinstance(value, dict) or not str(value.get("time", "")).startswith("+"):
        return None
    try:
        year, month, day = (int(part) for part in value["time"][1:].partition("T")[0].split("-"))
        time = _Time(year, month, day, int(value.get("precision", 0)))
        date(time.year, max(time.month, 1), max(time.day, 1))
    except ValueError:
        return None
    return time if time.precision >= YEAR else None


def _days(claim: Mapping[str, Any]) -> tuple[date | None, date | None]:
    """The first day it can mean, and the last."""
    since, until = (
        next(
            (
                time
                for snak in (claim.get("qualifiers") or {}).get(prop) or []
                if (time := _time(snak.get("datavalue", {}).get("value")))
            ),
            None,
        )
        for prop in (START, END)
    )
    first = date(since.year, _month(since, 1), _day(since, 1)) if since else None
    if until is None:
        return first, None
    month = _month(until, 12)
    return first, date(until.year, month, _day(until, calendar.monthrange(until.year, month)[1]))


def _month(time: _Time, otherwise: int) -> int:
    return time.month if time.precision >= MONTH and time.month else otherwise


def _day(time: _Time, otherwise: int) -> int:
    return time.day if time.precision >= DAY and time.day else otherwise


def _day_in_words(time: _Time) -> str:
    if time.precision >= DAY and time.month and time.day:
        return f"{date(time.year, time.month, time.day):%-d %B %Y}"
    if time.precision == MONTH and time.month:
        return f"{calendar.month_name[time.month]} {time.year}"
    return str(time.year)
