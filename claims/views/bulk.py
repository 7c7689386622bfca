"""Several suggestions answered at once: choose, look at what would be done, do it, and take it back as one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.bulk import ANSWERS, BEARS, MOST, NOT_RELATED, answer_many
from claims.models import Claim, Link, Rejection, Stance
from claims.queries.evidence import waiting_links, with_heard_at, with_statements
from claims.queries.review import COUNTED, Queue
from claims.views.run import may_review
from claims.views.within import Within
from entities.refused import Refused
from entities.say_done import say_done
from entities.written import ids_in

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from entities.requests import DeskRequest

SHOWN = 50


@may_review
@require_http_methods(["GET", "HEAD", "POST"])
def review_many(request: DeskRequest) -> HttpResponse:
    """The strongest suggestions (as narrowed) to choose among; a POST shows what would be done or, confirmed, does it."""
    within = Within(request.GET)
    if request.method != "POST":
        return _page(request, within)
    chosen = _chosen(request)
    answer, reason = request.POST.get("answer", ""), request.POST.get("reason", "") or Rejection.OTHER
    problem = "" if chosen else gettext("Choose the suggestions first.")
    problem = problem or ("" if answer in ANSWERS else gettext("Choose one answer for all of them."))
    if problem:
        messages.error(request, problem)
        return _page(request, within, chosen=chosen, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not request.POST.get("confirmed"):
        return _preview(request, within, chosen, answer, reason)
    try:
        done = answer_many(links=chosen, answer=answer, by=request.user, reason=reason)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(_address(within))
    told = (
        gettext("%(count)s not related.") % {"count": done.count}
        if answer == NOT_RELATED
        else gettext("%(count)s accepted: %(stance)s.")
        % {"count": done.count, "stance": Stance(answer).label}
    )
    say_done(request, told, done.act)
    if done.refused:
        messages.warning(
            request,
            gettext("%(refused)s left as they are: %(fromkeys)s")
            % {"refused": len(done.refused), "fromkeys": " ".join(dict.fromkeys(done.refused))},
        )
    return redirect(_address(within))


def _preview(
    request: DeskRequest, within: Within, chosen: list[int], answer: str, reason: str
) -> HttpResponse:
    context = {
        "links": _shown(waiting_links().filter(pk__in=chosen), most=MOST),
        "answer": answer,
        "words": gettext("not related") if answer == NOT_RELATED else gettext(BEARS[Stance(answer)]),
        "reason": reason,
        "back": _address(within),
    }
    return render(request, "claims/review_many_preview.html", context)


def _page(
    request: DeskRequest,
    within: Within,
    *,
    chosen: list[int] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    links = _shown(within.rows(), most=SHOWN)
    context = {
        "links": links,
        "anything_ever": bool(links) or Link.objects.exists(),
        "chosen": chosen or [],
        "within": within,
        "claim": Claim.objects.filter(pk=within.claim).defer("search").first() if within.claim else None,
        "waits": Queue(within.rows(), by=request.user).count,
        "counted": COUNTED,
        "answers": [(stance.value, stance.label) for stance in Stance],
        "rejections": Rejection.choices,
        "now": timezone.now(),
    }
    return render(request, "claims/review_many.html", context, status=status)


def _shown(links: QuerySet[Link], *, most: int) -> list[Link]:
    rows = with_heard_at(with_statements(links).select_related("claim", "in_hand__user"))
    return list(rows.defer("claim__search").order_by("-probability", "pk")[:most])


def _chosen(request: DeskRequest) -> list[int]:
    return ids_in(request.POST.getlist("link")[: MOST + 1])


def _address(within: Within) -> str:
    return reverse("review-many") + (f"?{within.query}" if within.query else "")
