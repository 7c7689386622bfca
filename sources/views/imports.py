"""Many articles from one file: the dry run, the word to go on, the progress, the report."""

from __future__ import annotations

import csv
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entities.forms import show_refusal
from entities.ledger import act_on
from entities.paging import page_after
from entities.refused import Refused
from entities.undo import standing_form
from sources.begin_import import BEGUN, articles_of, begin_import, discard_import
from sources.bring_rows import bring_rows, ring_for_import
from sources.forms import ImportForm
from sources.guarded import too_large
from sources.models import Import, ImportState
from sources.queries.imports import (
    IMPORTS_SHOWN,
    counts_of,
    imports_shown,
    reading_of,
    report_lines,
    rows_shown,
)
from sources.retry import retry_articles_of
from sources.take_out import worked_on
from sources.views.large_forms import whole_form
from sources.work import start_again

if TYPE_CHECKING:
    from entities.requests import DeskRequest

MAY = "sources.add_article"
WORKED_ON_SHOWN = 20


def _refuse(request: DeskRequest, message: str) -> HttpResponse:
    return _list(request, ImportForm(), problem=message, status=413)


@permission_required(MAY, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@whole_form(_refuse, most_bytes=settings.FILE_MAX_BYTES, too_big=too_large())
def imports(request: DeskRequest) -> HttpResponse:
    """The imports so far, and the form for another; what comes of it is its page."""
    if request.method != "POST":
        return _list(request, ImportForm())
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            brought = bring_rows(
                by=request.user, name=file.name, data=file.read(), outlet=form.cleaned_data["outlet"]
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect(brought)
    return _list(request, form)


@permission_required(MAY, raise_exception=True)
@require_safe
def import_page(request: DeskRequest, pk: int) -> HttpResponse:
    """One import: how far it is, what is wrong with which row, and what can be done."""
    brought = get_object_or_404(Import.objects.select_related("by"), pk=pk)
    only = request.GET.get("only", "bad")
    begun = act_on(brought, BEGUN)
    stands = begun is not None and brought.state in (ImportState.ADDING, ImportState.DONE)
    context = {
        **_progress(brought),
        "only": only,
        "query": urlencode({"only": only}),
        "page": page_after(rows_shown(brought, only), order=["number"], after=request.GET.get("after", "")),
        "begun": standing_form(begun) if begun and stands else None,
        "worked_on": worked_on(articles_of(brought)).defer("text").order_by("pk")[:WORKED_ON_SHOWN]
        if stands
        else [],
        "reading": reading_of(brought) if stands else None,
    }
    return render(request, "sources/import.html", context)


@permission_required(MAY, raise_exception=True)
@require_safe
def import_progress(request: DeskRequest, pk: int) -> HttpResponse:
    """How far an import is, for a page that is open meanwhile; when it has come to rest, the page is shown anew."""
    brought = get_object_or_404(Import, pk=pk)
    context = _progress(brought)
    if not brought.is_running:
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "sources/_import_progress.html", context)


@permission_required(MAY, raise_exception=True)
@require_safe
def import_reading(request: DeskRequest, pk: int) -> HttpResponse:
    """How far the articles of an import are read, for a page that is open meanwhile; nothing where it knows that (``at``)."""
    brought = get_object_or_404(Import, pk=pk)
    reading = reading_of(brought)
    if request.GET.get("at") == str(reading):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "sources/_import_reading.html", {"brought": brought, "reading": reading})


@permission_required("sources.change_article", raise_exception=True)
@require_POST
def import_read_again(request: DeskRequest, pk: int) -> HttpResponse:
    """Lets the articles of an import that were set aside be tried again."""
    brought = get_object_or_404(Import, pk=pk)
    try:
        count = retry_articles_of(brought=brought, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("%(count)s will be tried again now.") % {"count": count})
    return redirect(brought)


@permission_required(MAY, raise_exception=True)
@require_POST
def import_begin(request: DeskRequest, pk: int) -> HttpResponse:
    """Lets the good rows come in."""
    brought = get_object_or_404(Import, pk=pk)
    try:
        begin_import(brought=brought, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    return redirect(brought)


@permission_required(MAY, raise_exception=True)
@require_POST
def import_discard(request: DeskRequest, pk: int) -> HttpResponse:
    """Removes an import of which nothing became an article."""
    brought = get_object_or_404(Import, pk=pk)
    try:
        discard_import(brought=brought)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(brought)
    messages.success(
        request, gettext("“%(brought)s” is removed. Nothing of it was added.") % {"brought": brought}
    )
    return redirect("imports")


@permission_required(MAY, raise_exception=True)
@require_POST
def import_retry(request: DeskRequest, pk: int) -> HttpResponse:
    """Lets an import that was set aside go on."""
    brought = get_object_or_404(Import, pk=pk)
    if start_again(brought):
        brought.refresh_from_db()
        ring_for_import(brought)
        messages.success(request, gettext("It goes on where it stopped."))
    else:
        messages.warning(
            request, gettext("This import is not set aside: somebody has tried it again already.")
        )
    return redirect(brought)


@permission_required(MAY, raise_exception=True)
@require_safe
def import_report(request: DeskRequest, pk: int) -> StreamingHttpResponse:  # noqa: ARG001 - a view's signature
    """A line for each row of the file, as CSV: what became of it, and why."""
    brought = get_object_or_404(Import, pk=pk)
    writer = csv.writer(_Echo())
    lines = (writer.writerow(line) for line in report_lines(brought))
    # The mark tells spreadsheets that it is UTF-8.
    answer = StreamingHttpResponse(("\ufeff" + line if n == 0 else line for n, line in enumerate(lines)))
    answer["Content-Type"] = "text/csv; charset=utf-8"
    answer["Content-Disposition"] = f'attachment; filename="import-{pk}-report.csv"'
    return answer


class _Echo:
    """What csv writes to: it gives each line back."""

    def write(self, line: str) -> str:
        return line


def _progress(brought: Import) -> dict[str, object]:
    counts = counts_of(brought)
    total = sum(counts.values())
    left = counts["waiting"] if brought.state == ImportState.CHECKING else counts["good"]
    return {"brought": brought, "counts": counts, "total": total, "done": total - left}


def _list(request: DeskRequest, form: ImportForm, *, problem: str = "", status: int = 200) -> HttpResponse:
    page = page_after(imports_shown(), order=["-pk"], after=request.GET.get("after", ""), size=IMPORTS_SHOWN)
    context = {"form": form, "page": page, "problem": problem}
    return render(request, "sources/imports.html", context, status=status)
