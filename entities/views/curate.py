"""A curator makes an entity, puts it right, and settles the names it goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from entities.alias import add_alias, remove_alias
from entities.create import create_entity
from entities.forms import (
    AliasForm,
    ChangedEntityForm,
    EntityForm,
    NewEntityForm,
    show_overtaken,
    show_refusal,
)
from entities.ledger import seen
from entities.models import Alias, Entity, Form
from entities.queries import entities_shown
from entities.refused import Overtaken, Refused
from entities.rename import rename_entity
from entities.say_done import say_done
from entities.views.lists import entity_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

CURATE = "entities.curate"


@permission_required(CURATE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def entity_add(request: DeskRequest) -> HttpResponse:
    """Makes an entity, with the names it goes by."""
    if request.method != "POST":
        form = NewEntityForm(initial={"name": request.GET.get("name", "")})
        return _page(request, form)
    form = NewEntityForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        same = list(Entity.objects.standing().filter(name__iexact=typed["name"])[:5])
        if same and not request.POST.get("another"):
            return _page(request, form, same=same)
        try:
            made = create_entity(by=request.user, **{**typed, "aliases": form.spellings()})
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("%(name)s is added.") % {"name": made.name})
            return redirect(made)
    return _page(request, form)


@permission_required(CURATE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def entity_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Changes what an entity is called and what is said of it."""
    entity = get_object_or_404(entities_shown(), pk=pk)
    if request.method != "POST":
        form = ChangedEntityForm(initial=_as_it_stands(entity) | {"seen": seen(entity)})
        return _page(request, form, entity=entity)
    form = ChangedEntityForm(request.POST)
    if form.is_valid():
        try:
            rename_entity(entity=entity, by=request.user, **form.cleaned_data)
        except Overtaken as refused:
            entity.refresh_from_db()
            show_overtaken(form, refused, now=_as_it_stands(entity), carried={"seen": seen(entity)})
        except Refused as refused:
            show_refusal(form, refused)
        else:
            say_done(request, gettext("The change is saved."), seen(entity))
            return redirect(entity)
    return _page(request, form, entity=entity)


@permission_required(CURATE, raise_exception=True)
@require_POST
def alias_add(request: DeskRequest, pk: int) -> HttpResponse:
    """Adds a name that an entity goes by."""
    entity = get_object_or_404(entities_shown(), pk=pk)
    form = AliasForm(request.POST)
    if form.is_valid():
        try:
            typed = form.cleaned_data
            alias = add_alias(
                entity=entity, by=request.user, name=typed["name"], form=typed["form"] or Form.NAME
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            words = gettext("%(entity)s now also goes by “%(alias)s”.") % {
                "entity": entity.name,
                "alias": alias.name,
            }
            say_done(request, words, seen(alias))
            return redirect(entity)
    return entity_page(request, entity, alias_form=form)


@permission_required(CURATE, raise_exception=True)
@require_POST
def alias_remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes a name that an entity goes by."""
    alias = Alias.objects.select_related("entity").filter(pk=pk).first()
    if alias is None:
        messages.warning(request, gettext("This name was removed already."))
        return redirect("entities")
    entity, pk = alias.entity, alias.pk
    try:
        remove_alias(alias=alias, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        words = gettext("%(entity)s no longer goes by “%(alias)s”.") % {
            "entity": entity.name,
            "alias": alias.name,
        }
        say_done(request, words, seen(Alias(pk=pk)))
    return redirect(entity)


def _as_it_stands(entity: Entity) -> dict[str, str]:
    return {name: getattr(entity, name) for name in ("name", "kind", "description", "notes")}


def _page(request: DeskRequest, form: EntityForm, **more: Any) -> HttpResponse:
    return render(request, "entities/entity_form.html", {"form": form, **more})
