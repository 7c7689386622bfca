"""python manage.py resolve_name NAME [--context TEXT] [--kind KIND] [--json]: whom a name means, by the production code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from entities.models import Kind
from entities.names_near import Asked
from entities.resolve import Resolution, resolve
from matching.names import normal_form

if TYPE_CHECKING:
    from argparse import ArgumentParser

LONGEST_NAME = 300


class Command(BaseCommand):
    """Resolves one name against the desk's entities and says why."""

    help = (
        "Whom a name means: one entity, none, or several, with the reasons; by the code that reads articles."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The name, what is said close to it, and how to answer."""
        parser.add_argument("name")
        parser.add_argument("--context", default="", help="what a text says close to the name")
        parser.add_argument("--kind", choices=Kind.values, help="the kind of entity that can be meant")
        parser.add_argument("--json", action="store_true", help="the answer as one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints whom the name means."""
        name = " ".join(options["name"].split())
        if not normal_form(name) or len(name) > LONGEST_NAME:
            raise CommandError(f"A name has 1 to {LONGEST_NAME} characters.")
        asked = Asked(name, (options["kind"],) if options["kind"] else (), options["context"])
        found = resolve([asked])[asked]
        self.stdout.write(
            json.dumps(_told(name, found), ensure_ascii=False) if options["json"] else _said(name, found)
        )


def _outcome(found: Resolution) -> str:
    if found.entity is not None:
        return "one"
    return "several" if found.several else "none"


def _told(name: str, found: Resolution) -> dict[str, object]:
    """The answer as data; names and kinds are those the desk shows."""
    candidates = [
        {"name": c.entity.shown.name, "kind": c.entity.shown.kind, **c.told()} for c in found.candidates
    ]
    entity = found.entity
    return {
        "name": name,
        "outcome": _outcome(found),
        "entity": entity and {"id": entity.shown_id, "name": entity.shown.name, "kind": entity.shown.kind},
        "candidates": candidates,
    }


def _said(name: str, found: Resolution) -> str:
    heads = {
        "one": f"“{name}” is {found.entity.shown.name}." if found.entity else "",
        "several": f"“{name}” may be one of these; a person is asked.",
        "none": f"Nobody the desk knows is “{name}”.",
    }
    lines = [heads[_outcome(found)]]
    for each in found.candidates:
        shown = each.entity.shown
        lines.append(f"  {each.probability:4.0%}  {shown.name} ({shown.get_kind_display()}): {each.why}")
    return "\n".join(lines)
