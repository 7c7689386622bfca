"""Several suggestions answered at once: choose, look at what would be done, do it, and take it back as one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.bulk import ANSWERS, MOST, NOT_RELATED, answer_many
from claims.models import Claim, Rejection, Stance
from claims.queries.evidence import waiting_links, with_heard_at, with_statements
from claims.templatetags.desk import ACT
from claims.views.requests import asked_id
from claims.views.review import may_review
from entities.refused import Refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from claims.models import Link
    from entities.requests import DeskRequest

SHOWN = 50


@may_review
@require_http_methods(["GET", "HEAD", "POST"])
def review_many(request: DeskRequest) -> HttpResponse:
    """The strongest suggestions (of one claim) to choose among; a POST shows what would be done or, confirmed, does it."""
    claim_id = asked_id(request, "claim")
    if request.method != "POST":
        return _page(request, claim_id)
    chosen = _chosen(request)
    answer, reason = request.POST.get("answer", ""), request.POST.get("reason", "") or Rejection.OTHER
    problem = "" if chosen else "Choose the suggestions first."
    problem = problem or ("" if answer in ANSWERS else "Choose one answer for all of them.")
    if problem:
        messages.error(request, problem)
        return _page(request, claim_id, chosen=chosen, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not request.POST.get("confirmed"):
        return _preview(request, claim_id, chosen, answer, reason)
    try:
        done = answer_many(links=chosen, answer=answer, by=request.user, reason=reason)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(_address(claim_id))
    what = "not related" if answer == NOT_RELATED else f"accepted: {answer}"
    messages.success(request, f"{done.count} {what}.", extra_tags=f"{ACT}{done.act.pk}")
    if done.refused:
        messages.warning(
            request, f"{len(done.refused)} left as they are: {' '.join(dict.fromkeys(done.refused))}"
        )
    return redirect(_address(claim_id))


def _preview(
    request: DeskRequest, claim_id: int | None, chosen: list[int], answer: str, reason: str
) -> HttpResponse:
    context = {
        "links": _shown(chosen=chosen, claim_id=None),
        "answer": answer,
        "words": ANSWERS[answer],
        "reason": reason,
        "only": claim_id,
        "back": _address(claim_id),
    }
    return render(request, "claims/review_many_preview.html", context)


def _page(
    request: DeskRequest,
    claim_id: int | None,
    *,
    chosen: list[int] | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    links = _shown(chosen=None, claim_id=claim_id)
    waits = waiting_links().filter(claim=claim_id) if claim_id else waiting_links()
    context = {
        "links": links,
        "chosen": chosen or [],
        "only": claim_id,
        "claim": Claim.objects.filter(pk=claim_id).defer("search").first() if claim_id else None,
        "waits": waits.count(),
        "answers": [(stance.value, stance.label) for stance in Stance],
        "rejections": Rejection.choices,
    }
    return render(request, "claims/review_many.html", context, status=status)


def _shown(*, chosen: list[int] | None, claim_id: int | None) -> list[Link]:
    links = waiting_links()
    if chosen is not None:
        links = links.filter(pk__in=chosen)
    elif claim_id is not None:
        links = links.filter(claim=claim_id)
    rows = with_heard_at(with_statements(links).select_related("claim").defer("claim__search"))
    return list(rows.order_by("-probability", "pk")[: MOST if chosen is not None else SHOWN])


def _chosen(request: DeskRequest) -> list[int]:
    written = request.POST.getlist("link")[: MOST + 1]
    return sorted({int(each) for each in written if each.isascii() and each.isdigit() and len(each) < 19})  # noqa: PLR2004 - below the largest id


def _address(claim_id: int | None) -> str:
    return reverse("review-many") + (f"?claim={claim_id}" if claim_id else "")
