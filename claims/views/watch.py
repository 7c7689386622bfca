"""Watching claims, and what one was told of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from claims.models import Notice, NoticeKind
from claims.tell import mark_read
from claims.views.claim import shown_or_404
from claims.watch import watch_claims
from entities.paging import page_after
from entities.requests import next_page, sent_id
from entities.say_done import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

UNREAD = "unread"


@require_safe
def notices(request: DeskRequest) -> HttpResponse:
    """What this person was told, the last first: all of it, what is unread, or one kind (``?only=``)."""
    every = Notice.objects.filter(user=request.user)
    unread = dict(every.filter(read_at=None).order_by().values_list("kind").annotate(n=Count("pk")))
    only = request.GET.get("only", "")
    rows = every.select_related("claim").defer("claim__search", "claim__note")
    if only == UNREAD:
        rows = rows.filter(read_at=None)
    elif only in NoticeKind.values:
        rows = rows.filter(kind=only)
    else:
        only = ""
    page = page_after(rows, order=["-pk"], after=request.GET.get("after", ""))
    last = every.values_list("pk", flat=True).first()
    context = {
        "page": page,
        "until": last or 0,
        "watched": request.user.watches.count(),
        "only": only,
        "kinds": [("", gettext("All"), 0), (UNREAD, gettext("Unread"), sum(unread.values()))]
        + [(kind.value, capfirst(kind.label), unread.get(kind, 0)) for kind in NoticeKind],
        "query": urlencode({"only": only}) if only else "",
    }
    return render(request, "claims/notices.html", context)


@require_POST
def notices_read(request: DeskRequest) -> HttpResponse:
    """Marks as read what the person was shown, of one claim or of all; what came in meanwhile stays unread."""
    about = sent_id(request, "claim")
    claim = shown_or_404(about) if about else None
    done = mark_read(by=request.user, until=sent_id(request, "until") or 0, claim=claim)
    messages.success(
        request,
        gettext("%(done)s marked as read.") % {"done": done}
        if done
        else gettext("There was nothing unread."),
    )
    return redirect(next_page(request, reverse("notices")))


@require_POST
def claim_watch(request: DeskRequest, pk: int) -> HttpResponse:
    """Begins or, told "stop", ends watching a claim."""
    claim = shown_or_404(pk)
    stop = bool(request.POST.get("stop"))
    done = watch_claims(claims=[claim.pk], by=request.user, stop=stop)
    words = (
        gettext("You are not told of this claim any more.")
        if stop
        else gettext("You watch this claim: every change of its status is a notice for you.")
    )
    say_done(request, words, done)
    return redirect(claim)
