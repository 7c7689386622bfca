"""What a pasted text says of itself: its headline and the day it was published. Pure: text in, proposals out.

A date in a caption or a quotation is not the day of publication, so a date counts only where it is labelled, or where
it stands in a line of its own near the top or the very end. Every proposal stays a proposal: the form shows where it
came from, and a person may change it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from dateutil import parser, tz

from extraction.residue import residue

# Only the head of a paste is looked at: a headline or a date further down belongs to something else.
HEAD_CHARACTERS = 6_000
HEAD_LINES = 25
TAIL_CHARACTERS = 400
HEADLINE_CHARACTERS = 200
HEADLINE_WORDS = 3
DATE_LINE_CHARACTERS = 120
FIRST_YEAR = 1800
MONTHS = 12

HOURS = {
    "UTC": 0, "GMT": 0, "Z": 0, "BST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
ZONES = {name: tz.tzoffset(name, hours * 3600) if hours else tz.UTC for name, hours in HOURS.items()}

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"  # fmt: skip
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
YEAR = r"(?:1[89]|20)\d\d"
DATE = (
    rf"(?P<iso>\b{YEAR}-\d\d?-\d\d?(?!\d))"
    rf"|\b(?P<month_first>{MONTH} ?{DAY},? ?{YEAR})\b"
    rf"|\b(?P<day_first>{DAY} ?(?:of )?{MONTH},? ?{YEAR})\b"
    rf"|\b(?P<slashed>\d{{1,2}}[/.]\d{{1,2}}[/.]{YEAR})\b"
)
ZONE = rf"(?P<zone>{'|'.join(HOURS)}|[+-]\d\d:?\d\d)"
TIME = rf"(?P<time>[012]?\d:[0-5]\d(?::[0-5]\d)?(?:\.\d{{1,6}})?)(?: ?(?P<half>[ap])\.?m\b\.?)?(?: ?\(?{ZONE}\b\)?)?"
MOMENT = re.compile(rf"(?:{DATE})(?:(?:T|,? ?(?:at|[-–—|·])? ?){TIME})?", re.IGNORECASE)
TIME_FIRST = re.compile(rf"\b{TIME},? ?(?:on )?[-–—|·]? ?(?:{DATE})", re.IGNORECASE)
LABEL = re.compile(
    r"^[\s*#>|·•-]{0,9}(?:date(?:line)?|published|posted|updated|last updated|first published|modified|issued)"
    r"(?: on| at| date)?\b ?[:=|-]? ?(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]* ?)?",
    re.IGNORECASE,
)
WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]* ", re.IGNORECASE)
TITLE_LABEL = re.compile(r"^\s{0,9}(?:title|headline)\s{0,3}[:=]\s{0,3}", re.IGNORECASE)
CAPTION = re.compile(
    r"^(?:file(?: photo)?|photo|picture|image|video|watch|listen|caption)\b ?[:|(-]|^by [^\W\d]|^\W*$",
    re.IGNORECASE,
)
# What a date without a time of day is filled up with; naive, for the text names no zone then.
MIDNIGHT = datetime.min  # noqa: DTZ901 - the text may name a zone, and may not
BESIDE_THE_STORY = frozenset({"note", "share", "more", "newsletter", "advertisement", "stamp"})
# What may stand beside the date in a line of its own: a by-line, a reading time, a place.
BESIDE_WORDS = 8
WORDS_OF_NO_SENTENCE = 2
BESIDE_NOT = re.compile(
    r"photo|file|picture|reuters/|getty|©|copyright|archive|\bsince\b|\buntil\b|@\w", re.IGNORECASE
)


@dataclass(frozen=True)
class Details:
    """What was found, and where: ``title`` empty and ``published_at`` None where the text does not say.

    ``published_at`` is aware where the text names a time zone; ``has_time`` says whether it names a time of day.
    """

    title: str = ""
    published_at: datetime | None = None
    has_time: bool = False


def find_details(text: str) -> Details:
    """The headline and the moment of publication, where they stand in the text. Linear in its length."""
    head = [line.strip() for line in text.lstrip()[:HEAD_CHARACTERS].split("\n")]
    moment = _moment(head, text)
    return Details(_title(head), *moment) if moment else Details(_title(head))


def find_moment(written: str) -> datetime | None:
    """The moment that a few words give, as a cell of a table does; None where they give none, or can be read in two ways.

    Aware where the words name a time zone.
    """
    words = WEEKDAY.sub("", " ".join(written.split()))
    match = MOMENT.fullmatch(words) or TIME_FIRST.fullmatch(words)
    found = _parse(match) if match else None
    return found[0] if found else None


def _title(head: list[str]) -> str:
    """The first line that can be a headline: short, not a sentence, caption or date, and followed by more text."""
    lines = [" ".join(line.split()) for line in head if line]
    passed_over = _beside_the_story("\n".join(lines))
    lines = [line for line in lines if line not in passed_over]
    repeated = {line for line in lines if lines.count(line) > 1}
    for line in lines[:4]:
        label = TITLE_LABEL.match(line)
        if label:
            return line[label.end() :][:HEADLINE_CHARACTERS].strip()
        if CAPTION.match(line) or _is_date_line(line):
            continue
        fits = len(line) <= HEADLINE_CHARACTERS and len(line.split()) >= HEADLINE_WORDS and len(lines) > 1
        return line if fits and (line in repeated or _reads_like_a_headline(line)) else ""
    return ""


def _beside_the_story(text: str) -> set[str]:
    """The lines of corrections, buttons, paths of the site and captions: none of them is a headline."""
    pieces = [piece for piece in residue(text) if piece.kind in BESIDE_THE_STORY]
    return {text[slice(*piece.span)].strip() for piece in pieces}


def _reads_like_a_headline(line: str) -> bool:
    """Whether a line lacks what a paragraph has: a full stop at its end, or several sentences."""
    plain = line.rstrip("\"'”’")
    return not plain.endswith((".", ":", ",", ";")) and ". " not in line and not LABEL.match(line)


def _moment(head: list[str], text: str) -> tuple[datetime, bool] | None:
    """The first moment that the text gives as its own: labelled, or in a line that holds little else."""
    tail = [line.strip() for line in text.rstrip()[-TAIL_CHARACTERS:].split("\n")][1:][-2:]
    lines = [line for line in head if line][:HEAD_LINES]
    for line in lines:
        label = LABEL.match(line)
        found = _read_at(line, label.end()) if label else None
        if found:
            return found
    for line in lines + tail:
        found = _read_line(line)
        if found:
            return found
    return None


def _is_date_line(line: str) -> bool:
    label = LABEL.match(line)
    return _read_line(line) is not None or (label is not None and _read_at(line, label.end()) is not None)


def _read_line(line: str) -> tuple[datetime, bool] | None:
    """The moment in a line that holds little else."""
    if len(line) > DATE_LINE_CHARACTERS or BESIDE_NOT.search(line):
        return None
    match = TIME_FIRST.search(line) or MOMENT.search(line)
    if match is None:
        return None
    beside = f"{line[: match.start()]} {line[match.end() :]}"
    words = [word for word in beside.split() if any(c.isalnum() for c in word)]
    is_sentence = line.endswith(".") and len(words) > WORDS_OF_NO_SENTENCE
    return None if is_sentence or len(words) > BESIDE_WORDS else _parse(match)


def _read_at(line: str, start: int) -> tuple[datetime, bool] | None:
    """The moment that stands right behind a label."""
    match = MOMENT.match(line, start) or TIME_FIRST.match(line, start)
    return _parse(match) if match else None


def _parse(match: re.Match[str]) -> tuple[datetime, bool] | None:
    """The matched words as a moment; None for a date that does not exist or can be read in two ways."""
    found = {name: value for name, value in match.groupdict().items() if value}
    date = next(found[name] for name in ("iso", "month_first", "day_first", "slashed") if name in found)
    slashed = "slashed" in found
    if slashed and _is_ambiguous(date):
        return None
    half = f"{found['half']}m" if "half" in found else ""
    words = [date.replace(" of ", " "), found.get("time", ""), half, found.get("zone", "").upper()]
    day_first = slashed and int(re.split(r"[/.]", date)[0]) > MONTHS
    try:
        moment = parser.parse(
            " ".join(filter(None, words)),
            default=MIDNIGHT,
            tzinfos=ZONES,
            dayfirst=day_first,
        )
        moment.utcoffset()  # an offset of a day or more is found out only here
    except (ValueError, OverflowError):
        return None
    return (moment, "time" in found) if moment.year >= FIRST_YEAR else None


def _is_ambiguous(date: str) -> bool:
    """Whether 09/08/2024 may be September or August; 09/09/2024 and 25/08/2024 are neither."""
    first, second = (int(part) for part in re.split(r"[/.]", date)[:2])
    return first != second and first <= MONTHS and second <= MONTHS
