"""Sheets of made-up articles, good and bad."""

import csv
import io
import json

WORDS = [
    "harbour",
    "storm",
    "crane",
    "quay",
    "ferry",
    "mayor",
    "wind",
    "bridge",
    "council",
    "clinic",
    "union",
    "lorry",
]


def words(number: int) -> str:
    """A text like no other one's."""
    picked = " ".join(WORDS[(number * step + step) % len(WORDS)] for step in range(1, 12))
    return f"Report {number} from the port. “The {picked},” Ana Ruiz said on day {number}. Nobody was hurt."


def good(number: int) -> dict[str, str]:
    """A row that can be added."""
    return {
        "outlet": f"Harbour Wire {number % 3}",
        "title": f"Report {number}",
        "text": words(number),
        "url": f"https://wire{number % 3}.example/{number}",
        "published": f"2024-09-{number % 28 + 1:02}",
    }


BAD = [
    ({"text": ""}, "This row has no text"),
    ({"outlet": ""}, "This row names no outlet"),
    ({"url": "wire.example/1"}, "not a web address"),
    ({"published": "09/08/2024"}, "no day that can be read in one way only"),
    ({"published": "soon"}, "no day that can be read in one way only"),
    ({"text": "1234 5678"}, "There are no words in this text."),
    ({"title": "x" * 501}, "The title has 501 characters"),
    ({"outlet": "x" * 301}, "at most 300 characters"),
    ({"text": words(0), "outlet": "Harbour Wire 0", "url": ""}, "The same text stands in line 2"),
    ({"url": "https://wire0.example/0"}, "The same address stands in line 2"),
]
"""What is changed in a row to make it a bad one, and what is said of it then."""


def sheet(rows: int, bad: int) -> tuple[list[dict[str, str]], dict[int, str]]:
    """So many rows, of which some are bad, evenly among them; and by line of the CSV what is wrong with those."""
    every, wrong = rows // bad, {}
    made = [good(number) for number in range(rows)]
    for n in range(bad):
        changed, why = BAD[n % len(BAD)]
        number = (n + 1) * every - 1
        made[number] |= changed
        wrong[number + 2] = why
    return made, wrong


def as_csv(rows: list[dict[str, str]]) -> bytes:
    """The rows as CSV."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["outlet", "title", "text", "url", "published"])
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def as_json_lines(rows: list[dict[str, str]]) -> bytes:
    """The rows as JSON Lines."""
    return "\n".join(map(json.dumps, rows)).encode()
