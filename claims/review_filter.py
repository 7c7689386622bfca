"""What the queue of suggestions can be narrowed to."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet

from claims.models import Claim, Link
from entities.models import Entity
from entities.queries import named_like

LIKELY, POSSIBLE = "likely", "possible"
LONGEST = 200


class ReviewFilter(FilterSet):  # type: ignore[misc]
    """Suggestions by the words of their claim, by speaker, outlet and strength; what cannot be understood narrows nothing."""

    q = CharFilter(method="with_words", label=gettext_lazy("Claim says"), max_length=LONGEST)
    speaker = CharFilter(method="with_speaker", label=gettext_lazy("Speaker"), max_length=LONGEST)
    outlet = CharFilter(method="with_outlet", label=gettext_lazy("Outlet"), max_length=LONGEST)
    strength = ChoiceFilter(
        choices=[(LIKELY, gettext_lazy("likely")), (POSSIBLE, gettext_lazy("only possible"))],
        method="with_strength",
        label=gettext_lazy("Strength"),
        empty_label=gettext_lazy("any"),
    )

    class Meta:
        model = Link
        fields: list[str] = []

    def with_words(self, rows: QuerySet[Link], _name: str, words: str) -> QuerySet[Link]:
        """Those for a claim with these words in any form."""
        query = SearchQuery(words, config="english", search_type="websearch")
        return rows.filter(claim__in=Claim.objects.filter(search=query).order_by().values("pk"))

    def with_speaker(self, rows: QuerySet[Link], _name: str, name: str) -> QuerySet[Link]:
        """Those that somebody of this name said, under any of their names; where the desk knows nobody of that name, those
        whose article names the speaker so.
        """
        named = _named(name)
        if not named:
            return rows.filter(statement__speaker=None, statement__speaker_name__icontains=name)
        merged = Entity.objects.filter(canonical__in=named).order_by().values_list("pk", flat=True)
        return rows.filter(statement__speaker__in=[*named, *merged])

    def with_outlet(self, rows: QuerySet[Link], _name: str, name: str) -> QuerySet[Link]:
        """Those from articles of an outlet of this name."""
        named = _named(name)
        entity = "statement__article__outlet__entity"
        return rows.filter(Q((f"{entity}__in", named)) | Q((f"{entity}__canonical__in", named)))

    def with_strength(self, rows: QuerySet[Link], _name: str, strength: str) -> QuerySet[Link]:
        """The likely ones, or the others."""
        if strength == LIKELY:
            return rows.filter(Q(probability=None) | Q(probability__gte=settings.LINK_LIKELY))
        return rows.filter(probability__lt=settings.LINK_LIKELY)

    @property
    def chosen(self) -> dict[str, str]:
        """What is asked for, by name, and understood."""
        self.form.is_valid()
        return {name: value for name, value in self.form.cleaned_data.items() if value}


def _named(name: str) -> list[int]:
    """Looked up first, and given as ids: so the planner sees how few they are."""
    return list(named_like(name).order_by().values_list("pk", flat=True))
