"""The claims board: every claim, narrowed by what one asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.filters import PAGE_KEY, ClaimFilter
from claims.models import Claim
from claims.queries.board import claims_listed, rows_of
from claims.views.as_of import NO_MOMENT, asked_moment, board_page_as_of, is_no_moment
from entities.paging import page_after

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

ORDER = ("-changed_at", "-pk")
PAGE_SIZE = 25


@require_safe
def board(request: DeskRequest) -> HttpResponse:
    """Claims as a list, the last changed first."""
    moment = asked_moment(request)
    if moment is not None:
        return board_page_as_of(request, moment)
    if is_no_moment(request):
        messages.warning(request, NO_MOMENT)
    filters = ClaimFilter(request.GET, queryset=claims_listed(), request=request)
    page = page_after(filters.qs, order=ORDER, after=request.GET.get(PAGE_KEY, ""), size=PAGE_SIZE)
    query = request.GET.copy()
    query.pop(PAGE_KEY, None)
    context = {
        "filter": filters,
        "facets": filters.facets(),
        "rows": rows_of(page.rows),
        "page": page,
        "newest": f"?{query.urlencode()}",
        "older": f"?{query.urlencode()}&{urlencode({PAGE_KEY: page.next})}" if page.next else "",
        "nothing_yet": not page.rows and not Claim.objects.exists(),
    }
    return render(request, "claims/board.html", context)
