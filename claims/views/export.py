"""A claim taken away from the desk: on paper, as a table, as values for scripts. Nothing on these pages writes."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from claims.evidence import standing_decision
from claims.export import claim_review, whole
from claims.models import VerdictChange
from claims.queries.as_of import dossier_as_of
from claims.queries.history import merged_group
from claims.queries.pieces import accepted_pieces, dossier_of
from claims.views.as_of import asked_moment
from claims.views.claim import shown_or_404
from claims.weigh.table import table
from claims.weigh.utterance import by_utterance

if TYPE_CHECKING:
    from claims.models import Claim
    from claims.queries.as_of import PastClaim
    from claims.queries.moment import Moment
    from claims.weigh import Dossier
    from entities.requests import DeskRequest

PRINTED = 60
"""Utterances of one stance on paper: the last heard."""


@require_safe
def as_csv(request: DeskRequest, pk: int) -> HttpResponse:
    """Every statement with how it counts, one a row; ``?as_of=`` as on the claim's page."""
    _, dossier, _ = _asked(request, pk)
    answer = HttpResponse(content_type="text/csv; charset=utf-8", headers=_named(pk, "csv"))
    answer.write("\ufeff")  # by which spreadsheets know UTF-8
    csv.writer(answer).writerows(table(dossier))
    return answer


@require_safe
def as_json(request: DeskRequest, pk: int) -> HttpResponse:
    """What ``manage.py evidence --json`` says; ``?as_of=`` as on the claim's page."""
    claim, dossier, moment = _asked(request, pk)
    return JsonResponse(
        whole(claim, dossier, moment),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers=_named(pk, "json"),
    )


@require_safe
def as_claim_review(request: DeskRequest, pk: int) -> HttpResponse:
    """The verdict as schema.org's ClaimReview; without one there is nothing to say, and the claim's page says so."""
    claim = shown_or_404(pk)
    found = claim_review(
        claim,
        accepted_pieces(pk),
        newsroom=settings.NEWSROOM,
        desk=settings.DESK_URL or request.build_absolute_uri("/")[:-1],
    )
    if found is None:
        messages.info(request, gettext("There is no verdict to review yet: set one, then export it."))
        return redirect(claim)
    return JsonResponse(
        found,
        content_type="application/ld+json",
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers=_named(pk, "claimreview.json"),
    )


@require_safe
def printed(request: DeskRequest, pk: int) -> HttpResponse:
    """The claim on paper: the verdict with its reason, the origins, everything that was said, the history."""
    shown = shown_or_404(pk)
    claim, dossier, moment = _asked(request, pk)
    columns = [(stance, by_utterance(dossier.of(stance))) for stance in ("supports", "denies", "context")]
    context = {
        "shown": shown,
        "claim": claim,
        "moment": moment,
        "decided": None if moment else standing_decision(shown),
        "dossier": dossier,
        "columns": [(stance, said[:PRINTED], max(0, len(said) - PRINTED)) for stance, said in columns],
        "changes": _verdicts(shown, moment),
    }
    return render(request, "claims/claim_print.html", context)


def _verdicts(claim: Claim, moment: Moment | None) -> list[VerdictChange]:
    """What people set, the last first, and on which claim of those that are this one by now: what a reader of the paper asks
    for. Who accepted which statement when is the desk's own business.
    """
    rows = VerdictChange.objects.filter(claim__in=merged_group(claim), by__isnull=False).defer("evidence")
    if moment is not None:
        rows = rows.filter(at__lte=moment.at)
    return list(
        rows.select_related("by").annotate(on_claim=F("claim__text")).order_by("-at", "-pk")[:PRINTED]
    )


def _asked(request: DeskRequest, pk: int) -> tuple[Claim | PastClaim, Dossier, Moment | None]:
    """The claim with all of its evidence weighed: now, or at the moment that the address asks for."""
    claim, moment = shown_or_404(pk), asked_moment(request)
    if moment is None:
        return claim, dossier_of(claim), None
    found = dossier_as_of(claim, moment)
    if found is None:
        raise Http404("The desk did not track this claim by then.")
    return *found, moment


def _named(pk: int, ending: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="claim-{pk}.{ending}"'}
