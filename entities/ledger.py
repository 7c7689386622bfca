"""Writing into the ledger what a person does, and what it takes to take that back.

    words = say("gave %(entity)s the name “%(name)s”", entity=entity, name=name)
    with act("alias.add", by=by, words=words, about=[entity]) as done:
        done.made(Alias.objects.create(entity=entity, name=name))

Acts inside an act are parts of it, so a batch is an act around the acts of its items.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pghistory
from django.db import transaction
from django.db.models import Model, QuerySet

from entities.images import Image, changed, images
from entities.images import label as label_of
from entities.models import Act, ActRow
from matching.phrase import kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.contrib.auth.models import AbstractBaseUser

LONGEST_WORDS = 500
BATCH = 1000
# Rows are given one by one, as lists, or as querysets.
Rows = Model | QuerySet[Model]
_around: ContextVar[Act | None] = ContextVar("act_around", default=None)
# What is to be done when the outermost act ends: by key, what does it, and everything it is to be done with.
Ends = dict[tuple[str, int], tuple["Callable[[int, list[Any]], object]", list[Any]]]
_ends: ContextVar[Ends | None] = ContextVar("act_ends", default=None)


@dataclass(frozen=True)
class Kind:
    """A kind of act: its name, what to call it in a list, who may take it back, and what follows from that.

    All three are called in the transaction that takes ``act`` back, and may raise Refused: ``check(act)`` before;
    ``settle(act, undoing)`` when its rows stand as they did, for facts to be written and columns that are derived;
    ``invert(act, undoing)`` in place of bringing the rows back by their columns, where that is not enough. ``own``: it
    is nobody's business but that of who did it, and nobody else takes it back.
    """

    name: str
    label: str
    permission: str
    settle: Callable[[Act, Act], object] | None = None
    check: Callable[[Act], object] | None = None
    invert: Callable[[Act, Act], object] | None = None
    own: bool = False


KINDS: dict[str, Kind] = {}
# Tables whose rows have a page of their own, by label, and the name of its address.
PAGES: dict[str, str] = {}


def register(
    name: str,
    *,
    label: str,
    permission: str,
    settle: Callable[[Act, Act], object] | None = None,
    check: Callable[[Act], object] | None = None,
    invert: Callable[[Act, Act], object] | None = None,
    own: bool = False,
) -> str:
    """Makes a kind of act known, where its use case stands; an act of an unknown kind cannot be taken back."""
    KINDS[name] = Kind(name, label, permission, settle, check, invert, own)
    return name


def show_at(model: type[Model], page: str) -> None:
    """Says that rows of this table have pages, whose address goes by the name ``page`` and takes the id."""
    PAGES[label_of(model)] = page


@dataclass
class Doing:
    """An act while it is done: says which rows it changes."""

    act: Act
    _before: dict[type[Model], dict[int, Image]] = field(default_factory=dict)
    _made: dict[type[Model], list[int]] = field(default_factory=dict)
    _marks: dict[tuple[str, int], tuple[Image, Image]] = field(default_factory=dict)

    def watch(self, *rows: Rows | Iterable[Model]) -> None:
        """Rows that the act is about to change or remove: held until the transaction ends, and kept as they are."""
        for model, ids in _by_model(rows).items():
            known = self._before.setdefault(model, {})
            known |= images(model, sorted(set(ids) - set(known)), lock=True)

    def made(self, *rows: Rows | Iterable[Model]) -> None:
        """Rows that the act made."""
        for model, ids in _by_model(rows).items():
            self._made.setdefault(model, []).extend(ids)

    def about(self, *rows: Rows | Iterable[Model]) -> None:
        """Rows that the act is about without changing them: their pages and the ledger's filters find it."""
        for model, ids in _by_model(rows).items():
            for pk in ids:
                self._marks.setdefault((label_of(model), pk), ({}, {}))

    def turn(self, row: Model, place: str, before: object, after: object) -> None:
        """Says that the act holds a ``place`` of a row from now on, which another held ``before``; it may hold several."""
        was, is_now = self._marks.get((label_of(type(row)), row.pk), ({}, {}))
        places = {**was, f"@{place}": before}, {**is_now, f"@{place}": after}
        self._marks[label_of(type(row)), row.pk] = places

    def write(self) -> None:
        """Keeps what has become of the rows. An act that changed nothing is none, and goes."""
        rows = self._rows()
        ActRow.objects.bulk_create(rows, batch_size=BATCH)
        if not self.act.rows.exclude(before={}, after={}).exists() and not self.act.parts.exists():
            self.act.delete()

    def _rows(self) -> list[ActRow]:
        found: dict[tuple[str, int], tuple[Image | None, Image | None]] = dict(self._marks)
        for model, known in self._before.items():
            now = images(model, known)
            for pk, before in known.items():
                key = label_of(model), pk
                if pk not in now:
                    found[key] = before, None
                    continue
                marks = self._marks.get(key, ({}, {}))
                was, is_now = changed(model, before, now[pk])
                if was or key in self._marks:
                    found[key] = was | marks[0], is_now | marks[1]
        for model, ids in self._made.items():
            found |= {(label_of(model), pk): (None, image) for pk, image in images(model, ids).items()}
        return [
            ActRow(act=self.act, model=model, row=pk, before=before, after=after)
            for (model, pk), (before, after) in found.items()
        ]


