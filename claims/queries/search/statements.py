"""Who said what about what: statements by their words, speaker, days, outlet and the claims they bear on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Length
from django.db.models.lookups import LessThan

from claims.models import Link, LinkState
from claims.queries.search.passages import parts, whole
from claims.queries.search.printed import Printed
from sources.gather import Found, fits, gather, with_rank
from sources.models import Relay, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sources.gather import Moment

HEARD_AT = Coalesce("article__published_at", "article__added_at")
NEAR = 400
"""Articles whose statements are looked through first."""
SHORT = 400
"""Characters of a statement that is shown as a whole."""
BEARS = (LinkState.SUGGESTED, LinkState.ACCEPTED)


@dataclass(frozen=True, slots=True)
class Speakers:
    """Entities by id, and the statements, by id, of those who are called so and whom nobody has settled."""

    ids: Sequence[int]
    unsettled: Sequence[int]

    def said(self) -> Q:
        """What they said."""
        return Q(speaker__in=self.ids) | Q(pk__in=self.unsettled)


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; what is empty or None is not asked for."""

    words: str = ""
    speakers: Speakers | None = None
    claims: Sequence[int] | None = None
    printed: Printed = field(default_factory=Printed)

    @property
    def is_selective(self) -> bool:
        """Whether an index finds them, whenever they were heard."""
        return bool(self.words or self.speakers) or self.claims is not None

    def statements(self, *, by_index: bool = True) -> QuerySet[Statement]:
        """Those that nobody has struck and that fit, wherever they were printed; ``by_index`` as ``fits`` has it."""
        rows = Statement.objects.standing().alias(heard=HEARD_AT)
        if self.words:
            rows = rows.filter(fits(self.words, by_index=by_index))
        if self.speakers:
            rows = rows.filter(self.speakers.said())
        if self.claims is not None:
            bearing = Link.objects.filter(claim__in=self.claims, state__in=BEARS).order_by()
            rows = rows.filter(pk__in=bearing.values("statement"))
        return rows


def find_statements(
    sought: Sought, *, after: Moment | None = None, enough: int = 0, few: int = 0, best: int = 0
) -> Found:
    """The statements that fit, the newest first, from behind ``after``; ``enough``: where more do not matter."""
    further = after.behind() if after else Q()
    near = None
    if sought.claims is None:
        window = sought.printed.newest(NEAR, upto=after.heard if after else None)
        near = _newest(sought.statements(by_index=False).filter(further, article__in=window))
    far = _printed(sought.statements().filter(further), sought.printed)
    if sought.is_selective:
        # By a value that no index has in order and that follows from neither table alone, or the planner sorts the articles
        # and goes through all that was said in each: the indexes of words, speakers and links are to find them.
        nothing = ExpressionWrapper(F("pk") * Value(timedelta(0)), output_field=DurationField())
        moment = ExpressionWrapper(HEARD_AT + nothing, output_field=DateTimeField())
        ids = far.order_by(moment.desc(), "-pk").values_list("pk", flat=True)
    else:
        ids = _newest(far)  # nearly every article has statements: the newest articles have them
    return gather(near, ids, with_rank(Statement, sought.words, HEARD_AT), enough=enough, few=few, best=best)


def _newest(rows: QuerySet[Any]) -> QuerySet[Any, int]:
    return rows.order_by("-heard", "-pk").values_list("pk", flat=True)


def _printed(rows: QuerySet[Any], printed: Printed) -> QuerySet[Any]:
    if printed.outlets is not None:
        rows = rows.filter(article__outlet__in=printed.outlets)
    if printed.since:
        rows = rows.filter(heard__gte=printed.since)
    return rows.filter(heard__lt=printed.until) if printed.until else rows


def statements_found(ids: Sequence[int], query: str) -> list[Statement]:
    """The statements as results, in their order: with speaker, outlet, relays, ``heard``, ``bearing`` (the links to claims
    that nobody rejected) and, where words are asked for, ``passage``. Three queries.
    """
    bearing = Link.objects.filter(state__in=BEARS, claim__merged_into=None).select_related("claim")
    shown = bearing.defer("features", "reasons", "claim__search", "claim__note").order_by("state", "pk")
    rows = (
        Statement.objects.filter(pk__in=ids)
        .select_related("speaker__canonical", "article__outlet__entity__canonical")
        .defer("search", "article__text")
        .prefetch_related(
            Prefetch("relays", queryset=Relay.objects.select_related("entity__canonical")),
            Prefetch("links", queryset=shown, to_attr="bearing"),
        )
        .annotate(heard=HEARD_AT)
    )
    if query:
        short = When(LessThan(Length("content"), SHORT), then=whole("content", query))
        rows = rows.annotate(passage=Case(short, default=parts("content", query)))
    found = rows.in_bulk()
    return [found[pk] for pk in ids if pk in found]
