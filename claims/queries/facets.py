"""How many claims each value of a facet would show, together with everything else that is chosen."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Value, When

from claims.models import Assignment, Claim, VerdictChange, Watch, WorkState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

MINE, WATCHED, NOBODY, NONE = "mine", "watched", "nobody", "none"
OF_ONES_OWN = (MINE, WATCHED)
OVERDUE, WEEK, LATER = "overdue", "week", "later"
TRIPWIRE, FAILED = "tripwire", "failed"
COUNTED_TOGETHER = ("work_state", "verdict", "topic", "owner", "due")
FACETS = (*COUNTED_TOGETHER, "alarm")
DAYS_AHEAD = 6
Chosen = dict[str, list[str]]


def due_when(today: date) -> dict[str, Q]:
    """Claims by their day: what is overdue has passed and is not settled."""
    last = today + timedelta(days=DAYS_AHEAD)
    return {
        OVERDUE: Q(due_on__lt=today) & ~Q(work_state=WorkState.SETTLED),
        WEEK: Q(due_on__gte=today, due_on__lte=last),
        LATER: Q(due_on__gt=last),
        NONE: Q(due_on=None),
    }


def with_person(user_id: int) -> Q:
    """Claims that are with a person, or that they work on."""
    own = Claim.objects.filter(owner=user_id).order_by().values("pk")
    working = Assignment.objects.filter(user=user_id).order_by().values("claim")
    return Q(pk__in=own.union(working))


def alarms() -> dict[str, Q]:
    """Claims that sound an alarm of their own: a tripwire is hit, or they could not be held against past statements."""
    last = VerdictChange.objects.filter(claim=OuterRef("pk"), version=OuterRef("version"))
    hit = Q(Exists(last.exclude(hits=[])), work_state=WorkState.ANOTHER_LOOK)
    return {TRIPWIRE: hit, FAILED: Q(set_aside_at__isnull=False)}


def condition(facet: str, values: list[str], *, user_id: int, today: date) -> Q:
    """The claims that have one of these values; all of them where there is no value."""
    if not values:
        return Q()
    by_value: dict[str, Callable[[str], Q]] = {
        "topic": lambda value: Q(topic=None if value == NONE else int(value)),
        "owner": lambda value: _owned(value, user_id),
        "due": lambda value: due_when(today)[value],
        "alarm": lambda value: alarms()[value],
    }
    if facet not in by_value:
        return Q((f"{facet}__in", values))
    found = Q(pk__in=[])
    for value in values:
        found |= by_value[facet](value)
    return found


def _owned(value: str, user_id: int) -> Q:
    if value == MINE:
        return with_person(user_id)
    if value == WATCHED:
        return Q(pk__in=Watch.objects.filter(user=user_id).values("claim"))
    return Q(owner=None if value == NOBODY else int(value))


class Facets:
    """Counts over ``rows``, which everything besides the facets has narrowed: at most six queries on any desk, the largest of
    which reads an index alone.
    """

    def __init__(self, rows: QuerySet[Claim], chosen: Chosen, *, user_id: int, today: date) -> None:
        self.rows, self.chosen, self.user_id, self.today = rows.order_by(), chosen, user_id, today
        self.own_is_chosen = bool(set(OF_ONES_OWN) & set(chosen.get("owner", [])))
        self.total = self.dated = 0
        self.counts: dict[str, Counter[str]] = {facet: Counter() for facet in FACETS}
        self._count_together()
        if self.own_is_chosen:
            found = self._all_but("owner").values_list("owner").annotate(n=Count("*"))
            self.counts["owner"] = Counter({_value("owner", owner): n for owner, n in found})
        for name in OF_ONES_OWN:
            self.counts["owner"][name] = self._all_but("owner").filter(_owned(name, user_id)).count()
        self._count_alarms()

    def _all_but(self, facet: str) -> QuerySet[Claim]:
        rows = self.rows
        for each in FACETS:
            if each != facet:
                rows = rows.filter(self._condition(each))
        return rows

    def _condition(self, facet: str) -> Q:
        return condition(facet, self.chosen.get(facet, []), user_id=self.user_id, today=self.today)

    def _count_together(self) -> None:
        """One pass over all combinations of values; each facet adds up those that fit everything but itself."""
        rows = self.rows.filter(self._condition("alarm"))
        if self.own_is_chosen:
            rows = rows.filter(self._condition("owner"))
        # Most have no day, and are counted in the order of an index, column by column as it stands.
        columns = [name for name in COUNTED_TOGETHER if name != "due"]
        dateless = rows.filter(due_on=None).values(*columns).annotate(n=Count("*"), due=Value(NONE))
        when = [When(q, then=Value(name)) for name, q in due_when(self.today).items()]
        due = Case(*when, default=Value(""), output_field=CharField())
        dated = rows.filter(due_on__isnull=False).values(*columns).annotate(n=Count("*"), due=due)
        found = dateless.union(dated, all=True)
        asked = {
            facet: set(values)
            for facet, values in self.chosen.items()
            if values and facet in COUNTED_TOGETHER and not (facet == "owner" and self.own_is_chosen)
        }
        for combination in found:
            self._add(combination, asked)

    def _add(self, combination: Mapping[str, Any], asked: Mapping[str, set[str]]) -> None:
        values = {facet: _value(facet, combination[facet]) for facet in COUNTED_TOGETHER}
        unfit = [facet for facet, wanted in asked.items() if values[facet] not in wanted]
        n = combination["n"]
        if not unfit:
            self.total += n
            self.dated += 0 if values["due"] == NONE else n
        for facet in COUNTED_TOGETHER if not unfit else unfit[:1] if len(unfit) == 1 else ():
            self.counts[facet][values[facet]] += n

    def _count_alarms(self) -> None:
        sounding = Q(work_state=WorkState.ANOTHER_LOOK) | Q(set_aside_at__isnull=False)
        counts = {name: Count("pk", filter=q) for name, q in alarms().items()}
        self.counts["alarm"] = Counter(self._all_but("alarm").filter(sounding).aggregate(**counts))


def _value(facet: str, found: object) -> str:
    if found is None:
        return NOBODY if facet == "owner" else NONE
    return str(found)
