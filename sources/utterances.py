"""Which statements are one act of speaking: the same speaker, (nearly) the same words, and what people said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from entities.lookup import KEPT_APART
from matching.names import normal_form
from sources.models import Statement, UtteranceDecision, UtteranceSay

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet
    from django.db.models.expressions import RawSQL


@dataclass(frozen=True, slots=True)
class Worded:
    """A statement as far as its utterance goes: its wording, and what its speaker's statements share."""

    statement: int
    wording: int | None
    speaker: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person said of a statement; those taken back are left out, the rest come in their order."""

    statement: int
    other: int | None
    says: str
    id: int | None = None


def utterance_keys(worded: Iterable[Worded], decided: Sequence[Decided] = ()) -> dict[int, str]:
    """The key that statements of one utterance share, for each statement. Pure: the rows may be those of any day.

    Statements of one wording by one speaker share a key; then each decision in turn moves its statement: one that was
    split stands alone, one that was joined has the key of the other.
    """
    keys = {w.statement: _key(w) for w in worded}
    for decision in decided:
        if decision.says == UtteranceSay.SPLIT:
            keys[decision.statement] = f"apart-{decision.statement}"
        elif decision.other is not None:
            keys[decision.statement] = keys.get(decision.other, f"alone-{decision.other}")
    return keys


def speaker_key(*, entity: int | None, kind: str, name: str) -> str:
    """What statements of one speaker share. A source without a name is known by its description alone, which is enough
    beside the same words; ``entity`` is the entity as shown.
    """
    if entity is not None and kind not in KEPT_APART:
        return str(entity)
    return f"“{normal_form(name)}”" if name else ""


def utterances_of(statements: Collection[Statement]) -> dict[int, str]:
    """The key of each statement's utterance: two queries. With speakers at hand."""
    decided = decisions_about([s.pk for s in statements])
    others = {d.other for d in decided if d.other} - {s.pk for s in statements}
    further = (
        Statement.objects.filter(pk__in=others)
        .with_speakers()
        .only(
            "wording",
            "speaker_name",
            "speaker__name",
            "speaker__kind",
            "speaker__canonical__name",
            "speaker__canonical__kind",
        )
        if others
        else ()
    )
    return utterance_keys(map(worded, [*statements, *further]), decided)


def decisions_about(
    statements: Collection[int] | QuerySet[Any, Any] | RawSQL, *, until: datetime | None = None
) -> list[Decided]:
    """What people said of these statements (ids, or a query for them) and nobody had taken back (``until`` a moment),
    in order.
    """
    found = _standing(statements, until).values_list("statement_id", "other_id", "says", "pk")
    return [Decided(*row) for row in found]


def standing_decisions(
    statements: Collection[int], *, until: datetime | None = None
) -> list[UtteranceDecision]:
    """The same as rows, with who said it and the words of both statements."""
    rows = _standing(statements, until).select_related("by", "statement", "other")
    return list(rows.defer("statement__search", "other__search"))


def _standing(
    statements: Collection[int] | QuerySet[Any, Any] | RawSQL, until: datetime | None
) -> QuerySet[UtteranceDecision]:
    rows = UtteranceDecision.objects.filter(statement__in=statements).exclude(says=UtteranceSay.TAKEN_BACK)
    undone = Q(undone_by=None)
    if until is not None:
        rows, undone = rows.filter(at__lte=until), undone | Q(undone_by__at__gt=until)
    return rows.filter(undone).order_by("pk")


def worded(statement: Statement) -> Worded:
    """A stored statement as far as its utterance goes."""
    shown = statement.speaker.shown if statement.speaker else None
    key = speaker_key(
        entity=shown.pk if shown else None, kind=shown.kind if shown else "", name=statement.shown_speaker
    )
    return Worded(statement.pk, statement.wording_id, key)


def _key(worded: Worded) -> str:
    if worded.wording is None:
        return f"alone-{worded.statement}"
    return f"{worded.wording}-{worded.speaker}"
