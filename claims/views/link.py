"""An editor links a statement to a claim by hand."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.forms import LinkForm
from claims.queries.choose import claims_to_choose, links_of, statement_shown
from claims.review import link_by_hand
from entities.forms import show_refusal
from entities.refused import Refused
from entities.requests import asked_id

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest


@permission_required("claims.review", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def link_statement(request: DeskRequest, statement: int) -> HttpResponse:
    """Claims to choose from, found by words, and how the statement bears on the one chosen."""
    said = get_object_or_404(statement_shown(), pk=statement)
    form = LinkForm(request.POST or None)
    status = HTTPStatus.OK
    if request.method == "POST":
        if form.is_valid():
            chosen = form.cleaned_data["claim"]
            try:
                link_by_hand(
                    claim=chosen, statement=said, by=request.user, stance=form.cleaned_data["stance"]
                )
            except Refused as refused:
                show_refusal(form, refused)
            else:
                messages.success(request, gettext("The statement is evidence on this claim now."))
                return redirect(chosen)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    words = request.GET.get("q", "")[:200]
    chosen_id = asked_id(request, "claim")
    context = {
        "statement": said,
        "form": form,
        "q": words,
        "chosen": form.data.get("claim") or str(chosen_id or ""),
        "claims": claims_to_choose(words=words, first=chosen_id),
        "links": links_of(said),
    }
    return render(request, "claims/link.html", context, status=status)
