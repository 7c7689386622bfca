"""An editor sets a claim's verdict."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.decide import ChangedMeanwhile, decide
from claims.forms import DecideForm
from claims.queries.claim import alarm
from claims.views.claim import shown_or_404
from entities.forms import show_refusal
from entities.ledger import seen
from entities.refused import Refused
from entities.said import in_sentence
from entities.say_done import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from claims.models import Claim
    from entities.requests import DeskRequest


@permission_required("claims.decide", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def decide_claim(request: DeskRequest, pk: int) -> HttpResponse:
    """The form for a verdict; sent, it sets the verdict or comes back with what stands in the way."""
    claim = shown_or_404(pk)
    if claim.merged_into_id is not None:
        return redirect(claim)
    if request.method != "POST":
        return _page(request, claim, DecideForm.of(claim))
    form = DecideForm(request.POST)
    if not form.is_valid():
        return _page(request, claim, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        change = decide(claim=claim, by=request.user, **form.cleaned_data)
    except ChangedMeanwhile as refused:
        now = shown_or_404(pk)
        form = form.over(now)
        show_refusal(form, refused)
        return _page(request, now, form, status=HTTPStatus.CONFLICT, meanwhile=refused.change)
    except Refused as refused:
        show_refusal(form, refused)
        return _page(request, claim, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    what = f"{change.get_verdict_display()}, {in_sentence(change.get_work_state_display())}"
    say_done(request, gettext("The claim’s status is now: %(what)s.") % {"what": what}, seen(claim))
    return redirect(claim)


def _page(
    request: DeskRequest,
    claim: Claim,
    form: DecideForm,
    *,
    status: int = HTTPStatus.OK,
    meanwhile: object = None,
) -> HttpResponse:
    context = {"claim": claim, "form": form, "alarm": alarm(claim), "meanwhile": meanwhile}
    return render(request, "claims/decide.html", context, status=status)
