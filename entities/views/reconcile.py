"""The reconciliation service for OpenRefine, behind a log-in or a token, and the tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, permission_required
from django.http import Http404, HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entities.admit import admitted, end_token, make_token
from entities.models import ReconcileToken
from entities.reconcile import answer, manifest, suggested
from entities.refused import Refused
from entities.requests import sent_line
from entities.views.curate import CURATE

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

TOKENS = 100
SUGGESTED = ("entity", "type", "property")


@csrf_exempt  # it changes nothing
@require_http_methods(["GET", "HEAD", "POST"])
def reconcile(request: HttpRequest) -> JsonResponse:
    """What the service is; with ``queries`` its answers to them."""
    return _reconcile(request, base=reverse("reconcile"))


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def reconcile_by_token(request: HttpRequest, token: str) -> JsonResponse:
    """The same for a program that has a token."""
    if not admitted(token):
        return _opened(_error("This token opens nothing: it is none, or it has ended.", status=403))
    return _opened(_reconcile(request, base=reverse("reconcile-by-token", args=[token])))


@require_safe
def suggest(request: HttpRequest, what: str) -> JsonResponse:
    """Entities, types or properties whose name has ``prefix`` in it."""
    if what not in SUGGESTED:
        raise Http404
    return JsonResponse({"result": suggested(what, request.GET.get("prefix", ""))})


@login_not_required
@require_safe
def suggest_by_token(request: HttpRequest, token: str, what: str) -> JsonResponse:
    """The same for a program that has a token."""
    if not admitted(token):
        return _opened(_error("This token opens nothing: it is none, or it has ended.", status=403))
    return _opened(suggest(request, what))


@permission_required(CURATE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def reconcile_tokens(request: DeskRequest) -> HttpResponse:
    """The tokens there are; a POST makes one, and shows its word this once."""
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            token, word = make_token(label=sent_line(request, "label"), by=request.user)
        except Refused as refused:
            context["problem"] = refused.message
        else:
            address = request.build_absolute_uri(reverse("reconcile-by-token", args=[word]))
            context |= {"made": token, "address": address}
    tokens = ReconcileToken.objects.select_related("made_by")[:TOKENS]
    return render(request, "entities/reconcile_tokens.html", context | {"tokens": tokens})


@permission_required(CURATE, raise_exception=True)
@require_POST
def token_end(request: DeskRequest, pk: int) -> HttpResponse:
    """A token opens nothing from now on."""
    token = get_object_or_404(ReconcileToken, pk=pk)
    try:
        end_token(token=token, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("The token “%(label)s” has ended.") % {"label": token.label})
    return redirect("reconcile-tokens")


def _reconcile(request: HttpRequest, *, base: str) -> JsonResponse:
    given = request.POST if request.method == "POST" else request.GET
    if "queries" not in given:
        view = request.build_absolute_uri(reverse("entity", args=[0])).replace("/0/", "/{{id}}/")
        return JsonResponse(manifest(base=request.build_absolute_uri(base), view=view))
    try:
        return JsonResponse(answer(given["queries"]))
    except Refused as refused:
        return _error(refused.message, status=400)


def _error(message: str, *, status: int) -> JsonResponse:
    return JsonResponse({"status": "error", "message": message}, status=status)


def _opened(response: JsonResponse) -> JsonResponse:
    """A page of OpenRefine in a browser may read it too: the token is what opens it, no cookie."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-store"
    return response
