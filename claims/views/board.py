"""The claims board: every claim, narrowed by what one asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.arrange import MAY
from claims.arrange_forms import ArrangeForm
from claims.filters import COLUMNS_KEY, PAGE_KEY, SORT_KEY, SORTS, ClaimFilter, asked_columns, asked_sort
from claims.models import Claim
from claims.queries.board import COLUMNS, claims_listed, columns_of, rows_of, seen_of
from claims.queries.views import views_of
from claims.show_columns import show_columns
from claims.views.as_of import NO_MOMENT, asked_moment, board_page_as_of, is_no_moment
from entities.paging import page_after
from entities.requests import next_page

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from entities.requests import DeskRequest

ORDERS = {"changed": ("-changed_at", "-pk"), "due": ("due_on", "pk"), "new": ("-pk",)}
PAGE_SIZE = 25


@require_safe
def board(request: DeskRequest) -> HttpResponse:
    """Claims as a list, the last changed first where nothing else is asked for."""
    moment = asked_moment(request)
    if moment is not None:
        return board_page_as_of(request, moment)
    if is_no_moment(request):
        messages.warning(request, NO_MOMENT)
    filters = ClaimFilter(request.GET, queryset=claims_listed(), request=request)
    sort = asked_sort(request.GET)
    after = request.GET.get(PAGE_KEY, "")
    page = page_after(_sorted(filters.qs, sort), order=ORDERS[sort], after=after, size=PAGE_SIZE)
    columns = asked_columns(request.GET) or columns_of(request.user)
    counted = filters.counted()
    written = filters.written()
    context = {
        "filter": filters,
        "facets": filters.facets(counted),
        "total": counted.dated if sort == "due" else counted.total,
        "rows": rows_of(page.rows, columns),
        "columns": columns,
        "all_columns": COLUMNS.items(),
        "seen": seen_of([claim.pk for claim in page.rows]) if request.user.has_perm(MAY) else {},
        "page": page,
        "newest": _address(request.GET),
        "older": _address(request.GET, **{PAGE_KEY: page.next}) if page.next else "",
        "sort": sort,
        "sorts": [(name, words, _address(request.GET, **{SORT_KEY: name})) for name, words in SORTS.items()],
        "written": written,
        "plain": _plain(request.GET),
        "bulk": ArrangeForm() if request.user.has_perm(MAY) else None,
        "views": views_of(request.user, written=written),
        "nothing_yet": not page.rows and not Claim.objects.exists(),
    }
    return render(request, "claims/board.html", context)


@require_POST
def board_columns(request: DeskRequest) -> HttpResponse:
    """Keeps which columns this person wants, and goes back to the board."""
    show_columns(by=request.user, columns=request.POST.getlist("column"))
    return redirect(next_page(request, reverse("claims")))


def _plain(asked: QueryDict) -> str:
    """This board without columns of its own, to go back to when the person has chosen theirs."""
    query = asked.copy()
    query.pop(COLUMNS_KEY, None)
    return f"{reverse('claims')}?{query.urlencode()}"


def _sorted(rows: QuerySet[Claim], sort: str) -> QuerySet[Claim]:
    """By due date only what has one."""
    return rows.filter(due_on__isnull=False) if sort == "due" else rows


def _address(asked: QueryDict, **other: str) -> str:
    """This board from its first page, with something asked otherwise."""
    query = asked.copy()
    query.pop(PAGE_KEY, None)
    for name, value in other.items():
        query.pop(name, None)
        query[name] = value
    return f"?{query.urlencode()}" if query else "?"
