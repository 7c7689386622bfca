"""An editor says that nothing else fits a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from claims.mark import mark_nothing_else, take_mark_back
from claims.models import NothingElse
from entities.refused import Refused
from entities.requests import next_page
from sources.models import Statement

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

may_review = permission_required("claims.review", raise_exception=True)


@may_review
@require_POST
def nothing_else(request: DeskRequest, statement: int) -> HttpResponse:
    """Marks a statement; back to the page it was marked on, else to the statement."""
    said = get_object_or_404(Statement.objects.select_related("article").defer("search"), pk=statement)
    try:
        mark_nothing_else(statement=said, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(
            request, gettext("Noted: no other claim fits this statement. The suggestions learn from it.")
        )
    return redirect(next_page(request, said.get_absolute_url()))


@may_review
@require_POST
def nothing_else_undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a mark back."""
    mark = get_object_or_404(NothingElse.objects.select_related("statement__article"), pk=pk)
    try:
        take_mark_back(mark=mark, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("Taken back: other claims may fit this statement."))
    return redirect(next_page(request, mark.statement.get_absolute_url()))
