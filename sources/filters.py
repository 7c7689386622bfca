"""Narrowing down the list of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from sources.models import Article, Outlet
from sources.queries import being_read, has_statements, read, said_by_name, set_aside

if TYPE_CHECKING:
    from collections.abc import Callable

# Each state a list can be narrowed to, in the words of the page.
STATES: dict[str, tuple[str, Callable[[], Q]]] = {
    "being_read": ("being read", being_read),
    "read": ("read, statements found", lambda: read() & Q(has_statements())),
    "nothing": ("read, nothing found", lambda: read() & ~Q(has_statements()) & Q(is_superseded=False)),
    "set_aside": ("set aside", set_aside),
}


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ArticleFilter(django_filters.FilterSet):  # type: ignore[misc]  # it comes without types
    """By outlet, state, speaker, day of publication, and words in the title or the text."""

    text = django_filters.CharFilter(label=gettext_lazy("Words"), method="by_words")
    outlet = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Outlet"),
        queryset=Outlet.objects.select_related("entity"),
        empty_label=gettext_lazy("every outlet"),
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

    def by_words(self, rows: QuerySet[Article], _name: str, text: str) -> QuerySet[Article]:
        """Those with all of these words, in any form, in the title or the text; "words in quotation marks" stand side by
        side. Where no article has them, those with this very string in the title.
        """
        words = Q(words__search=SearchQuery(text, config="english", search_type="websearch"))
        if not hasattr(self, "_has_words"):
            self._has_words = Article.objects.filter(words).exists()
        return rows.filter(words if self._has_words else Q(title__icontains=text))

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
