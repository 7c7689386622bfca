"""What is curated of an entity beside its names: affiliations with their days, ids in registers, relations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from entities.affiliate import affiliate, change_affiliation, remove_affiliation
from entities.forms import AffiliationForm, ExternalIdForm, RelationForm, show_refusal
from entities.identify import add_external_id, remove_external_id
from entities.ledger import seen
from entities.lookup import look_up
from entities.models import Affiliation, ExternalId, Relation
from entities.queries import entities_shown
from entities.refused import Refused
from entities.relate import relate, remove_relation
from entities.say_done import say_done
from entities.views.curate import CURATE
from entities.views.lists import entity_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.db.models import Model
    from django.http import HttpResponse

    from entities.models import Entity
    from entities.requests import DeskRequest


@permission_required(CURATE, raise_exception=True)
@require_POST
def affiliation_add(request: DeskRequest, pk: int) -> HttpResponse:
    """Says whom an entity speaks or works for."""
    form = AffiliationForm(request.POST)

    def add(entity: Entity, typed: dict[str, Any]) -> Model:
        return affiliate(entity=entity, by=request.user, **typed | {"of": _known(typed["of"], field="of")})

    return _add(request, pk, "affiliation_form", form, add, "The affiliation is noted.")


@permission_required(CURATE, raise_exception=True)
@require_POST
def affiliation_change(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts the role and the days of an affiliation right; without any data nothing."""
    row = get_object_or_404(Affiliation.objects.select_related("entity", "of"), pk=pk)
    form = AffiliationForm({**request.POST.dict(), "of": row.of.name})
    if form.is_valid():
        days = {name: form.cleaned_data[name] for name in ("role", "since", "until")}
        try:
            change_affiliation(affiliation=row, by=request.user, **days)
        except Refused as refused:
            messages.warning(request, refused.message)
        else:
            say_done(request, gettext("The affiliation is put right."), seen(row))
    else:
        messages.warning(request, gettext("A day looks like 2024-05-31."))
    return redirect(row.entity)


@permission_required(CURATE, raise_exception=True)
@require_POST
def affiliation_remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes an affiliation, as one that never was."""
    row = Affiliation.objects.select_related("entity", "of").filter(pk=pk).first()
    return _remove(request, row, lambda there: remove_affiliation(affiliation=there, by=request.user))


@permission_required(CURATE, raise_exception=True)
@require_POST
def external_id_add(request: DeskRequest, pk: int) -> HttpResponse:
    """Notes what an entity is called in a register."""
    form = ExternalIdForm(request.POST)

    def add(entity: Entity, typed: dict[str, Any]) -> Model:
        return add_external_id(entity=entity, by=request.user, **typed)

    return _add(request, pk, "id_form", form, add, "The id is noted.")


@permission_required(CURATE, raise_exception=True)
@require_POST
def external_id_remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes an id."""
    row = ExternalId.objects.select_related("entity").filter(pk=pk).first()
    return _remove(request, row, lambda there: remove_external_id(external_id=there, by=request.user))


@permission_required(CURATE, raise_exception=True)
@require_POST
def relation_add(request: DeskRequest, pk: int) -> HttpResponse:
    """Notes how an entity stands to another, or what it is: an entry where somebody goes by the name, else a term."""
    form = RelationForm(request.POST)

    def add(entity: Entity, typed: dict[str, Any]) -> Model:
        found = [each.shown for each in look_up([typed["what"]])[typed["what"]]]
        other = found[0] if len(found) == 1 else None
        what: dict[str, Any] = {"other": other} if other else {"term": typed["what"]}
        return relate(entity=entity, tie=typed["tie"], by=request.user, **what)

    return _add(request, pk, "relation_form", form, add, "It is noted.")


@permission_required(CURATE, raise_exception=True)
@require_POST
def relation_remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes a relation."""
    row = Relation.objects.select_related("entity", "other").filter(pk=pk).first()
    return _remove(request, row, lambda there: remove_relation(relation=there, by=request.user))


def _add(
    request: DeskRequest,
    pk: int,
    name: str,
    form: forms.Form,
    add: Callable[[Entity, dict[str, Any]], Model],
    words: str,
) -> HttpResponse:
    entity = get_object_or_404(entities_shown(), pk=pk)
    if form.is_valid():
        try:
            made = add(entity, form.cleaned_data)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            say_done(request, words, seen(made))
            return redirect(entity)
    return entity_page(request, entity, **{name: form})


def _remove(request: DeskRequest, row: Any, remove: Callable[[Any], None]) -> HttpResponse:
    if row is None:
        messages.warning(request, gettext("This was removed already."))
        return redirect("entities")
    entity, gone = row.entity, type(row)(pk=row.pk)
    try:
        remove(row)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        say_done(request, gettext("It is removed."), seen(gone))
    return redirect(entity)


def _known(name: str, *, field: str) -> Entity:
    """The entry that goes by a typed name. Raises Refused where none does, or several."""
    found = look_up([name])[name]
    if len(found) != 1:
        who = "; ".join(f"{e.shown.name} ({e.shown.get_kind_display()})" for e in found)
        raise Refused(
            gettext("Several go by “%(name)s”: %(who)s.") % {"name": name, "who": who}
            if found
            else gettext("Nobody goes by “%(name)s”.") % {"name": name},
            field=field,
        )
    return found[0].shown
