"""The desk: what to do next, what needs you first, what changed, then the claims that changed last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.queries.board import columns_of
from claims.queries.desk import latest_claims, mine, needs
from claims.queries.news import since_last_visit
from claims.queries.next_act import next_act
from claims.queries.waiting import counts_of
from claims.see import mark_seen, note_shown, read

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest


@require_safe
def desk(request: DeskRequest) -> HttpResponse:
    """The home page."""
    now = timezone.now()
    note_shown(request)
    counts, own = counts_of(request.user), mine(request.user)
    waiting = needs(counts.waiting)
    columns = columns_of(request.user)
    context = {
        # The head of the page shows them too.
        "waiting": counts.waiting,
        "unread": counts.unread,
        "needs": waiting,
        "mine": own,
        "next_act": next_act(request.user, waiting, own),
        "since": since_last_visit(request.user),
        "columns": columns,
        "rows": latest_claims(columns),
        "until": now.isoformat(),
    }
    return render(request, "claims/desk.html", context)


@require_POST
def seen(request: DeskRequest) -> HttpResponse:
    """Marks as seen what the page showed, and nothing that came after it."""
    until = read(request.POST.get("until", ""))
    if until is None:
        messages.warning(request, gettext("That is no moment. Open the desk again, then mark it."))
    else:
        mark_seen(by=request.user, until=until)
        messages.success(request, gettext("Marked as seen. What comes from now on is told here."))
    return redirect("desk")
