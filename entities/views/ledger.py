"""The ledger: everything people did, the last first, and the way back from any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from entities.ledger import KINDS
from entities.ledger_pages import acts_listed, asked_row, lines, people_in, preview
from entities.models import Act
from entities.paging import page_after
from entities.refused import Refused
from entities.requests import next_page
from entities.say_done import say_done
from entities.undo import InTheWay, may_undo_all, plan, standing_form, undo, undo_all
from matching.phrase import say_counted

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseRedirect

    from entities.requests import DeskRequest

ASKED = ("person", "kind", "about")


@permission_required("entities.see_ledger", raise_exception=True)
@require_safe
def ledger(request: DeskRequest) -> HttpResponse:
    """Acts, narrowed down by who, what kind, and what they are about."""
    asked = {name: request.GET.get(name, "")[:200] for name in ASKED}
    about = asked_row(asked["about"])
    rows = acts_listed(
        person=asked["person"],
        kind=asked["kind"],
        model=about[0] if about else "",
        row=about[1] if about else None,
    )
    page = page_after(rows, order=["-pk"], after=request.GET.get("after", ""))
    query = request.GET.copy()
    query.pop("after", None)
    context = {
        "page": page,
        "lines": lines(page.rows, by=request.user),
        "asked": asked,
        "about": about,
        "people": people_in(),
        "kinds": sorted(
            ((kind.name, gettext(kind.label)) for kind in KINDS.values()), key=lambda kind: kind[1]
        ),
        "is_narrowed": any(asked.values()),
        "query": query.urlencode(),
    }
    return render(request, "entities/ledger.html", context)


@require_safe
def act_shown(request: DeskRequest, pk: int) -> HttpResponse:
    """One act, what taking it back would do, and the button for that."""
    act = get_object_or_404(Act.objects.select_related("by", "undone_by__by"), pk=pk)
    if not may_undo_all([act], by=request.user):
        raise PermissionDenied
    return _preview(request, act)


@require_POST
def act_undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes an act back; where later ones stand in the way, shows them, and takes those back too if told so."""
    act = get_object_or_404(Act.objects.select_related("by"), pk=pk)
    if not may_undo_all([act], by=request.user):
        raise PermissionDenied
    going = plan(standing_form(act))
    shown = request.POST.get("going", "").split()
    if len(going) > 1 and shown != [str(each.pk) for each in going]:
        if shown:
            messages.warning(
                request, gettext("More happened while you were looking. Look again at what would go.")
            )
        return redirect("act", act.pk)
    if not may_undo_all(going, by=request.user):
        raise PermissionDenied
    try:
        if len(going) > 1:
            words = say_counted(
                "took back %(n)s step, down to: %(act)s",
                "took back %(n)s steps, down to: %(act)s",
                len(going),
                act=act.as_said,
            )
            done = undo_all(acts=going, by=request.user, words=words)
        else:
            done = undo(act=act, by=request.user)
    except InTheWay as refused:
        messages.warning(request, refused.message)
        return redirect("act", act.pk)
    except Refused as refused:
        messages.warning(request, refused.message)
        return _on(request)
    say_done(request, gettext("Done: you %(words)s.") % {"words": done.told}, done)
    return _on(request)


def _preview(request: DeskRequest, act: Act) -> HttpResponse:
    standing = standing_form(act)
    undone = getattr(standing, "undone_by", None)
    context = {
        "act": act,
        "undone_by": undone,
        "preview": None if undone else preview(standing, by=request.user, plan=plan(standing)),
        "kind": KINDS.get(act.kind),
    }
    return render(request, "entities/act.html", context)


def _on(request: DeskRequest) -> HttpResponseRedirect:
    """On to the page that the form asks for; else to the ledger, or to the desk for whoever may not see that."""
    otherwise = "ledger" if request.user.has_perm("entities.see_ledger") else "desk"
    return redirect(next_page(request, reverse(otherwise)))
