"""A list held against the desk: what each of its entries would change, decided in a constant number of queries."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Coalesce

from entities.lists.entry import LONGEST, Entry, Held, Named
from entities.lists.table import read_csv, read_json_lines
from entities.lists.wikidata import read_wikidata
from entities.lookup import KEPT_APART
from entities.models import WIKIDATA, Affiliation, Alias, Entity, ExternalId, Form, Kind, ListForm, NameList
from entities.said import label_said
from matching.names import normal_form
from matching.phrase import kept, say, say_all, say_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

READERS = {ListForm.CSV: read_csv, ListForm.JSON_LINES: read_json_lines, ListForm.WIKIDATA: read_wikidata}
SCHEME, VALUE, ITEM = re.compile(r"[a-z0-9-]{1,40}"), re.compile(r".{1,200}"), re.compile(r"Q[1-9]\d{0,18}")
BODIES = frozenset({Kind.ORGANISATION, Kind.STATE, Kind.PLACE, Kind.OUTLET})
Id = tuple[str, str]


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


def hold_against_desk(brought: NameList) -> list[Planned]:
    """What each entry of a list would change now. Raises ``lists.entry.Unreadable``."""
    entries = READERS[ListForm(brought.form)](brought.text)
    for entry in entries:
        _check(entry, kind=brought.kind)
    plan = [Planned(entry) for entry in entries]
    taken = [planned for planned in plan if not planned.entry.problem]
    _Desk(taken).settle()
    return plan


def _check(entry: Entry, *, kind: str) -> None:
    entry.name = " ".join(entry.name.split())
    entry.kind = entry.kind or kind
    entry.ids = {
        scheme.strip().lower(): value.strip() for scheme, value in entry.ids.items() if value.strip()
    }
    if WIKIDATA in entry.ids:
        entry.ids[WIKIDATA] = entry.ids[WIKIDATA].rstrip("/").rsplit("/", 1)[-1].upper()
    entry.description = " ".join(entry.description.split())[:LONGEST]
    names = (Named(" ".join(n.name.split())[:LONGEST], n.form, n.source[:200]) for n in entry.names)
    entry.names = [named for named in names if normal_form(named.name)]
    entry.problem = entry.problem or next(_faults(entry), "")


def _faults(entry: Entry) -> Iterator[str]:
    """What is wrong with an entry, so that it cannot be taken."""
    if not normal_form(entry.name):
        yield say("It has no name.")
    if len(entry.name) > LONGEST:
        yield say("A name has at most %(most)s characters.", most=LONGEST)
    if not entry.kind and entry.pk is None:
        yield say("It has no kind. Say above what those without one are, or name its kind.")
    if entry.kind and entry.kind not in Kind.values:
        yield say(
            "“%(kind)s” is not a kind of entity (%(kinds)s).", kind=entry.kind, kinds=", ".join(Kind.values)
        )
    yield from (
        say("“%(form)s” is no form of name (%(forms)s).", form=named.form, forms=", ".join(Form.values))
        for named in entry.names
        if named.form not in Form.values
    )
    for scheme, value in entry.ids.items():
        shape = ITEM if scheme == WIKIDATA else VALUE
        if not SCHEME.fullmatch(scheme) or not shape.fullmatch(value):
            yield say("“%(id)s” is no id of a register.", id=f"{scheme} {value}")
    yield from (
        say("%(what)s ends before it begins.", what=say_first(_what(held)))
        for held in entry.held
        if held.since and held.until and held.until < held.since
    )


class _Desk:
    """What the desk knows that the entries may mean, asked for once for all of them."""

    def __init__(self, plan: list[Planned]) -> None:
        self.plan = plan
        ids = {pair for planned in plan for pair in planned.entry.ids.items()}
        ids |= {pair for planned in plan for held in planned.entry.held if (pair := _as_id(held.of))}
        rows = ExternalId.objects.filter(
            scheme__in={scheme for scheme, _ in ids}, value__in={value for _, value in ids}
        )
        self.by_id: dict[Id, Entity] = {
            (row.scheme, row.value): row.entity.shown for row in rows.select_related("entity__canonical")
        }
        keys = {normal_form(planned.entry.name) for planned in plan}
        keys |= {
            normal_form(held.of) for planned in plan for held in planned.entry.held if not _as_id(held.of)
        }
        aliases = Alias.objects.filter(key__in=keys).exclude(entity__kind__in=KEPT_APART)
        self.by_key: dict[str, dict[int, Entity]] = defaultdict(dict)
        for alias in aliases.select_related("entity__canonical").order_by("entity_id"):
            self.by_key[alias.key].setdefault(alias.entity.shown_id, alias.entity.shown)
        pks = {planned.entry.pk for planned in plan if planned.entry.pk is not None}
        found = Entity.objects.filter(pk__in=pks).select_related("canonical")
        self.by_pk = {row.pk: row.shown for row in found}
        self._read_what_is_known()

    def _read_what_is_known(self) -> None:
        shown = {entity.pk for found in self.by_key.values() for entity in found.values()}
        shown |= {entity.pk for entity in (*self.by_id.values(), *self.by_pk.values())}
        own = Q(entity__in=shown) | Q(entity__canonical__in=shown)
        root = Coalesce("entity__canonical", "entity")
        self.names: dict[int, set[str]] = defaultdict(set)
        for pk, name in Alias.objects.filter(own).annotate(root=root).values_list("root", "name"):
            self.names[pk].add(name)
        self.ids: dict[int, dict[str, str]] = defaultdict(dict)
        for pk, scheme, value in (
            ExternalId.objects.filter(own).annotate(root=root).values_list("root", "scheme", "value")
        ):
            self.ids[pk][scheme] = value
        rows = Affiliation.objects.filter(own).annotate(root=root, body=Coalesce("of__canonical", "of"))
        self.held = set(rows.values_list("root", "body", "role", "since"))

    def settle(self) -> None:
        """Decides what every entry means and changes; an entry that another of the list repeats is refused."""
        first: dict[object, Planned] = {}
        for planned in self.plan:
            entry = planned.entry
            planned.entity = self._meant(entry)
            if entry.problem:
                continue
            marks: list[object] = [*entry.ids.items()] or [(entry.kind, normal_form(entry.name))]
            if planned.entity is not None:
                marks.append(planned.entity.pk)
            twin = next((first[mark] for mark in marks if mark in first), None)
            if twin is not None:
                entry.problem = say("Line %(line)s means the same entry.", line=twin.entry.line)
                continue
            first.update(dict.fromkeys(marks, planned))
            self._add(planned)
        standing = [planned for planned in self.plan if not planned.entry.problem]
        named: dict[object, list[Planned]] = defaultdict(list)
        for planned in standing:
            named[normal_form(planned.entry.name)].append(planned)
            for pair in planned.entry.ids.items():
                named[pair].append(planned)
        for planned in standing:
            self._hold(planned, named)

    def _meant(self, entry: Entry) -> Entity | None:
        if entry.pk is not None:
            if entry.pk not in self.by_pk:
                entry.problem = say("No entry has the number %(number)s.", number=entry.pk)
            return self.by_pk.get(entry.pk)
        found = {entity.pk: entity for pair in entry.ids.items() if (entity := self.by_id.get(pair))}
        if len(found) > 1:
            entry.problem = say("Its ids are those of several: %(entries)s.", entries=_list(found.values()))
        if found:
            return next(iter(found.values()))
        same = [
            entity for entity in self.by_key.get(normal_form(entry.name), {}).values()
            if (entity.kind == entry.kind or {entity.kind, entry.kind} <= BODIES) and self._fits(entity, entry)
        ]  # fmt: skip
        if len(same) > 1:
            entry.problem = say("Several go by this name: %(entries)s. Give its id.", entries=_list(same))
        return same[0] if same else None

    def _fits(self, entity: Entity, entry: Entry) -> bool:
        return all(self.ids[entity.pk].get(scheme, value) == value for scheme, value in entry.ids.items())

    def _add(self, planned: Planned) -> None:
        entry, entity = planned.entry, planned.entity
        known = self.names[entity.pk] if entity else {entry.name}
        names = {named.name: named for named in [Named(entry.name), *entry.names] if named.name not in known}
        planned.names = list(names.values())
        for scheme, value in entry.ids.items():
            before = self.ids[entity.pk].get(scheme) if entity else None
            if before is None:
                planned.ids[scheme] = value
            elif before != value:
                entry.remarks.append(
                    say(
                        "its %(scheme)s %(value)s is left out: it has %(before)s",
                        scheme=scheme,
                        value=value,
                        before=before,
                    )
                )
        if entity is not None:
            for column in ("description", "notes"):
                written = getattr(entry, column)
                if written and not getattr(entity, column):
                    planned.columns[column] = written

    def _hold(self, planned: Planned, named: dict[object, list[Planned]]) -> None:
        entry = planned.entry
        for held in entry.held:
            pair = _as_id(held.of)
            of: list[Entity | Planned] = list(named.get(pair or normal_form(held.of), ()))
            if not of:
                of = (
                    [self.by_id[pair]]
                    if pair in self.by_id
                    else []
                    if pair
                    else [*self.by_key.get(normal_form(held.of), {}).values()]
                )
            if len(of) != 1:
                entry.remarks.append(
                    say("%(what)s is left out: several go by this name", what=_what(held))
                    if of
                    else say(
                        "%(what)s is left out: nobody on the desk or in the list is that", what=_what(held)
                    )
                )
                continue
            body = of[0].entity if isinstance(of[0], Planned) else of[0]
            if of[0] is planned or (
                body is not None and planned.entity is not None and body.pk == planned.entity.pk
            ):
                entry.remarks.append(say("%(what)s is left out: it is itself", what=_what(held)))
                continue
            role = " ".join(held.role.split())[:200]
            there = (
                planned.entity is not None
                and body is not None
                and (planned.entity.pk, body.pk, role, held.since) in self.held
            )
            twice = any(
                one[0] is of[0] and (one[1].role, one[1].since) == (role, held.since) for one in planned.held
            )
            if not there and not twice:
                planned.held.append((of[0], Held(held.of, role, held.since, held.until)))


def _as_id(of: str) -> Id | None:
    scheme, _, value = of.partition(" ")
    return (scheme, value) if scheme == WIKIDATA and ITEM.fullmatch(value) else None


def _what(held: Held) -> str:
    """An affiliation in words: "deputy of Harbour Board"."""
    if held.role:
        return say("%(role)s of %(of)s", role=held.role, of=held.of)
    return say("affiliation of %(of)s", of=held.of)


def _list(entities: Iterable[Entity]) -> str:
    return say_all(
        (
            say(
                "%(name)s (%(kind)s, number %(number)s)",
                name=each.name,
                kind=label_said(Kind(each.kind).label),
                number=each.pk,
            )
            for each in entities
        ),
        by="; ",
    )


def _remark(words: str) -> dict[str, object]:
    return {"text": words, "said": kept(words)}
