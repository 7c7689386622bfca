"""How suggestions learn: versions, precision and recall, what the last refit did, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.choose_model import choose_model, undo_choice
from claims.models import ModelChange, Refit
from claims.queries.learning import Learning, learning
from claims.views.curve import Curve, curve
from entities.refused import Refused
from entities.requests import asked_id, sent_id

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

may_choose = permission_required("claims.choose_model", raise_exception=True)
PRECISION, RECALL = "precision", "recall"


@may_choose
@require_safe
def page(request: DeskRequest) -> HttpResponse:
    """Everything an admin sees of learning."""
    found = learning(before=asked_id(request, "before"))
    return render(request, "claims/learning.html", {"learning": found, "curves": _curves(found)})


@may_choose
@require_POST
def use(request: DeskRequest) -> HttpResponse:
    """Puts another version to use: ``refit`` names it, empty for the shipped one."""
    wanted = request.POST.get("refit", "")
    refit = get_object_or_404(Refit, pk=sent_id(request, "refit") or 0) if wanted else None
    number = sent_id(request, "number")
    try:
        change = choose_model(refit=refit, by=request.user, number=-1 if number is None else number)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(
            request,
            gettext("New suggestions are made with %(version)s from now on.") % {"version": change.version},
        )
    return redirect("learning")


@may_choose
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Puts to use again what was in use before a change."""
    try:
        change = undo_choice(change=get_object_or_404(ModelChange, pk=pk), by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(
            request, gettext("Taken back: %(version)s is in use again.") % {"version": change.version}
        )
    return redirect("learning")


def _curves(found: Learning) -> list[Curve]:
    """Precision and recall by week, where there are weeks enough for a line."""
    answers = [week.answers for week in found.weeks]
    drawn = [curve(PRECISION, [a.precision for a in answers]), curve(RECALL, [a.recall for a in answers])]
    return [line for line in drawn if line.points] if len(answers) > 1 else []
