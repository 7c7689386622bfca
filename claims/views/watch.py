"""Watching claims, and what one was told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.models import Notice
from claims.tell import mark_read
from claims.templatetags.desk import ACT
from claims.views.claim import shown_or_404
from claims.watch import watch_claims
from entities.paging import page_after

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

LARGEST_ID = 2**63 - 1


@require_safe
def notices(request: DeskRequest) -> HttpResponse:
    """What this person was told, the last first."""
    rows = (
        Notice.objects.filter(user=request.user).select_related("claim").defer("claim__search", "claim__note")
    )
    page = page_after(rows, order=["-pk"], after=request.GET.get("after", ""))
    last = Notice.objects.filter(user=request.user).values_list("pk", flat=True).first()
    context = {
        "page": page,
        "until": last or 0,
        "watched": request.user.watches.count(),
        "query": "",
    }
    return render(request, "claims/notices.html", context)


@require_POST
def notices_read(request: DeskRequest) -> HttpResponse:
    """Marks as read what the person was shown; what came in meanwhile stays unread."""
    written = request.POST.get("until", "")
    until = (
        int(written) if written.isascii() and written.isdigit() and len(written) < len(str(LARGEST_ID)) else 0
    )
    done = mark_read(by=request.user, until=until)
    messages.success(request, f"{done} marked as read." if done else "There was nothing unread.")
    return redirect("notices")


@require_POST
def claim_watch(request: DeskRequest, pk: int) -> HttpResponse:
    """Begins or, told "stop", ends watching a claim."""
    claim = shown_or_404(pk)
    stop = bool(request.POST.get("stop"))
    done = watch_claims(claims=[claim.pk], by=request.user, stop=stop)
    words = (
        "You are not told of this claim any more."
        if stop
        else "You watch this claim: every change of its status is a notice for you."
    )
    messages.success(request, words, extra_tags=f"{ACT}{done.pk}" if done else "")
    return redirect(claim)
