"""A claim's page: verdict, evidence, what waits, and its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.forms import DecideForm
from claims.queries.claim import alarm, claim_shown, evidence, waiting
from claims.queries.history import history

if TYPE_CHECKING:
    from claims.models import Claim
    from entities.requests import DeskRequest


def shown_or_404(pk: int) -> Claim:
    """The claim of that id."""
    found = claim_shown(pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


@require_safe
def claim(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything the desk knows of one claim."""
    shown = shown_or_404(pk)
    waits, strongest = waiting(shown)
    context = {
        "claim": shown,
        "alarm": alarm(shown),
        "evidence": evidence(shown),
        "waits": waits,
        "strongest": strongest,
        "history": history(shown, before=request.GET.get("before", "")),
        "form": DecideForm.of(shown) if request.user.has_perm("claims.decide") else None,
    }
    return render(request, "claims/claim.html", context)
