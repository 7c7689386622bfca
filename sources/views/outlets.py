"""Outlets: where they publish, their feeds, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from entities.forms import show_overtaken, show_refusal
from entities.ledger import act_on, seen
from entities.paging import page_after
from entities.reader import zone_names
from entities.refused import Overtaken, Refused
from entities.say_done import say_done
from sources.change_outlet import change_outlet
from sources.feed_forms import OutletForm, lines
from sources.models import Outlet, OutletGroup
from sources.queries.outlets import outlets_shown

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest


@require_safe
def outlets(request: DeskRequest) -> HttpResponse:
    """Every outlet with its hosts, feeds and owner."""
    page = page_after(outlets_shown(), order=["key"], after=request.GET.get("after", ""), size=50)
    return render(request, "sources/outlets.html", {"page": page})


@permission_required("sources.change_outlet", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def outlet_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Sets what the desk knows of an outlet."""
    outlet = get_object_or_404(outlets_shown(), pk=pk)
    form = OutletForm(request.POST) if request.method == "POST" else OutletForm(initial=_as_it_is(outlet))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            change_outlet(
                outlet=outlet,
                by=request.user,
                homepage=typed["homepage"],
                group=typed["group"],
                time_zone=typed["time_zone"],
                hosts=lines(typed["hosts"]),
                seen=typed["seen"],
            )
        except Overtaken as overtaken:
            fresh = outlets_shown().get(pk=pk)
            now = {name: value for name, value in _as_it_is(fresh).items() if name != "seen"}
            show_overtaken(form, overtaken, now=now, carried={"seen": seen(fresh)})
        except Refused as refused:
            show_refusal(form, refused)
        else:
            done = act_on(outlet, "outlet.change")
            say_done(request, gettext("The outlet is changed."), done)
            return redirect("outlets")
    groups = list(OutletGroup.objects.values_list("name", flat=True)[:300])
    return render(
        request,
        "sources/outlet_form.html",
        {"form": form, "outlet": outlet, "groups": groups, "zones": zone_names()},
    )


def _as_it_is(outlet: Outlet) -> dict[str, object]:
    return {
        "hosts": "\n".join(host.host for host in outlet.hosts.all()),
        "homepage": outlet.homepage,
        "group": outlet.group.name if outlet.group else "",
        "time_zone": outlet.time_zone,
        "seen": seen(outlet),
    }
