"""How good suggestions are, by what people made of them; and which coefficients made them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Now, TruncWeek

from claims.find.model_in_use import latest_change, model_after, number_of, still_fits
from claims.models import Link, LinkState, ModelChange, NothingElse, Refit
from claims.queries.lessons import answered
from matching.score import shipped
from sources.models import Maker

if TYPE_CHECKING:
    from datetime import datetime

WEEKS, REFITS, CHANGES = 26, 15, 10


@dataclass(frozen=True)
class Answers:
    """What became of suggestions. ``missed``: links that people made by hand, which nobody had suggested."""

    accepted: int
    rejected: int
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """The share of the answered suggestions that were accepted, 0 to 1; None for none."""
        return _share(self.accepted, self.accepted + self.rejected)

    @property
    def recall(self) -> float | None:
        """The share of the accepted links that had been suggested, 0 to 1; None for none."""
        return _share(self.accepted, self.accepted + self.missed)


@dataclass(frozen=True)
class Week:
    """The answers of the week that began on ``start``."""

    start: datetime
    answers: Answers


@dataclass(frozen=True)
class Version:
    """Coefficients that are or were in use, or that can be: the shipped ones where ``refit`` is None."""

    name: str
    refit: Refit | None
    answers: Answers
    is_in_use: bool
    can_be_used: bool


@dataclass(frozen=True)
class Learning:
    """Everything that the page shows."""

    in_use: str
    number: int
    latest: ModelChange | None
    last_refit: Refit | None
    versions: list[Version]
    weeks: list[Week]
    refits: list[Refit]
    older: int | None
    changes: list[ModelChange]
    marks: int


def learning(*, before: int | None = None) -> Learning:
    """The page's content; ``before`` narrows the list of refits to those with smaller ids. Nine queries."""
    latest = latest_change()
    in_use = model_after(latest).version
    rows = Refit.objects.filter(pk__lt=before) if before is not None else Refit.objects.all()
    refits = list(rows[: REFITS + 1])
    return Learning(
        in_use=in_use,
        number=number_of(latest),
        latest=latest,
        last_refit=Refit.objects.first(),
        versions=_versions(in_use),
        weeks=weeks(),
        refits=refits[:REFITS],
        older=refits[REFITS - 1].pk if len(refits) > REFITS else None,
        changes=list(ModelChange.objects.select_related("by", "undone_by")[:CHANGES]),
        marks=NothingElse.objects.filter(standing=True).count(),
    )


def weeks() -> list[Week]:
    """The last weeks in which anything was answered, the earliest first; two queries."""
    since = Q(decided_at__gte=Now() - timedelta(weeks=WEEKS))
    counts = (
        answered()
        .filter(since)
        .annotate(week=TruncWeek("decided_at"))
        .values("week")
        .annotate(
            right=Count("pk", Q(state=LinkState.ACCEPTED)), wrong=Count("pk", Q(state=LinkState.REJECTED))
        )
    )
    by_hand = (
        Link.objects.filter(since, made_by=Maker.PERSON, state=LinkState.ACCEPTED, statement__struck_at=None)
        .order_by()
        .annotate(week=TruncWeek("decided_at"))
        .values("week")
        .annotate(n=Count("pk"))
    )
    shown = {row["week"]: (row["right"], row["wrong"]) for row in counts}
    missed = {row["week"]: row["n"] for row in by_hand}
    return [
        Week(week, Answers(*shown.get(week, (0, 0)), missed.get(week, 0)))
        for week in sorted({*shown, *missed})
    ]


def _versions(in_use: str) -> list[Version]:
    """The shipped version and every one that was ever in use, the latest first; two queries."""
    counts = (
        answered()
        .values("model_version")
        .annotate(
            right=Count("pk", Q(state=LinkState.ACCEPTED)), wrong=Count("pk", Q(state=LinkState.REJECTED))
        )
    )
    answers = {row["model_version"]: Answers(row["right"], row["wrong"]) for row in counts}
    used = Refit.objects.filter(Exists(ModelChange.objects.filter(refit=OuterRef("pk"))))
    base = shipped().version
    return [
        *(
            Version(
                refit.version,
                refit,
                answers.get(refit.version, Answers(0, 0)),
                refit.version == in_use,
                still_fits(refit) and refit.version != in_use,
            )
            for refit in used
        ),
        Version(base, None, answers.get(base, Answers(0, 0)), base == in_use, base != in_use),
    ]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
