"""What the inbox of names shows: the names that wait, whom each may mean, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Max, QuerySet, Value
from django.db.models.functions import Greatest, Substr
from django.utils.translation import gettext

from entities.models import Entity, Kind
from entities.names_near import Asked
from entities.queries import named_like
from entities.resolve import resolve
from entities.said import told as in_words
from matching.names import normal_form
from sources.models import UNSETTLED, AskedName, Mention, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

ORDER = ["-statements", "-mentions", "pk"]
AROUND = 160
"""Characters of the text shown on each side of a name."""
PASSAGES = 5
CANDIDATES = 5
LEAST = 0.02
"""The probability below which nobody is offered."""
HELD_AGAINST = 200
"""Mentions whose candidates are gathered."""
# What a reader calls a name, and the kind of a new entity.
KINDS = {kind.value: kind for kind in Kind if kind not in (Kind.UNNAMED, Kind.GROUP)}


@dataclass(frozen=True)
class Candidate:
    """An entity that a name may mean: how likely the machine takes it (0 to 1, None where it only sounds alike), and why in
    the reader's language.
    """

    entity: Entity
    probability: float | None
    why: str


@dataclass(frozen=True)
class Passage:
    """A name where it stands: the text before and after it, cut at words."""

    article_id: int
    outlet: str
    title: str
    start: int
    before: str
    text: str
    after: str


def waiting() -> QuerySet[AskedName]:
    """The names that nobody has answered."""
    return AskedName.objects.filter(answered=False)


def likely_kind(asked: AskedName) -> str:
    """The kind that a new entity of this name most likely has."""
    return KINDS.get(asked.kind, Kind.PERSON)


def candidates(asked: AskedName) -> list[Candidate]:
    """The entities that a name may mean, the likeliest first: those the machine held it against where it stands,
    those it would now, else those that have a word of it in a name.
    """
    told: dict[int, tuple[float, str]] = {}
    mentions = Mention.objects.filter(text__in=asked.texts, outcome__in=UNSETTLED).exclude(candidates=[])
    spoken = Statement.objects.filter(speaker_name__in=asked.texts, speaker=None).exclude(
        speaker_candidates=[]
    )
    latest = [*mentions.order_by("-pk").values_list("candidates", flat=True)[:HELD_AGAINST],
              *spoken.order_by("-pk").values_list("speaker_candidates", flat=True)[:HELD_AGAINST]]  # fmt: skip
    for each in (candidate for found in latest for candidate in found):
        if each["probability"] > told.get(each["entity"], (-1.0, ""))[0]:
            told[each["entity"]] = each["probability"], in_words(each["why"], each.get("said"))
    name = Asked(asked.name)
    now = {c.entity.pk: c for c in resolve([name])[name].candidates}
    for pk, candidate in now.items():
        if candidate.probability > told.get(pk, (-1.0, ""))[0]:
            told[pk] = candidate.probability, in_words(candidate.why)
    told = {pk: each for pk, each in told.items() if each[0] >= LEAST}
    rows = Entity.objects.filter(pk__in=told).select_related("canonical") if told else _alike(asked)
    found: dict[int, Candidate] = {}
    for row in sorted(rows, key=lambda row: -told.get(row.pk, (0.0, ""))[0]):
        probability, why = told.get(row.pk, (None, gettext("has a word of it in a name")))
        found.setdefault(row.shown_id, Candidate(row.shown, probability, why))
    return list(found.values())[:CANDIDATES]


def passages(asked: AskedName) -> list[Passage]:
    """Where the name stands last, once an article; where it is only a speaker's name, nowhere in particular."""
    last = (
        Mention.objects.filter(text__in=asked.texts, outcome__in=UNSETTLED)
        .values("article").annotate(last=Max("pk")).order_by("-last").values_list("last", flat=True)[:PASSAGES]
    )  # fmt: skip
    begins = Greatest(F("start") - AROUND, Value(0))
    rows = (
        Mention.objects.filter(pk__in=list(last))
        .annotate(
            before=Substr("article__text", begins + 1, F("start") - begins),
            after=Substr("article__text", F("end") + 1, AROUND),
            outlet=F("article__outlet__entity__name"),
            title=F("article__title"),
        )
        .order_by("-pk")
    )
    return [
        Passage(
            row.article_id, row.outlet, row.title, row.start, _left(row.before), row.text, _right(row.after)
        )
        for row in rows
    ]


def _alike(asked: AskedName) -> Iterable[Entity]:
    # The last word is most often the surname.
    words = [word for word in normal_form(asked.name).split() if len(word) > 2]  # noqa: PLR2004 - half of all names have a shorter one
    if not words:
        return []
    return named_like(words[-1]).exclude(kind=Kind.UNNAMED).order_by("name", "pk")[:CANDIDATES]


def _left(text: str) -> str:
    line = text.rpartition("\n")[2]
    return f"…{line.partition(' ')[2]}" if len(line) >= AROUND else line


def _right(text: str) -> str:
    line = text.partition("\n")[0]
    return f"{line.rpartition(' ')[0]}…" if len(line) >= AROUND else line
