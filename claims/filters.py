"""What the claims board can be narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django_filters import (
    CharFilter,
    ChoiceFilter,
    DateFilter,
    FilterSet,
    ModelChoiceFilter,
    MultipleChoiceFilter,
)

from claims.models import Claim, Topic, Verdict, WorkState
from claims.queries.evidence import standing_links, with_heard_at
from entities.models import Entity
from sources.models import Outlet

if TYPE_CHECKING:
    from django.http import QueryDict

MINE, NOBODY = "mine", "nobody"
CHIPS = ("work_state", "verdict")
PAGE_KEY = "after"


@dataclass(frozen=True)
class Facet:
    """One value that can be chosen: how many claims it would show, and the address that turns it on or off."""

    value: str
    label: str
    count: int
    chosen: bool
    address: str


def _owners() -> list[tuple[str, str]]:
    users = get_user_model().objects.filter(claims_owned__isnull=False).distinct().order_by("username")
    return [(MINE, "me"), (NOBODY, "nobody"), *((str(user.pk), user.get_username()) for user in users)]


class ClaimFilter(FilterSet):  # type: ignore[misc]
    """The claims board's filters; a value that cannot be understood narrows nothing and is named in the form."""

    q = CharFilter(method="with_words", label="Words", max_length=200)
    work_state = MultipleChoiceFilter(choices=WorkState.choices, label="Work state")
    verdict = MultipleChoiceFilter(choices=Verdict.choices, label="Verdict")
    topic = ModelChoiceFilter(queryset=Topic.objects.all(), label="Topic", empty_label="any")
    owner = ChoiceFilter(choices=_owners, method="with_owner", label="With", empty_label="anybody")
    speaker = CharFilter(method="with_speaker", label="Speaker", max_length=200)
    outlet = ModelChoiceFilter(
        queryset=Outlet.objects.select_related("entity"),
        method="with_outlet",
        label="Outlet",
        empty_label="any",
    )
    since = DateFilter(
        method="heard_since",
        label="Heard since",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    class Meta:
        model = Claim
        fields: list[str] = []

    def with_words(self, rows: QuerySet[Claim], _name: str, words: str) -> QuerySet[Claim]:
        """Claims with these words in any form, or with this very string in their text."""
        query = SearchQuery(words, config="english", search_type="websearch")
        return rows.filter(Q(search=query) | Q(text__icontains=words))

    def with_owner(self, rows: QuerySet[Claim], _name: str, owner: str) -> QuerySet[Claim]:
        """Claims that are with somebody, with nobody, or with who asks."""
        if owner == NOBODY:
            return rows.filter(owner=None)
        return rows.filter(owner=self.request.user.pk if owner == MINE else int(owner))

    def with_speaker(self, rows: QuerySet[Claim], _name: str, name: str) -> QuerySet[Claim]:
        """Claims that somebody of this name said something on."""
        named = Entity.objects.filter(Q(name__icontains=name) | Q(aliases__name__icontains=name)).values("pk")
        who = Q(statement__speaker__in=named) | Q(statement__speaker__canonical__in=named)
        links = standing_links().filter(
            who | Q(statement__speaker=None, statement__speaker_name__icontains=name)
        )
        return rows.filter(Exists(links.filter(claim=OuterRef("pk"))))

    def with_outlet(self, rows: QuerySet[Claim], _name: str, outlet: Outlet) -> QuerySet[Claim]:
        """Claims with evidence from this outlet's articles."""
        links = standing_links().filter(statement__article__outlet=outlet, claim=OuterRef("pk"))
        return rows.filter(Exists(links))

    def heard_since(self, rows: QuerySet[Claim], _name: str, day: Any) -> QuerySet[Claim]:
        """Claims with evidence from this day on."""
        links = with_heard_at(standing_links().filter(claim=OuterRef("pk"))).filter(heard_at__date__gte=day)
        return rows.filter(Exists(links))

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is asked for at all."""
        return any(self.data.get(name) for name in self.filters)

    @property
    def more_is_chosen(self) -> bool:
        """Whether one of the filters behind "more" is in use."""
        by_form = [self.data.get(name) for name in ("topic", "owner", "speaker", "outlet", "since")]
        return any(value not in {None, "", MINE} for value in by_form)

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The chosen chips, to be sent along with the form."""
        return [(name, value) for name in CHIPS for value in self.data.getlist(name)]

    def facets(self) -> list[tuple[str, list[Facet]]]:
        """The chips, in groups: each counts what it would show together with everything else that is chosen."""
        return [*((self.filters[name].label, self._facet(name)) for name in CHIPS), ("With", self._mine())]

    def _mine(self) -> list[Facet]:
        found = self._all_but("owner").filter(owner=self.request.user.pk).count()
        chosen = [value for value in self.data.getlist("owner") if value == MINE]
        if not found and not chosen:
            return []
        return [Facet(MINE, "Mine", found, bool(chosen), self._address("owner", MINE, chosen))]

    def _facet(self, name: str) -> list[Facet]:
        found = dict(self._all_but(name).order_by().values_list(name).annotate(n=Count("pk")))
        chosen = self.data.getlist(name)
        choices: dict[str, str] = dict(self.filters[name].extra["choices"])
        return [
            Facet(value, label, found.get(value, 0), value in chosen, self._address(name, value, chosen))
            for value, label in choices.items()
            if value in found or value in chosen
        ]

    def _all_but(self, left_out: str) -> QuerySet[Claim]:
        rows: QuerySet[Claim] = Claim.objects.filter(merged_into=None)
        self.form.is_valid()
        for name, value in self.form.cleaned_data.items():
            if name != left_out:
                rows = self.filters[name].filter(rows, value)
        return rows

    def _address(self, name: str, value: str, chosen: list[str]) -> str:
        query: QueryDict = self.data.copy()
        query.pop(PAGE_KEY, None)
        query.setlist(name, [v for v in chosen if v != value] if value in chosen else [*chosen, value])
        return f"?{query.urlencode()}"
