"""Entries that may be one, looked for among many, and the names of the inbox counted; in a transaction rolled back."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection, transaction

from benchmarks.resolving import _World
from entities.create import create_entity
from entities.find_duplicates import find_duplicates, find_new
from entities.models import Alias, Duplicate, Entity, Kind
from sources.ask import count_all
from sources.models import AskedName, Mention

if TYPE_CHECKING:
    from collections.abc import Callable

TWINS = 200
"""Entries made once more under another spelling, so that something is there to be found."""
SPELLINGS = (("k", "q"), ("a", "aa"), ("i", "y"), ("sh", "ch"), ("v", "w"), ("u", "oo"))


def measure(entities: int, mentions: int, *, seed: int) -> dict[str, object]:
    """Seconds of looking through all, of looking at one new name, and of counting the inbox; how many twins were found."""
    call_command("migrate", verbosity=0)
    chance = random.Random(seed)
    world = _World(chance)
    found: dict[str, object] = {}
    with transaction.atomic():
        world.make(entities, mentions)
        people = list(Entity.objects.filter(kind=Kind.PERSON).order_by("pk")[: TWINS * 4])
        twins = {
            frozenset((each.pk, create_entity(name=_otherwise(each.name, chance), kind=each.kind).pk))
            for each in chance.sample(people, min(TWINS, len(people)))
        }
        with connection.cursor() as cursor:
            cursor.execute("analyze")
        found["made"] = (
            f"{Entity.objects.count():,} entities, {Alias.objects.count():,} names, {Mention.objects.count():,} mentions"
        )
        found["looking through all"] = _timed(find_duplicates)
        pairs = {frozenset(pair) for pair in Duplicate.objects.values_list("one", "other")}
        found["pairs proposed"] = len(pairs)
        found["twins found"] = f"{len(twins & pairs)} of {len(twins)}"
        create_entity(name="Wilhelmina Ostrander", kind=Kind.PERSON)
        found["looking at one new name"] = _timed(find_new)
        found["counting the inbox"] = _timed(count_all)
        found["names asked about"] = AskedName.objects.count()
        transaction.set_rollback(True)
    return found


def _otherwise(name: str, chance: random.Random) -> str:
    """The name in another spelling, in one place of its last word."""
    head, _, last = name.rpartition(" ")
    there = [(a, b) for a, b in SPELLINGS if a in last.lower()] or [(last[-1], last[-1] * 2)]
    a, b = chance.choice(there)
    return f"{head} {last.lower().replace(a, b, 1).title()}".strip()


def _timed(do: Callable[[], object]) -> str:
    wall, cpu = time.perf_counter(), time.process_time()
    do()
    return f"{time.perf_counter() - wall:.1f} s, {time.process_time() - cpu:.1f} s CPU of this process"
