"""Two claims that say the same: choose the other, look at what moves, confirm; and a claim's second try."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from claims.alike import alike
from claims.merge import merge_claims, plan_merge
from claims.queries.choose import claims_to_choose
from claims.queries.claim import claim_shown
from claims.queries.merging import holdings
from claims.retry import retry_claim
from claims.views.claim import shown_or_404
from entities.ledger import seen
from entities.refused import Refused
from entities.requests import asked_id, next_page, sent_id
from entities.say_done import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from claims.models import Claim
    from entities.requests import DeskRequest

THIS, OTHER = "this", "other"


@permission_required("claims.change_claim", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def claim_merge(request: DeskRequest, pk: int) -> HttpResponse:
    """Merges this claim with another. Without ``other`` a search, with it a preview; a POST does it."""
    claim = shown_or_404(pk)
    if claim.merged_into_id is not None:
        return redirect(claim)
    other = _other(claim, (sent_id if request.method == "POST" else asked_id)(request, "other"))
    if other is None:
        return _search(request, claim)
    if request.method == "POST":
        return _merge(request, claim, other)
    return _preview(request, claim, other)


@permission_required("claims.add_claim", raise_exception=True)
@require_POST
def claim_retry(request: DeskRequest, pk: int) -> HttpResponse:
    """Lets a claim that was set aside be held against past statements again."""
    claim = shown_or_404(pk)
    try:
        retry_claim(claim=claim, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("It will be tried again now."))
    return redirect(next_page(request, claim.get_absolute_url()))


def _merge(request: DeskRequest, claim: Claim, other: Claim) -> HttpResponse:
    """``keep`` says which of the two stays: "this" or "other"."""
    kept, gone = (other, claim) if request.POST.get("keep") == OTHER else (claim, other)
    versions = {claim.pk: sent_id(request, "version_this"), other.pk: sent_id(request, "version_other")}
    told = {pk: -1 if version is None else version for pk, version in versions.items()}
    try:
        kept = merge_claims(
            kept=kept, gone=gone, by=request.user, kept_version=told[kept.pk], gone_version=told[gone.pk]
        )
    except Refused as refused:
        return _preview(request, shown_or_404(claim.pk), shown_or_404(other.pk), problem=refused.message)
    say_done(request, gettext("“%(text)s” is part of this claim now.") % {"text": gone.text}, seen(gone))
    return redirect(kept)


def _search(request: DeskRequest, claim: Claim) -> HttpResponse:
    words = request.GET.get("q", "")[:200]
    found = (
        [c for c in claims_to_choose(words=words, first=None) if c.pk != claim.pk] if words.strip() else []
    )
    near = [] if words.strip() else [each.row.claim for each in alike(claim.text, besides=claim.pk)]
    context = {"claim": claim, "q": words, "found": found, "near": near}
    return render(request, "claims/merge_search.html", context)


def _preview(request: DeskRequest, claim: Claim, other: Claim, *, problem: str = "") -> HttpResponse:
    """What each of the two has, and what would come of either staying."""
    both = holdings([claim, other])
    sides = [
        {"which": THIS, "holds": both[0], "plan": plan_merge(kept=claim, gone=other)},
        {"which": OTHER, "holds": both[1], "plan": plan_merge(kept=other, gone=claim)},
    ]
    context = {
        "claim": claim,
        "other": other,
        "sides": sides,
        "problem": problem,
        "keep": request.POST.get("keep") or (THIS if claim.pk < other.pk else OTHER),
    }
    status = HTTPStatus.CONFLICT if problem else HTTPStatus.OK
    return render(request, "claims/merge_preview.html", context, status=status)


def _other(claim: Claim, pk: int | None) -> Claim | None:
    found = claim_shown(pk) if pk is not None and pk != claim.pk else None
    return found if found is not None and found.merged_into_id is None else None
