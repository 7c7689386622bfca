"""The desk: what needs you first, then the claims that changed last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.queries.desk import latest_claims, needs

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest


@require_safe
def desk(request: DeskRequest) -> HttpResponse:
    """The home page."""
    return render(request, "claims/desk.html", {"needs": needs(), "rows": latest_claims()})
