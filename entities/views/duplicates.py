"""Entries that may be one, proposed by the machine: merge them, or say that they are two."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from celery import current_app
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe
from kombu.exceptions import OperationalError

from entities.keep_apart import keep_apart
from entities.ledger import seen
from entities.models import Duplicate, DuplicateSearch
from entities.paging import page_after
from entities.queries import duplicates_proposed, statement_counts
from entities.refused import Refused
from entities.say_done import say_done
from entities.views.curate import CURATE

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

ORDER = ["-probability", "pk"]
TASK = "entities.tasks.find_duplicates"


@permission_required(CURATE, raise_exception=True)
@require_safe
def duplicates(request: DeskRequest) -> HttpResponse:
    """The pairs that may be one, the likeliest first."""
    page = page_after(duplicates_proposed(), order=ORDER, after=request.GET.get("after", ""))
    counts = statement_counts([entity for pair in page.rows for entity in (pair.one, pair.other)])
    rows = [(pair, [(entity, counts[entity.pk]) for entity in (pair.one, pair.other)]) for pair in page.rows]
    search = DuplicateSearch.objects.filter(pk=1).first()
    return render(request, "entities/duplicates.html", {"page": page, "rows": rows, "search": search})


@permission_required(CURATE, raise_exception=True)
@require_POST
def duplicate_apart(request: DeskRequest, pk: int) -> HttpResponse:
    """Says that a proposed pair is not the same."""
    pair = get_object_or_404(Duplicate.objects.select_related("one", "other"), pk=pk)
    try:
        said = keep_apart(one=pair.one, other=pair.other, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        words = gettext("%(one)s and %(other)s are not the same: they are not proposed again.") % {
            "one": pair.one.name,
            "other": pair.other.name,
        }
        say_done(request, words, seen(said))
    after = request.POST.get("after", "")
    return redirect(f"{reverse('duplicates')}?{urlencode({'after': after})}" if after else "duplicates")


@permission_required(CURATE, raise_exception=True)
@require_POST
def duplicates_search(request: DeskRequest) -> HttpResponse:
    """Has the background look through everything anew."""
    try:
        current_app.send_task(TASK, kwargs={"all_anew": True})
    except OperationalError:
        messages.error(request, gettext("The queue cannot be reached. The desk looks by itself every night."))
    else:
        messages.success(
            request, gettext("All entries are being looked through. Load this page again in a minute.")
        )
    return redirect("duplicates")
