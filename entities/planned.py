"""What becomes of an entry of a list, and the line of the report that says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from matching.phrase import kept

if TYPE_CHECKING:
    from entities.lists.entry import Entry, Held, Named
    from entities.models import Entity


@dataclass
class Planned:
    """What becomes of an entry: ``entity`` is the one it means, None for a new one; ``names``, ``ids`` and ``held`` what
    would be added to it, ``columns`` what of it would be filled in. ``of`` of an affiliation is an entity or another
    entry. ``outcome`` is "new", "more", "same" or "refused".
    """

    entry: Entry
    entity: Entity | None = None
    names: list[Named] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    held: list[tuple[Entity | Planned, Held]] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        """What becomes of it, in one word."""
        if self.entry.problem:
            return "refused"
        if self.entity is None:
            return "new"
        return "more" if self.names or self.ids or self.held or self.columns else "same"

    def told(self) -> dict[str, object]:
        """The line of the report."""
        entry = self.entry
        return {
            "line": entry.line,
            "outcome": self.outcome,
            "name": entry.name,
            "entity": self.entity.pk if self.entity else None,
            "shown": self.entity.name if self.entity else "",
            "names": [named.name for named in self.names],
            "remarks": [_remark(each) for each in ([entry.problem] if entry.problem else entry.remarks)],
        }


def _remark(words: str) -> dict[str, object]:
    return {"text": words, "said": kept(words)}
