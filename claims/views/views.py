"""Views of the board: saved under a name, renamed, shared, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.arrange_forms import ViewForm
from claims.filters import ClaimFilter
from claims.models import Claim, SavedView
from claims.save_view import change_view, remove_view, save_view
from entities.ledger import seen
from entities.refused import Refused
from entities.say_done import say_done
from entities.written import without_nul

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

LONGEST_ASKED = 4_000


@require_POST
def view_save(request: DeskRequest) -> HttpResponse:
    """Saves what the board is narrowed to; back to it either way."""
    query = _written(request, request.POST.get("query", ""))
    form = ViewForm(request.POST)
    try:
        view = save_view(query=query, by=request.user, **_checked(form))
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(f"{reverse('claims')}?{query}")
    say_done(request, gettext("Saved as “%(name)s”.") % {"name": view.name}, seen(view))
    return redirect(view)


@require_POST
def view_change(request: DeskRequest, pk: int) -> HttpResponse:
    """Another name, shared or not."""
    view = _visible(request, pk)
    try:
        view = change_view(view=view, by=request.user, **_checked(ViewForm(request.POST)))
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        say_done(request, gettext("The view is “%(name)s” now.") % {"name": view.name}, seen(view))
    return redirect(view)


@require_POST
def view_remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes a view; what it showed stays on screen."""
    view = _visible(request, pk)
    address = view.get_absolute_url()
    try:
        done = remove_view(view=view, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        say_done(request, gettext("The view “%(name)s” was removed.") % {"name": view.name}, done)
    return redirect(address)


def _visible(request: DeskRequest, pk: int) -> SavedView:
    view = SavedView.objects.filter(pk=pk).first()
    if view is None or not (view.shared or view.by_id == request.user.pk):
        raise Http404
    return view


def _checked(form: ViewForm) -> dict[str, Any]:
    """What the form says; what is wrong with it is a refusal like any other."""
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        raise Refused(
            gettext("Give the view a name.") if not form.data.get(field) else str(errors[0]), field=field
        )
    return form.cleaned_data


def _written(request: DeskRequest, query: str) -> str:
    """A query string as the board understands it."""
    asked = QueryDict(without_nul(query[:LONGEST_ASKED]))
    return ClaimFilter(asked, queryset=Claim.objects.none(), request=request).written()
