"""Who the desk knows, and the page of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from entities.filters import EntityFilter
from entities.forms import AffiliationForm, AliasForm, ExternalIdForm, RelationForm
from entities.models import Entity
from entities.paging import page_after
from entities.queries import (
    affiliations_of,
    aliases_of,
    entities_shown,
    ids_of,
    merges_of,
    names_offered,
    people_of,
    relations_of,
    statement_counts,
)

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from entities.requests import DeskRequest

BY_NAME = ["name", "pk"]


@require_safe
def entities(request: DeskRequest) -> HttpResponse:
    """People and organisations by name; those that were merged stand under the one that was kept."""
    narrowed = EntityFilter(request.GET, queryset=Entity.objects.standing().select_related("outlet"))
    page = page_after(narrowed.qs, order=BY_NAME, after=request.GET.get("after", ""))
    is_narrowed = any(request.GET.get(name) for name in narrowed.filters)
    query = request.GET.copy()
    query.pop("after", None)
    counts = statement_counts(page.rows)
    context = {
        "filter": narrowed,
        "is_narrowed": is_narrowed,
        "nothing_yet": not page.rows and not is_narrowed and not Entity.objects.exists(),
        "leaves_out": narrowed.form.is_valid() and not narrowed.is_among_all,
        "page": page,
        "rows": [(row, counts[row.pk]) for row in page.rows],
        "query": query.urlencode(),
    }
    return render(request, "entities/entities.html", context)


@require_safe
def entity(request: DeskRequest, pk: int) -> HttpResponse:
    """One entity: its names, what it said, and the merges it was part of."""
    return entity_page(request, get_object_or_404(entities_shown(), pk=pk))


def entity_page(request: DeskRequest, shown: Entity, **forms: Form) -> HttpResponse:
    """The entity's page, with ``forms`` as they stand in place of empty ones."""
    context = {
        "entity": shown,
        "aliases": aliases_of(shown),
        "affiliations": affiliations_of(shown),
        "people": people_of(shown),
        "ids": ids_of(shown),
        "relations": relations_of(shown),
        "merges": merges_of(shown),
        "alias_form": AliasForm(),
        "affiliation_form": AffiliationForm(),
        "id_form": ExternalIdForm(),
        "relation_form": RelationForm(),
        "statement_count": statement_counts([shown])[shown.pk] if shown.merged_into_id is None else 0,
    }
    return render(request, "entities/entity.html", context | forms)


@require_safe
def entity_names(request: DeskRequest) -> HttpResponse:
    """Names that fit what is being typed, as options of a datalist."""
    typed = next(
        (request.GET[name] for name in ("q", "speaker", "other", "of", "what") if request.GET.get(name)), ""
    )
    offered = names_offered(typed[:300]) if typed.strip() else []
    return render(request, "entities/_names.html", {"offered": offered})
