"""Entities that may be one, found in the background: by their names, with what is said of each as evidence."""

from __future__ import annotations

import time
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.db.models.functions import Coalesce

from entities.hold import hold
from entities.lookup import KEPT_APART
from entities.models import (
    Affiliation,
    Alias,
    Duplicate,
    DuplicateSearch,
    Entity,
    ExternalId,
    Kind,
    NotTheSame,
)
from matching.names.compare import compare
from matching.phrase import kept

if TYPE_CHECKING:
    from matching.names.finding import Likeness

POSSIBLE = 0.5
"""The probability from which two are proposed."""
MOST_IN_BLOCK = 40
"""Names found under one key: more of them share a surname, and nothing that tells."""
MOST_NAMES = 12
"""Names of one entity that are held against another's: it may have a hundred, in every script."""
MOST = 5_000
# A person is never an organisation; but what a reader calls a state may be its ministry, or a place.
BODIES = frozenset({Kind.ORGANISATION, Kind.STATE, Kind.PLACE, Kind.OUTLET})


@dataclass
class _Known:
    """A standing entity: its kind, its names, what is said of it, and its numbers in other registers."""

    pk: int
    kind: str
    about: str
    names: list[str] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)


def find_duplicates(*, since: int = 0) -> int:
    """Proposes the pairs of standing entities that may be one, but for those that a person said are not; with ``since``
    only pairs in which one has a name newer than that alias. Returns how many are proposed then.
    """
    start = time.monotonic()
    known = _known()
    blocks, newest = _blocks(known, since=since)
    apart = _kept_apart()
    found = []
    for one, other in sorted(_pairs(blocks, since=since)):
        if (one, other) in apart or not _may_be_one(known[one], known[other]):
            continue
        likeness = _likeness(known[one], known[other])
        if likeness.probability >= POSSIBLE:
            found.append(
                Duplicate(
                    one_id=one,
                    other_id=other,
                    probability=likeness.probability,
                    why=likeness.why[:500],
                    said=kept(likeness.said),
                )
            )
    search = DuplicateSearch(pk=1, newest=newest, entities=len(known), seconds=time.monotonic() - start)
    _store(sorted(found, key=lambda pair: -pair.probability)[:MOST], search, all_anew=since == 0)
    return Duplicate.objects.count()


def find_new() -> int:
    """Holds the names that came since the last search against all others. Returns how many pairs are proposed then."""
    last = DuplicateSearch.objects.filter(pk=1).first()
    newest = Alias.objects.aggregate(newest=Max("pk"))["newest"] or 0
    if last is not None and newest <= last.newest:
        return Duplicate.objects.count()
    return find_duplicates(since=last.newest if last else 0)


@transaction.atomic
def _store(found: list[Duplicate], search: DuplicateSearch, *, all_anew: bool) -> None:
    """In one go. What went since the search began (with the demo, say) is left out."""
    hold(["duplicates"])
    there = set(
        Entity.objects.filter(pk__in={pk for row in found for pk in (row.one_id, row.other_id)}).values_list(
            "pk", flat=True
        )
    )
    rows = [row for row in found if {row.one_id, row.other_id} <= there]
    if all_anew:
        Duplicate.objects.all().delete()
    Duplicate.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["one", "other"],
        update_fields=["probability", "why", "said"],
        batch_size=1000,
    )
    search.save()


def _known() -> dict[int, _Known]:
    rows = Entity.objects.standing().exclude(kind__in=KEPT_APART)
    known = {pk: _Known(pk, kind, about) for pk, kind, about in rows.values_list("pk", "kind", "description")}
    shown = Coalesce("entity__canonical", "entity")
    held = Affiliation.objects.annotate(shown=shown).values_list("shown", "role", "of__name")
    for pk, role, of in held.order_by("pk"):
        if pk in known:
            known[pk].about = f"{known[pk].about}; {role} of {of}".lstrip("; ")
    for pk, scheme, value in ExternalId.objects.annotate(shown=shown).values_list("shown", "scheme", "value"):
        if pk in known:
            known[pk].ids[scheme] = value
    return known


def _blocks(known: dict[int, _Known], *, since: int) -> tuple[dict[str, dict[int, bool]], int]:
    """By key, the entities that have a name under it, and whether that name is new; and the newest of all names."""
    newest = 0
    blocks: dict[str, dict[int, bool]] = defaultdict(dict)
    shown = Coalesce("entity__canonical", "entity")
    rows = Alias.objects.annotate(shown=shown).order_by("pk").values_list("pk", "shown", "name", "blocks")
    for pk, entity, name, keys in rows.iterator(chunk_size=5_000):
        newest = pk
        if entity not in known:
            continue
        known[entity].names.append(name)
        for key in keys:
            blocks[key][entity] = blocks[key].get(entity, False) or pk > since
    return blocks, newest


def _pairs(blocks: dict[str, dict[int, bool]], *, since: int) -> set[tuple[int, int]]:
    pairs: set[tuple[int, int]] = set()
    for entities in blocks.values():
        if 1 < len(entities) <= MOST_IN_BLOCK and (since == 0 or any(entities.values())):
            two = combinations(sorted(entities), 2)
            pairs.update(two if since == 0 else ((a, b) for a, b in two if entities[a] or entities[b]))
    return pairs


def _may_be_one(one: _Known, other: _Known) -> bool:
    if one.kind != other.kind and not {one.kind, other.kind} <= BODIES:
        return False
    return all(other.ids.get(scheme, value) == value for scheme, value in one.ids.items())


def _likeness(one: _Known, other: _Known) -> Likeness:
    """That of the two names most alike."""
    return max(
        (
            compare(mine, theirs, one.about, other.about)
            for mine in one.names[:MOST_NAMES]
            for theirs in other.names[:MOST_NAMES]
        ),
        key=lambda likeness: likeness.probability,
    )


def _kept_apart() -> set[tuple[int, int]]:
    """The pairs that a person said are two, as they are shown now."""
    rows = NotTheSame.objects.annotate(
        a=Coalesce("one__canonical", "one"), b=Coalesce("other__canonical", "other")
    )
    return {(min(pair), max(pair)) for pair in rows.values_list("a", "b")}
