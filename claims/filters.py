"""What the claims board can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.postgres.search import SearchQuery
from django.db.models import Func, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, DateFilter, FilterSet, MultipleChoiceFilter

from claims.models import Claim, PersonalDesk, Topic, Verdict, WorkState
from claims.queries.board import COLUMNS
from claims.queries.evidence import standing_links, with_heard_at
from claims.queries.facets import (
    FACETS,
    FAILED,
    LATER,
    MINE,
    NOBODY,
    NONE,
    OF_ONES_OWN,
    OVERDUE,
    TRIPWIRE,
    WATCHED,
    WEEK,
    Facets,
    condition,
)
from entities.any_of import any_of
from entities.plain_select import PlainSelect
from sources.queries.outlets import outlets_to_choose
from sources.queries.said_by import said_by_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import QueryDict

    from claims.models import Link

PAGE_KEY, COLUMNS_KEY, SORT_KEY = "after", "columns", "sort"
SORTS = {
    "changed": gettext_lazy("last changed"),
    "due": gettext_lazy("due date"),
    "new": gettext_lazy("newest"),
}
MOST_CHIPS = 30
MOST_LINKS = 2_000
"""So many links of a speaker, an outlet or some days are few."""
MOST_INSIDE = 1_000
"""Claims, the latest, that a part of a word is looked for in."""
VISIT, DAY = "visit", "day"
# Before any clock: what is earlier still cannot be told in every zone.
FIRST_DAY = date(1800, 1, 1)
DUE = [
    (OVERDUE, gettext_lazy("Overdue")),
    (WEEK, gettext_lazy("Within a week")),
    (LATER, gettext_lazy("Later")),
    (NONE, gettext_lazy("No date")),
]
ALARMS = [(TRIPWIRE, gettext_lazy("Tripwire hit")), (FAILED, gettext_lazy("Not held against the past"))]
CHANGED = [(VISIT, gettext_lazy("since my last visit")), (DAY, gettext_lazy("within a day"))]
# The first stand on the board by themselves, the others behind "more".
IN_SIGHT = ("work_state", "verdict", "due", "alarm")


@dataclass(frozen=True)
class Facet:
    """One value that can be chosen: how many claims it would show, and the address that turns it on or off."""

    value: str
    label: str
    count: int
    chosen: bool
    address: str


class ClaimFilter(FilterSet):  # type: ignore[misc]
    """The claims board's filters; a value that cannot be understood narrows nothing and is named in the form."""

    q = CharFilter(method="with_words", label=gettext_lazy("Words"), max_length=200)
    work_state = MultipleChoiceFilter(
        choices=WorkState.choices, method="with_facet", label=gettext_lazy("Work state")
    )
    verdict = MultipleChoiceFilter(
        choices=Verdict.choices, method="with_facet", label=gettext_lazy("Verdict")
    )
    due = MultipleChoiceFilter(choices=DUE, method="with_facet", label=gettext_lazy("Due"))
    alarm = MultipleChoiceFilter(choices=ALARMS, method="with_facet", label=gettext_lazy("Alarm"))
    owner = MultipleChoiceFilter(choices=[], method="with_facet", label=gettext_lazy("With"))
    topic = MultipleChoiceFilter(choices=[], method="with_facet", label=gettext_lazy("Topic"))
    speaker = CharFilter(method="with_speaker", label=gettext_lazy("Speaker"), max_length=200)
    outlet = ChoiceFilter(
        choices=outlets_to_choose,
        method="with_outlet",
        label=gettext_lazy("Outlet"),
        empty_label=gettext_lazy("any"),
        widget=PlainSelect,
    )
    since = DateFilter(
        method="heard_since",
        label=gettext_lazy("Heard since"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    changed = ChoiceFilter(
        choices=CHANGED,
        method="changed_since",
        label=gettext_lazy("Changed"),
        empty_label=gettext_lazy("at any time"),
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate()
        self._conditions: dict[str, Q | Func] = {}
        people = get_user_model().objects.order_by("username").values_list("pk", "username")
        self.filters["owner"].extra["choices"] = [
            *(
                (MINE, gettext_lazy("Mine")),
                (WATCHED, gettext_lazy("Watched")),
                (NOBODY, gettext_lazy("Nobody")),
            ),
            *_written(people),
        ]
        topics = Topic.objects.order_by("name").values_list("pk", "name")
        self.filters["topic"].extra["choices"] = [*_written(topics), (NONE, gettext_lazy("No topic"))]

    def with_facet(self, rows: QuerySet[Claim], name: str, values: list[str]) -> QuerySet[Claim]:
        """Claims with one of the values."""
        return rows.filter(condition(name, values, user_id=self.request.user.pk, today=self.today))

    def with_words(self, rows: QuerySet[Claim], _name: str, words: str) -> QuerySet[Claim]:
        """Claims with these words in any form; where there is none, with this very string in their text."""
        if self._with_words is None:
            found = Q(search=SearchQuery(words, config="english", search_type="websearch"))
            if not Claim.objects.filter(found, merged_into=None).exists():
                # Every text is gone through once, not with each of the page's queries.
                inside = Claim.objects.filter(text__icontains=words, merged_into=None).order_by("-pk")
                found = Q(pk__in=list(inside.values_list("pk", flat=True)[:MOST_INSIDE]))
            self._with_words = found
        return rows.filter(self._with_words)

    _with_words: Q | None = None

    def with_speaker(self, rows: QuerySet[Claim], _name: str, name: str) -> QuerySet[Claim]:
        """Claims that somebody of this name said something on."""
        return rows.filter(
            self._once("speaker", lambda: standing_links().filter(statement__in=said_by_name(name)))
        )

    def with_outlet(self, rows: QuerySet[Claim], _name: str, outlet: str) -> QuerySet[Claim]:
        """Claims with evidence from this outlet's articles."""
        return rows.filter(
            self._once("outlet", lambda: standing_links().filter(statement__article__outlet=int(outlet)))
        )

    def heard_since(self, rows: QuerySet[Claim], _name: str, day: Any) -> QuerySet[Claim]:
        """Claims with evidence from this day on."""
        since = timezone.make_aware(datetime.combine(max(day, FIRST_DAY), time.min))
        return rows.filter(
            self._once("since", lambda: with_heard_at(standing_links()).filter(heard_at__gte=since))
        )

    def _once(self, name: str, links: Callable[[], QuerySet[Link]]) -> Q | Func:
        """That a claim has one of these links. A page asks for it half a dozen times: where few claims have one, they are looked
        up once.
        """
        if name not in self._conditions:
            asked = links()
            found = list(asked.values_list("claim", flat=True)[: MOST_LINKS + 1])
            few = len(found) <= MOST_LINKS
            self._conditions[name] = any_of("pk", {*found}) if few else Q(pk__in=asked.values("claim"))
        return self._conditions[name]

    def changed_since(self, rows: QuerySet[Claim], _name: str, since: str) -> QuerySet[Claim]:
        """Claims whose status, evidence or words changed since this person said that they have seen the desk, or in a day."""
        if since == DAY:
            return rows.filter(changed_at__gt=timezone.now() - timedelta(days=1))
        seen = PersonalDesk.objects.filter(user=self.request.user.pk).values("seen_until")
        return rows.filter(changed_at__gt=seen)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def more_is_chosen(self) -> bool:
        """Whether one of the filters behind "more" is in use."""
        values = [self.data.getlist(name) for name in self.filters if name not in (*IN_SIGHT, "q")]
        return any(value not in {"", *OF_ONES_OWN} for found in values for value in found)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What is chosen outside the form, to be sent along with it."""
        names = (*FACETS, COLUMNS_KEY, SORT_KEY)
        return [(name, value) for name in names for value in self.data.getlist(name)]

    @property
    def fields_behind_more(self) -> list[forms.BoundField]:
        """The fields of the form: the facets are chips."""
        return [field for field in self.form if field.name not in FACETS]

    def chosen(self) -> dict[str, list[str]]:
        """What is chosen of each facet, as far as it can be understood."""
        self.form.is_valid()
        return {name: list(self.form.cleaned_data.get(name) or []) for name in FACETS}

    def counted(self) -> Facets:
        """The counts of all facets."""
        rows: QuerySet[Claim] = Claim.objects.filter(merged_into=None)
        self.form.is_valid()
        for name, value in self.form.cleaned_data.items():
            if name not in FACETS:
                rows = self.filters[name].filter(rows, value)
        return Facets(rows, self.chosen(), user_id=self.request.user.pk, today=self.today)

    def facets(self, counted: Facets) -> dict[str, tuple[str, list[Facet]]]:
        """The chips by facet, with its name: each counts what it would show together with everything else that is chosen."""
        return {name: (str(self.filters[name].label), self._facet(name, counted)) for name in FACETS}

    def _facet(self, name: str, counted: Facets) -> list[Facet]:
        counts = counted.counts[name]
        chosen = self.data.getlist(name)
        choices: dict[str, str] = dict(self.filters[name].extra["choices"])
        found = [
            Facet(value, label, counts[value], value in chosen, self._address(name, value, chosen))
            for value, label in choices.items()
            if counts[value] or value in chosen
        ]
        if len(found) <= MOST_CHIPS:
            return found
        often = sorted(found, key=lambda facet: (not facet.chosen, -facet.count))[:MOST_CHIPS]
        return [facet for facet in found if facet in often]

    def _address(self, name: str, value: str, chosen: list[str]) -> str:
        query: QueryDict = self.data.copy()
        query.pop(PAGE_KEY, None)
        query.setlist(name, [v for v in chosen if v != value] if value in chosen else [*chosen, value])
        return f"?{query.urlencode()}"

    def written(self) -> str:
        """The query in its one written form, as saved views keep it: what cannot be understood, and the page, left out."""
        self.form.is_valid()
        valid = [name for name in self.filters if name not in self.form.errors]
        pairs = [(name, value) for name in valid for value in sorted(set(self.data.getlist(name))) if value]
        if (sort := self.data.get(SORT_KEY, "")) in SORTS and sort != "changed":
            pairs.append((SORT_KEY, sort))
        if columns := asked_columns(self.data):
            pairs.append((COLUMNS_KEY, ",".join(columns)))
        return urlencode(pairs)


def asked_columns(query: QueryDict) -> tuple[str, ...]:
    """The columns that an address asks for, in the desk's order; none where it leaves that to the person."""
    asked = query.get(COLUMNS_KEY, "").split(",")
    return tuple(name for name in COLUMNS if name in asked)


def asked_sort(query: QueryDict) -> str:
    """How an address wants the claims sorted."""
    asked = query.get(SORT_KEY, "")
    return asked if asked in SORTS else "changed"


def _written(rows: Any) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in cast("list[tuple[int, str]]", rows)]
