"""A list held against the desk: what each of its entries would change, decided in a constant number of queries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Coalesce

from entities.check_entry import ITEM, check_entry, held_in_words
from entities.lists.entry import Entry, Held, Named
from entities.lists.table import read_csv, read_json_lines
from entities.lists.wikidata import read_wikidata
from entities.lookup import KEPT_APART
from entities.models import WIKIDATA, Affiliation, Alias, Entity, ExternalId, Kind, ListForm, NameList
from entities.planned import Planned
from entities.said import label_said
from matching.names import normal_form
from matching.phrase import say, say_all

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

READERS = {ListForm.CSV: read_csv, ListForm.JSON_LINES: read_json_lines, ListForm.WIKIDATA: read_wikidata}
BODIES = frozenset({Kind.ORGANISATION, Kind.STATE, Kind.PLACE, Kind.OUTLET})
Id = tuple[str, str]


def hold_against_desk(brought: NameList) -> list[Planned]:
    """What each entry of a list would change now. Raises ``lists.entry.Unreadable``."""
    entries = READERS[ListForm(brought.form)](brought.text)
    for entry in entries:
        check_entry(entry, kind=brought.kind)
    plan = [Planned(entry) for entry in entries]
    taken = [planned for planned in plan if not planned.entry.problem]
    _Desk(taken).settle()
    return plan


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

    def _hold(self, planned: Planned, named: Mapping[object, list[Planned]]) -> None:
        """Adds the affiliations of an entry whose bodies are told, and are not there yet."""
        for held in planned.entry.held:
            bodies = self._bodies(held, named)
            if len(bodies) != 1:
                why = (
                    say("%(what)s is left out: several go by this name", what=held_in_words(held))
                    if bodies
                    else say(
                        "%(what)s is left out: nobody on the desk or in the list is that",
                        what=held_in_words(held),
                    )
                )
                planned.entry.remarks.append(why)
            elif _is_itself(planned, bodies[0]):
                planned.entry.remarks.append(
                    say("%(what)s is left out: it is itself", what=held_in_words(held))
                )
            else:
                self._hold_of(planned, bodies[0], held)

    def _bodies(self, held: Held, named: Mapping[object, list[Planned]]) -> list[Entity | Planned]:
        """Whom an affiliation may be of: entries of the list go before the desk's."""
        pair = _as_id(held.of)
        listed: list[Entity | Planned] = list(named.get(pair or normal_form(held.of), ()))
        if listed:
            return listed
        if pair:
            return [self.by_id[pair]] if pair in self.by_id else []
        return list(self.by_key.get(normal_form(held.of), {}).values())

    def _hold_of(self, planned: Planned, of: Entity | Planned, held: Held) -> None:
        role = " ".join(held.role.split())[:200]
        body = _entity(of)
        there = (
            planned.entity is not None
            and body is not None
            and (planned.entity.pk, body.pk, role, held.since) in self.held
        )
        twice = any(
            other is of and (one.role, one.since) == (role, held.since) for other, one in planned.held
        )
        if not there and not twice:
            planned.held.append((of, Held(held.of, role, held.since, held.until)))


def _entity(of: Entity | Planned) -> Entity | None:
    """Who of the desk it is; None for a new one."""
    return of.entity if isinstance(of, Planned) else of


def _is_itself(planned: Planned, of: Entity | Planned) -> bool:
    body = _entity(of)
    return of is planned or (body is not None and planned.entity is not None and body.pk == planned.entity.pk)


def _as_id(of: str) -> Id | None:
    scheme, _, value = of.partition(" ")
    return (scheme, value) if scheme == WIKIDATA and ITEM.fullmatch(value) else None


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
