"""Statements compared with all earlier ones in the background: which have (nearly) the same words.

A statement without a wording waits. One transaction compares a batch: the fingerprints of its words find the few
wordings that may have them (an index look-up each, however many statements there are), and their words are compared.
One comparer works at a time; running it twice changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models.functions import Length

from entities.any_of import any_of
from entities.hold import hold
from matching.same_words import FEWEST_WORDS, are_same, fingerprints, grams, normal_words
from sources import work
from sources.models import Fingerprint, Statement, Wording
from sources.write_columns import write_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sources.models import Article

TASK = "sources.tasks.compare_statements"
BATCH = 300
BATCHES_A_SWEEP = 20
"""So that a desk with a million statements to compare goes on reading articles meanwhile."""
MOST_WORDINGS = 50
"""Wordings looked at for one fingerprint: a phrase in more of them tells nobody's words from another's."""


def ring_for_article(article: Article) -> None:
    """Rings, after the commit, for comparing an article's statements."""
    work.ring(article, TASK)


def compare_waiting(*, article_id: int | None = None, batches: int | None = None) -> int:
    """Compares every statement that waits (of one article), batch by batch, ``batches`` at most. Returns how many."""
    done = 0
    for _ in count() if batches is None else range(batches):
        n = compare_batch(article_id=article_id)
        done += n
        if n < BATCH:
            break
    return done


@transaction.atomic
def compare_batch(*, article_id: int | None = None) -> int:
    """Gives up to BATCH waiting statements their wordings, all or none of them. Returns how many."""
    hold(["wordings"])
    waiting = Statement.objects.filter(wording=None, struck_at=None)
    if article_id is not None:
        waiting = waiting.filter(article=article_id)
    rows = list(waiting.only("pk", "content").order_by("pk")[:BATCH])
    said = [_Said(row.pk, normal_words(row.content)) for row in rows]
    known = _Known.near(said)
    for each in said:
        known.place(each)
    known.save()
    return len(rows)


@transaction.atomic
def compare_again(*, statement: Statement) -> None:
    """Called in the transaction that strikes a statement: where others were compared with its words, they wait again."""
    hold(["wordings"])
    wordings = Wording.objects.filter(fullest=statement.pk)
    if Statement.objects.filter(wording__in=wordings).exclude(pk=statement.pk).exists():
        Statement.objects.filter(wording__in=wordings).update(wording=None)
        wordings.delete()


@dataclass
class _Said:
    """A statement that is being compared."""

    pk: int
    words: tuple[str, ...]
    hashes: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.hashes = grams(self.words)


@dataclass(eq=False)
class _Group:
    """A wording, stored or new: its fullest words, the statements that join it now, and what to store for it."""

    row: Wording
    words: tuple[str, ...]
    joining: list[int] = field(default_factory=list)
    keys: set[int] = field(default_factory=set)
    grew: bool = False
    absorbed: list[int] = field(default_factory=list)


class _Known:
    """The wordings that may have the words of a batch, found by fingerprint; those that the batch makes among them."""

    def __init__(self) -> None:
        self._by_key: dict[int, dict[_Group, None]] = {}
        self._groups: dict[_Group, None] = {}

    @classmethod
    def near(cls, batch: Sequence[_Said]) -> _Known:
        """Those that share a fingerprint with any statement of the batch: two queries."""
        known = cls()
        pairs = _pairs(sorted({key for said in batch for key in said.hashes}))
        rows = Wording.objects.filter(any_of("pk", {pk for _, pk in pairs})).select_related("fullest")
        groups = {row.pk: _Group(row, normal_words(_fullest(row))) for row in rows}
        known._groups = dict.fromkeys(groups.values())
        for key, pk in pairs:
            known._by_key.setdefault(key, {})[groups[pk]] = None
        return known

    def place(self, said: _Said) -> None:
        """Puts a statement into the wording that has its words, or into a new one; wordings it ties become one."""
        near = dict.fromkeys(group for key in said.hashes for group in self._by_key.get(key, ()))
        same = [group for group in near if group in self._groups and are_same(said.words, group.words)]
        group = same[0] if same else _Group(Wording(fullest_id=said.pk), said.words)
        self._groups[group] = None
        for other in same[1:]:
            self._absorb(group, other)
        group.joining.append(said.pk)
        if len(said.words) > len(group.words):
            group.words, group.row.fullest_id, group.grew = said.words, said.pk, True
        if len(said.words) >= FEWEST_WORDS:
            for key in fingerprints(said.hashes):
                group.keys.add(key)
                self._by_key.setdefault(key, {})[group] = None

    def save(self) -> None:
        """Stores new wordings, fingerprints and the statements' places."""
        groups = list(self._groups)
        write_columns([group.row for group in groups if group.grew and group.row.pk], ["fullest"])
        Wording.objects.bulk_create([group.row for group in groups if group.row.pk is None])
        Fingerprint.objects.bulk_create(
            (Fingerprint(key=key, wording=group.row) for group in groups for key in sorted(group.keys)),
            ignore_conflicts=True,
            batch_size=5_000,
        )
        for group in groups:
            if group.absorbed:
                _move(group.absorbed, group.row)
        joining = [Statement(pk=pk, wording=group.row) for group in groups for pk in group.joining]
        write_columns(joining, ["wording"])

    def _absorb(self, group: _Group, other: _Group) -> None:
        """``other`` goes up in ``group``."""
        group.joining += other.joining
        group.keys |= other.keys
        group.absorbed += other.absorbed
        if other.row.pk is not None:
            group.absorbed.append(other.row.pk)
        if len(other.words) > len(group.words):
            group.words, group.row.fullest_id, group.grew = other.words, other.row.fullest_id, True
        for found in self._by_key.values():
            if other in found:
                found[group] = None
        del self._groups[other]


def _fullest(wording: Wording) -> str:
    """The most of a wording's words. Where the statement that had them is gone, the longest of those that are left."""
    if wording.fullest is None:
        wording.fullest = wording.statements.order_by(Length("content").desc(), "pk").first()
    return wording.fullest.content if wording.fullest else ""


def _pairs(keys: Sequence[int]) -> list[tuple[int, int]]:
    """(fingerprint, wording) for each of the keys, MOST_WORDINGS at most for one key."""
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT k.key, f.wording_id FROM unnest(%s::bigint[]) AS k (key), LATERAL ("
            "SELECT wording_id FROM sources_fingerprint WHERE key = k.key ORDER BY wording_id LIMIT %s) f",
            [list(keys), MOST_WORDINGS],
        )
        return [(key, wording) for key, wording in cursor.fetchall()]


def _move(wordings: Iterable[int], to: Wording) -> None:
    """Statements and fingerprints of wordings that turned out to be ``to``."""
    gone = list(wordings)
    keys = Fingerprint.objects.filter(wording__in=gone).values_list("key", flat=True).distinct()
    Fingerprint.objects.bulk_create(
        (Fingerprint(key=key, wording=to) for key in keys), ignore_conflicts=True, batch_size=5_000
    )
    Statement.objects.filter(wording__in=gone).update(wording=to)
    Wording.objects.filter(pk__in=gone).delete()