@contextmanager
def act(
    kind: str,
    *,
    by: AbstractBaseUser,
    words: str,
    about: Iterable[Model] = (),
    watch: Iterable[Rows] = (),
    undoes: Act | None = None,
    part_of: Act | None = None,
) -> Iterator[Doing]:
    """One act by a person, in one transaction: everything inside, with its line in the ledger, or nothing.

    ``words`` say what the person does, to stand after their name; of those that know what they are made of
    (matching/phrase.py) that is kept too, to be said in the language of whoever reads them. ``part_of`` is an earlier act that this one goes on
    with, as the background does; hold something that whoever takes that back holds too.
    """
    with transaction.atomic():
        row = Act.objects.create(
            kind=kind,
            words=words if len(words) <= LONGEST_WORDS else f"{words[: LONGEST_WORDS - 1]}…",
            said=kept(words),
            by_id=by.pk,
            part_of=part_of or _around.get(),
            undoes=undoes,
            is_undoing=undoes is not None and not undoes.is_undoing,
        )
        doing = Doing(row)
        doing.about(*about)
        doing.watch(*watch)
        outermost = _ends.get() is None
        token, ends = _around.set(row), _ends.set({} if outermost else _ends.get())
        try:
            with pghistory.context(user=by.pk, act=row.pk):
                yield doing
                if outermost:
                    _end()
        finally:
            _around.reset(token)
            _ends.reset(ends)
        doing.write()


def at_end(what: str, row: int, do: Callable[[int, list[Any]], object], item: Any) -> None:
    """Has ``do(row, items)`` called once with all the items given for this row, when the outermost act ends and in its
    transaction; at once where nothing is being done. So a batch does once what each of its parts asks for.
    """
    ends = _ends.get()
    if ends is None:
        do(row, [item])
    else:
        ends.setdefault((what, row), (do, []))[1].append(item)


def _end() -> None:
    """In the order of the rows, so that no two acts wait for each other in a ring; until nothing more is asked for."""
    ends = _ends.get()
    while ends:
        key = min(ends)
        do, items = ends.pop(key)
        do(key[1], items)


def acting() -> Act | None:
    """The act that is being done, the innermost; None outside any."""
    return _around.get()


def note(act: Act, *rows: Model) -> None:
    """Adds rows that a finished act is about; for what ``settle`` writes."""
    ActRow.objects.bulk_create(
        [ActRow(act=act, model=label_of(type(row)), row=row.pk, before={}, after={}) for row in rows]
    )


def rows_of(act: Act, model: type[Model]) -> list[int]:
    """The ids of an act's rows in one table."""
    return list(act.rows.filter(model=label_of(model)).values_list("row", flat=True))


def act_on(row: Model, *kinds: str) -> Act | None:
    """The last act of these kinds, or of any, that changed or is about a row, its undoing aside."""
    found = Act.objects.filter(rows__model=label_of(type(row)), rows__row=row.pk, is_undoing=False)
    return (found.filter(kind__in=kinds) if kinds else found).order_by("-pk").first()


def seen(row: Model) -> int:
    """The last line of the ledger that touched a row: what a form carries, so that ``overtaken`` can tell."""
    last = ActRow.objects.filter(model=label_of(type(row)), row=row.pk).exclude(before={}, after={})
    return last.order_by("-act_id").values_list("act", flat=True).first() or 0


def overtaken(row: Model, *, since: int) -> Act | None:
    """The last act that touched a row after the one that a person had ``seen``; None where nobody did.

    Ask in the transaction that holds the row.
    """
    later = ActRow.objects.filter(model=label_of(type(row)), row=row.pk, act__gt=since)
    last = later.exclude(before={}, after={}).select_related("act__by").order_by("-act_id").first()
    return last.act if last else None


def _by_model(rows: Iterable[Rows | Iterable[Model]]) -> dict[type[Model], list[int]]:
    found: dict[type[Model], list[int]] = {}
    for given in rows:
        if isinstance(given, Model):
            found.setdefault(type(given), []).append(given.pk)
        elif isinstance(given, QuerySet):
            found.setdefault(given.model, []).extend(given.order_by().values_list("pk", flat=True))
        else:
            for row in given:
                found.setdefault(type(row), []).append(row.pk)
    return found
