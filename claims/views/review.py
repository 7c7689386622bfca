"""An editor answers suggestions, one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from claims.forms import AcceptForm, RejectForm
from claims.models import Claim, Link, LinkDecision, LinkState, Rejection, Stance
from claims.queries.passage import passage
from claims.queries.review import Place, Queue, mark_of
from claims.review import AlreadyDecided, accept_link, reject_link, take_back
from claims.templatetags.desk import UNDO
from claims.views.requests import asked_id, next_page
from entities.refused import Refused

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseRedirect

    from entities.requests import DeskRequest

SHORTENED = 60
BEARS = {Stance.SUPPORTS: "it supports", Stance.DENIES: "it denies", Stance.CONTEXT: "it is context to"}
may_review = permission_required("claims.review", raise_exception=True)


@may_review
@require_safe
def review(request: DeskRequest) -> HttpResponse:
    """The suggestion asked for by ``?link=``, else the one behind ``?after=``, else the strongest."""
    claim_id, link_id = asked_id(request, "claim"), asked_id(request, "link")
    after = Place.read(request.GET.get("after", ""))
    queue = Queue(claim_id)
    step = queue.step(link_id=link_id, after=None if link_id else after)
    if step is None and link_id:
        _say_what_became_of(request, link_id)
        step = queue.step(after=after)
    context = {
        "step": step,
        "claim": Claim.objects.filter(pk=claim_id).defer("search").first() if claim_id else None,
        "only": claim_id,
        "passage": passage(step.link.statement) if step else None,
        "is_likely": bool(step and step.link.probability and step.link.probability >= settings.LINK_LIKELY),
        "rejections": Rejection.choices,
        "stances": [(stance, n) for n, stance in enumerate(Stance, start=1)],
        "waits": step.total if step else queue.count(),
        "waits_elsewhere": Queue().count() if step is None and claim_id else 0,
        "anything_ever": step is not None or Link.objects.exists(),
        "undo": request.session.get("review_undo"),
        "mark": mark_of(step.link.statement) if step else None,
        "here": request.get_full_path(),
    }
    return render(request, "claims/review.html", context)


@may_review
@require_POST
def accept(request: DeskRequest, pk: int) -> HttpResponse:
    """A suggestion is accepted with a stance."""
    link = _link(pk)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose how it bears on the claim: supports, denies or context.")
        return redirect(_review(request, link=link.pk))
    stance = form.cleaned_data["stance"]
    try:
        decision = accept_link(link=link, by=request.user, stance=stance)
    except Refused as refused:
        return _refused(request, link, refused)
    return _answered(request, link, decision, f"Accepted: {BEARS[stance]} “{_short(link.claim.text)}”.")


@may_review
@require_POST
def reject(request: DeskRequest, pk: int) -> HttpResponse:
    """A suggestion is not related."""
    link = _link(pk)
    form = RejectForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        decision = reject_link(link=link, by=request.user, reason=reason or Rejection.OTHER)
    except Refused as refused:
        return _refused(request, link, refused)
    why = decision.get_reason_display()
    return _answered(request, link, decision, f"Not related to “{_short(link.claim.text)}”: {why}.")


@may_review
@require_POST
def undo(request: DeskRequest, pk: int) -> HttpResponse:
    """A decision is taken back, and its suggestion waits again."""
    decision = get_object_or_404(LinkDecision.objects.select_related("link__claim"), pk=pk)
    if request.session.get("review_undo") == decision.pk:
        del request.session["review_undo"]
    try:
        link = take_back(decision=decision, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(next_page(request, reverse("review")))
    messages.success(request, "Taken back: it is a suggestion again.")
    wanted = next_page(request, "")
    if not wanted or wanted.startswith(reverse("review")):
        return redirect(_review(request, link=link.pk))
    return redirect(wanted)


def _link(pk: int) -> Link:
    return get_object_or_404(Link.objects.select_related("claim").defer("claim__search"), pk=pk)


def _answered(request: DeskRequest, link: Link, decision: LinkDecision, words: str) -> HttpResponseRedirect:
    """On to the next one, with a way back."""
    request.session["review_undo"] = decision.pk
    messages.success(request, words, extra_tags=f"{UNDO}{decision.pk}")
    return redirect(next_page(request, _review(request, after=str(Place.of(link)))))


def _refused(request: DeskRequest, link: Link, refused: Refused) -> HttpResponseRedirect:
    """Says why; a suggestion that somebody else answered is behind us, another stays."""
    messages.warning(request, refused.message)
    if isinstance(refused, AlreadyDecided):
        return redirect(next_page(request, _review(request, after=str(Place.of(link)))))
    return redirect(_review(request, link=link.pk))


def _review(request: DeskRequest, **query: object) -> str:
    """The review's address, narrowed to the claim that the form was narrowed to."""
    only = request.POST.get("only", "")
    if only.isascii() and only.isdigit():
        query["claim"] = only
    return f"{reverse('review')}?{urlencode(query)}"


def _say_what_became_of(request: DeskRequest, link_id: int) -> None:
    link = (
        Link.objects.select_related("decided_by", "statement")
        .defer("statement__search")
        .filter(pk=link_id)
        .first()
    )
    if link is None:
        messages.info(request, "That suggestion is not here.")
    elif link.state == LinkState.SUGGESTED:
        messages.info(request, "Somebody struck the statement of that suggestion: nobody said it.")
    else:
        who = link.decided_by.get_username() if link.decided_by else "Somebody"
        what = link.get_stance_display() if link.state == LinkState.ACCEPTED else link.get_state_display()
        messages.info(request, f"{who} answered that suggestion: {what}.")


def _short(text: str) -> str:
    return text if len(text) <= SHORTENED else f"{text[: SHORTENED - 1].rstrip()}…"
