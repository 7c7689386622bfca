"""manage.py rank_claims: ranks claims for statements by the code that production runs, without touching the desk."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.find.rank import Ranked, rank_each
from claims.find.scratch import load_claims, scratch_tables
from matching.features import Said
from matching.names import speaker_terms

STANCE_LABELS = {"supports": "supports", "denies": "denies", "context": "reports"}
"""What the stances are called in ranked files: "context" is "reports" there."""
MOST_COMPLAINTS = 10
AT_ONCE = 25
"""Statements that are ranked together, as production does; each as if it were alone."""


class _Unusable(Exception):
    """What is wrong with a line, in words."""


class Command(BaseCommand):
    """Reads claims and statements, writes one line a statement."""

    help = (
        "Ranks claims for each statement by the code that production runs. CLAIMS: {id, text} a line, optionally title, "
        "speaker, date; STATEMENTS: {id, text}, optionally speaker, context. Writes one line a statement: {statement, "
        "ranked: [{claim, probability, stance, stance_probability, prefilled, shown, reasons}]}, best first. The stance "
        "“context” is called “reports”. The desk's own claims and statements are neither read nor changed."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Adds the two files."""
        parser.add_argument("--claims", type=Path, required=True, help="claims, one JSON object a line")
        parser.add_argument(
            "--statements", type=Path, required=True, help="statements, one JSON object a line"
        )
        parser.add_argument(
            "--text-alone", action="store_true", help="as if the files had no speakers and no contexts"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Ranks and prints; exit code 1, and nothing printed, where a line cannot be used."""
        claims = _read(options["claims"], optional=("title", "speaker", "date"))
        statements = _read(options["statements"], optional=("speaker", "context"))
        if options["text_alone"]:
            for row in (*claims, *statements):
                row.update(speaker="", context="")
        with scratch_tables():
            load_claims(
                (n, row["text"], row["title"], speaker_terms(row["speaker"]))
                for n, row in enumerate(claims, start=1)
            )
            for start in range(0, len(statements), AT_ONCE):
                some = statements[start : start + AT_ONCE]
                for row, ranked in zip(some, rank_each([_said(row) for row in some]), strict=True):
                    best = [_line(r, claims[r.claim_id - 1]["id"]) for r in ranked]
                    self.stdout.write(
                        json.dumps({"statement": row["id"], "ranked": best}, ensure_ascii=False)
                    )


def _said(row: Mapping[str, str]) -> Said:
    return Said(text=row["text"], speaker=row["speaker"], context=row["context"])


def _line(ranked: Ranked, claim: object) -> dict[str, Any]:
    return {
        "claim": claim,
        "probability": round(ranked.probability, 6),
        "stance": STANCE_LABELS[ranked.stance],
        "stance_probability": round(ranked.stance_probability, 4),
        "prefilled": STANCE_LABELS[ranked.guess.prefilled],
        "shown": ranked.shown,
        "reasons": [reason["text"] for reason in ranked.reasons] if ranked.shown else [],
    }


def _read(path: str | Path, *, optional: Sequence[str]) -> list[dict[str, Any]]:
    """The objects of a file, absent optional texts as empty. Raises CommandError that names every line at fault."""
    try:
        lines = Path(path).read_bytes().decode("utf-8-sig").split("\n")
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8 from byte {error.start + 1:,} on.") from error
    rows: list[dict[str, Any]] = []
    seen: set[object] = set()
    complaints: list[str] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                rows.append(_row(line, optional, seen))
            except _Unusable as error:
                complaints.append(f"line {number}: {error}")
    if complaints:
        more = (
            f"; and {len(complaints) - MOST_COMPLAINTS:,} more" if len(complaints) > MOST_COMPLAINTS else ""
        )
        raise CommandError(f"{path} cannot be used: {'; '.join(complaints[:MOST_COMPLAINTS])}{more}.")
    return rows


def _row(line: str, optional: Sequence[str], seen: set[object]) -> dict[str, Any]:
    """One line's object. Raises _Unusable saying what is wrong with it."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise _Unusable(f"not JSON ({error})") from None
    if not isinstance(row, Mapping):
        raise _Unusable("not a JSON object")
    if not (isinstance(row.get("id"), int) or _is_text(row.get("id"))):
        raise _Unusable("no “id”")
    if row["id"] in seen:
        raise _Unusable(f"the id {row['id']!r} a second time")
    if not _is_text(row.get("text")) or not row["text"].strip():
        raise _Unusable("no “text”")
    for name in optional:
        if not (row.get(name) is None or _is_text(row[name])):
            raise _Unusable(f"“{name}” is not text")
    seen.add(row["id"])
    return {"id": row["id"]} | {
        name: (row.get(name) or "").replace("\x00", " ") for name in ("text", *optional)
    }


def _is_text(value: object) -> bool:
    """Whether this is text that can be stored: half a surrogate pair cannot."""
    try:
        return isinstance(value, str) and value.encode() is not None
    except UnicodeEncodeError:
        return False
