"""Claims as they stood: nothing on these pages writes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render

from claims.models import Claim
from claims.queries.as_of import board_as_of, look_back
from claims.queries.board import LOOKING_BACK
from claims.queries.history import history
from claims.queries.moment import LEARNED, WAYS, read_moment
from entities.paging import page_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from claims.queries.moment import Moment
    from entities.requests import DeskRequest

PAGE_SIZE = 25
ASKED = "as_of"
NO_MOMENT = "That is no moment to look back at: give a day, or a day and a time, that is not still to come."


def asked_moment(request: DeskRequest) -> Moment | None:
    """The moment that the address asks to look back at; None where it asks for none, or for none that can be."""
    return read_moment(request.GET.get(ASKED, "")[:40], request.GET.get("by", ""))


def is_no_moment(request: DeskRequest) -> bool:
    """Whether the address asks for a moment that is none, or still to come: the page of now then says so."""
    return bool(request.GET.get(ASKED)) and asked_moment(request) is None


def claim_as_of(
    request: DeskRequest, claim: Claim, moment: Moment, *, pages: Mapping[str, int]
) -> HttpResponse:
    """A claim's page as it stood."""
    look = look_back(claim, moment, pages=pages)
    context = {
        "claim": claim,
        "moment": moment,
        "as_of": moment,
        "look": look,
        "evidence": look.evidence,
        "history": history(claim, before=request.GET.get("before", ""), until=moment.at),
        "ways": WAYS.items(),
        "other_way": _other_way(moment),
    }
    return render(request, "claims/claim_as_of.html", context)


def board_page_as_of(request: DeskRequest, moment: Moment) -> HttpResponse:
    """The claims board as it stood: the claims that were tracked, the last proposed first."""
    tracked = Claim.objects.defer("search", "note")
    if moment.by == LEARNED:
        tracked = tracked.filter(proposed_at__lte=moment.at)
    else:
        tracked = tracked.filter(merged_into=None)
    page = page_after(tracked, order=["-pk"], after=request.GET.get("after", ""), size=PAGE_SIZE)
    query = {ASKED: moment.written, "by": moment.by}
    context = {
        "moment": moment,
        "page": page,
        "rows": board_as_of(page.rows, moment),
        "columns": LOOKING_BACK,
        "query": urlencode(query),
        "ways": WAYS.items(),
        "other_way": _other_way(moment),
    }
    return render(request, "claims/board_as_of.html", context)


def _other_way(moment: Moment) -> tuple[str, str]:
    """The other of the two ways of looking back: its address, and its words."""
    other = next(way for way in WAYS if way != moment.by)
    return f"?{urlencode({ASKED: moment.written, 'by': other})}", str(WAYS[other])
