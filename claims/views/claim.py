"""A claim's page: verdict, evidence, what waits, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.evidence import standing_decision
from claims.forms import DecideForm
from claims.models import Stance, Watch, WorkState
from claims.note_forms import NoteForm
from claims.queries.claim import alarm, claim_shown, waiting
from claims.queries.discussion import discussion
from claims.queries.history import history, merged_group
from claims.views.as_of import NO_MOMENT, asked_moment, claim_as_of, is_no_moment
from claims.weigh_once import account
from claims.whats_new import whats_new
from entities.requests import asked_id

if TYPE_CHECKING:
    from claims.models import Claim
    from entities.requests import DeskRequest


def shown_or_404(pk: int) -> Claim:
    """The claim of that id."""
    found = claim_shown(pk)
    if found is None:
        raise Http404
    return found


def pages_asked(request: DeskRequest) -> dict[str, int]:
    """Which page of the evidence of each stance is asked for; what makes no sense is the first."""
    return {stance: asked_id(request, stance) or 1 for stance in Stance.values}


@require_safe
def claim(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything the desk knows of one claim. The address of one that was merged leads to the one that stays."""
    shown = shown_or_404(pk)
    moment = asked_moment(request)
    if moment is not None:
        return claim_as_of(request, shown, moment, pages=pages_asked(request))
    if is_no_moment(request):
        messages.warning(request, NO_MOMENT)
    if shown.merged_into is not None:
        messages.info(request, gettext("“%(text)s” was merged into this claim.") % {"text": shown.text})
        return redirect(shown.stays)
    waits, strongest = waiting(shown)
    asks, group = alarm(shown), merged_group(shown)
    decided = standing_decision(shown, shown.verdict_changes.defer("evidence").select_related("by"))
    context = {
        "claim": shown,
        "alarm": asks,
        "decided": decided,
        "evidence": account(shown, pages=pages_asked(request)),
        "waits": waits,
        "strongest": strongest,
        "new": whats_new(shown, decided=decided, last=asks)
        if shown.work_state == WorkState.ANOTHER_LOOK
        else None,
        "working": [each.user.get_username() for each in shown.assignments.select_related("user")],
        "watching": Watch.objects.filter(claim=shown, user=request.user).exists(),
        "discussion": discussion(group, before=request.GET.get("notes", "")),
        "note_form": NoteForm() if request.user.has_perm("claims.add_note") else None,
        "history": history(shown, before=request.GET.get("before", ""), group=group),
        "form": DecideForm.of(shown) if request.user.has_perm("claims.decide") else None,
    }
    return render(request, "claims/claim.html", context)
