"""An editor goes through suggestions in one go: where it began, its last answer taken back, and its end."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from claims.queries.review import COUNTED, Queue
from claims.queries.run import SHOWN, acts_of, answered, last_decision, run_of
from claims.review import take_back
from claims.take_in_hand import let_go
from claims.views.within import review_address
from entities.refused import Refused
from entities.requests import sent_id
from entities.say_done import say_done
from entities.undo import undo_all
from matching.phrase import say_counted

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

KEY = "review_run"
RESTS_SECONDS = 2 * 3600
"""Who has not answered for so long begins anew."""
WRITTEN_SECONDS = 300
"""So exactly is it known when somebody was here last: the session is not written at every look."""
may_review = permission_required("claims.review", raise_exception=True)


def begun_at(request: DeskRequest) -> int:
    """The decision after which this go began; begins one where there is none, or it has rested."""
    now = int(time.time())
    run = request.session.get(KEY)
    if run is None or now - run["last"] > RESTS_SECONDS:
        run = {"since": last_decision(), "last": now}
        request.session[KEY] = run
    elif now - run["last"] > WRITTEN_SECONDS:
        request.session[KEY] = run | {"last": now}
    since: int = run["since"]
    return since


@may_review
@require_POST
def undo_last(request: DeskRequest) -> HttpResponse:
    """Takes the last answer of this go back, and shows its suggestion again; asked again, the one before."""
    last = answered(by=request.user, since=begun_at(request)).first()
    if last is None:
        messages.info(request, gettext("There is no answer of yours to take back in this go."))
        return redirect(review_address(request))
    try:
        link = take_back(decision=last, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(review_address(request))
    messages.success(request, gettext("Taken back: it is a suggestion again."))
    return redirect(review_address(request, link=link.pk))


@may_review
@require_safe
def review_end(request: DeskRequest) -> HttpResponse:
    """What was done in this go, with ways to take it back."""
    let_go(by=request.user)
    run = run_of(by=request.user, since=begun_at(request))
    context = {"run": run, "listed": SHOWN, "counted": COUNTED, "waits": Queue(by=request.user).count}
    return render(request, "claims/review_end.html", context)


@may_review
@require_POST
def take_run_back(request: DeskRequest) -> HttpResponse:
    """Takes back everything that was shown at the end of a go, as one act."""
    acts = acts_of(by=request.user, since=begun_at(request), until=sent_id(request, "until") or 0)
    if not acts:
        messages.info(request, gettext("There is nothing to take back any more."))
        return redirect("review-end")
    words = say_counted("took back %(n)s answer of one go", "took back %(n)s answers of one go", len(acts))
    try:
        done = undo_all(acts=acts, by=request.user, words=words)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        told = ngettext("%(count)s answer is taken back.", "%(count)s answers are taken back.", len(acts))
        say_done(request, told % {"count": len(acts)}, done)
    return redirect(reverse("review-end"))
