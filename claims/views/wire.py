"""What would change our mind: tripwires set, changed and removed."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from claims.models import Tripwire
from claims.views.claim import shown_or_404
from claims.wire import change_tripwire, remove_tripwire, set_tripwire
from claims.wire_forms import TripwireForm, wire_as_it_stands
from entities.forms import show_overtaken, show_refusal
from entities.ledger import seen
from entities.refused import Overtaken, Refused
from entities.say_done import say_done
from sources.find_speaker import find_or_make_speaker

if TYPE_CHECKING:
    from django.http import HttpResponse

    from claims.models import Claim
    from entities.requests import DeskRequest

may_decide = permission_required("claims.decide", raise_exception=True)


@may_decide
@require_http_methods(["GET", "HEAD", "POST"])
def tripwire_add(request: DeskRequest, pk: int) -> HttpResponse:
    """A new tripwire on a claim."""
    claim = shown_or_404(pk)
    if request.method != "POST":
        return _page(request, claim, TripwireForm(initial={"stance": "denies", "named": True}))
    form = TripwireForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                wire = set_tripwire(claim=claim, by=request.user, **_asked(request, form))
        except Refused as refused:
            show_refusal(form, refused)
        else:
            say_done(request, gettext("The tripwire is set."), seen(wire))
            return redirect(f"{claim.get_absolute_url()}#tripwires")
    return _page(request, claim, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@may_decide
@require_http_methods(["GET", "HEAD", "POST"])
def tripwire_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Something else that a tripwire asks for."""
    wire = _wire(pk)
    if request.method != "POST":
        form = TripwireForm(initial=wire_as_it_stands(wire) | {"seen": seen(wire)})
        return _page(request, wire.claim, form, wire=wire)
    form = TripwireForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                asked = _asked(request, form)
                change_tripwire(wire=wire, by=request.user, seen=form.cleaned_data["seen"], **asked)
        except Overtaken as refused:
            now = _wire(pk)
            show_overtaken(form, refused, now=wire_as_it_stands(now), carried={"seen": seen(now)})
        except Refused as refused:
            show_refusal(form, refused)
        else:
            say_done(request, gettext("The tripwire is changed."), seen(wire))
            return redirect(f"{wire.claim.get_absolute_url()}#tripwires")
    return _page(request, wire.claim, form, wire=wire, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@may_decide
@require_POST
def tripwire_remove(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes a tripwire, and offers to take that back."""
    wire = _wire(pk)
    try:
        remove_tripwire(wire=wire, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        gone = seen(Tripwire(pk=pk))
        say_done(request, gettext("The tripwire is removed."), gone)
    return redirect(f"{wire.claim.get_absolute_url()}#tripwires")


def _wire(pk: int) -> Tripwire:
    rows = Tripwire.objects.select_related("claim", "speaker__canonical").defer("claim__search")
    return get_object_or_404(rows, pk=pk)


def _asked(request: DeskRequest, form: TripwireForm) -> dict[str, Any]:
    asked = {name: value for name, value in form.cleaned_data.items() if name != "seen"}
    asked["speaker"] = find_or_make_speaker(name=asked["speaker"], by=request.user)
    return asked


def _page(
    request: DeskRequest,
    claim: Claim,
    form: TripwireForm,
    *,
    wire: Tripwire | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"claim": claim, "form": form, "wire": wire}
    return render(request, "claims/tripwire_form.html", context, status=status)
