"""Narrowing down the list of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from entities.paging import PAGE_ROWS, key_of
from entities.plain_select import PlainSelect
from sources.find_articles import any_has, find_articles
from sources.gather import Moment
from sources.models import Article
from sources.queries.articles import being_read, has_statements, read, set_aside
from sources.queries.outlets import outlets_to_choose
from sources.queries.said_by import said_by_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

PAGE_KEY = "after"
# Each state a list can be narrowed to, in the words of the page.
STATES: dict[str, tuple[StrOrPromise, Callable[[], Q]]] = {
    "being_read": (gettext_lazy("being read"), being_read),
    "read": (gettext_lazy("read, statements found"), lambda: read() & Q(has_statements())),
    "nothing": (
        gettext_lazy("read, nothing found"),
        lambda: read() & ~Q(has_statements()) & Q(is_superseded=False),
    ),
    "set_aside": (gettext_lazy("set aside"), set_aside),
}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ArticleFilter(django_filters.FilterSet):  # type: ignore[misc]  # it comes without types
    """By outlet, state, speaker, day of publication, and words in the title or the text."""

    text = django_filters.CharFilter(label=gettext_lazy("Words"), method="by_words")
    outlet = django_filters.ChoiceFilter(
        label=gettext_lazy("Outlet"),
        choices=outlets_to_choose,
        empty_label=gettext_lazy("every outlet"),
        widget=PlainSelect,
    )
    speaker = django_filters.CharFilter(label=gettext_lazy("Speaker"), method="by_speaker")
    stage = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=[(name, words) for name, (words, _) in STATES.items()],
        method="by_state",
        empty_label=gettext_lazy("any state"),
    )
    since = django_filters.DateFilter(
        label=gettext_lazy("Published since"),
        field_name="published_at",
        lookup_expr="date__gte",
        widget=_day(),
    )
    until = django_filters.DateFilter(
        label=gettext_lazy("Published until"),
        field_name="published_at",
        lookup_expr="date__lte",
        widget=_day(),
    )

    def filter_queryset(self, rows: QuerySet[Article]) -> QuerySet[Article]:
        """Narrowed by everything else first: words are looked for among what is left, no further than one page needs."""
        narrowed: QuerySet[Article] = super().filter_queryset(rows)
        words = self.form.cleaned_data.get("text")
        if not words:
            return narrowed
        others = any(value for name, value in self.form.cleaned_data.items() if name != "text")
        query = SearchQuery(words, config="english", search_type="websearch")
        key = key_of(Article, ["pk"], self.data.get(PAGE_KEY, ""))
        after = Moment(key[0]) if key else None
        found = find_articles(query, among=narrowed if others else None, after=after, enough=PAGE_ROWS + 1)
        if found.hits or any_has(query):
            return narrowed.filter(pk__in=[hit.pk for hit in found.hits])
        return narrowed.filter(title__icontains=words)

    def by_words(self, rows: QuerySet[Article], _name: str, _text: str) -> QuerySet[Article]:
        """Those with all of these words, in any form, in the title or the text; "words in quotation marks" stand side by
        side. Where no article has them, those with this very string in the title. ``filter_queryset`` finds them.
        """
        return rows

    def by_speaker(self, rows: QuerySet[Article], _name: str, text: str) -> QuerySet[Article]:
        """Those in which somebody of this name speaks, under any of their names."""
        return rows.filter(pk__in=said_by_name(text, "article"))

    def by_state(self, rows: QuerySet[Article], _name: str, state: str) -> QuerySet[Article]:
        """Those at this state."""
        return rows.filter(STATES[state][1]())

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set, so that an empty list means "none of these" and not "nothing yet"."""
        cleaned: dict[str, Any] = self.form.cleaned_data if self.form.is_valid() else {"": self.data}
        return any(cleaned.values())
