"""An article by its address: asked for, looked at, added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entities.forms import show_refusal
from entities.refused import Refused
from entities.written import ids_in
from sources.bring import bring_address, drop_fetch, fetch_again
from sources.forms import AddressForm, FetchedForm
from sources.ingest import AlreadyHere
from sources.keep_fetch import Details, KeptAlready, keep_fetch
from sources.models import Fetch, FetchStage
from sources.queries.outlets import outlets_known

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from entities.requests import DeskRequest

MAY = "sources.add_article"
WAITING_SHOWN = 20


@permission_required(MAY, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def fetch_new(request: DeskRequest) -> HttpResponse:
    """Asks for an address; the form, with what is wrong, and what waits for a look."""
    form = AddressForm(request.POST or None)
    there: AlreadyHere | None = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            fetch = bring_address(url=typed["url"], selection=typed["selection"], by=request.user)
        except AlreadyHere as already:
            there = already
            show_refusal(form, already)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return redirect(fetch)
    waiting = Fetch.objects.filter(stage__in=[FetchStage.ASKED, FetchStage.FOUND]).select_related("asked_by")
    rows = waiting.defer("blocks", "selection").order_by("-pk")[:WAITING_SHOWN]
    return render(request, "sources/fetch_new.html", {"form": form, "there": there, "rows": rows})


@permission_required(MAY, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def fetch(request: DeskRequest, pk: int) -> HttpResponse:
    """How far it has come; when it is here, what was found and cut, for a person to put right and add."""
    row = get_object_or_404(_fetches(), pk=pk)
    if row.stage != FetchStage.FOUND:
        return _state(request, row)
    form = FetchedForm(request.POST) if request.method == "POST" else FetchedForm(initial=_found(row))
    there: AlreadyHere | None = None
    ticked = _ticked(request, row)
    if request.method == "POST" and form.is_valid():
        try:
            article = keep_fetch(fetch=row, by=request.user, passages=ticked, details=_details(form))
        except KeptAlready as kept:
            messages.warning(request, kept.message)
            return redirect(kept.article or row)
        except AlreadyHere as already:
            there = already
            show_refusal(form, already)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The article is here, and waits to be read."))
            return redirect(article)
    passages = [
        {"number": n, "words": words, "kept": kept, "ticked": n in ticked}
        for n, (words, kept) in enumerate(row.blocks)
    ]
    context = {
        "fetch": row,
        "form": form,
        "there": there,
        "passages": passages,
        "cut": sum(not passage["kept"] for passage in passages),
        "outlets": outlets_known(),
    }
    return render(request, "sources/fetch.html", context)


@permission_required(MAY, raise_exception=True)
@require_safe
def fetch_progress(request: DeskRequest, pk: int) -> HttpResponse:  # noqa: ARG001 - every view is given one
    """Nothing while it is being fetched; then it has the page looked at again."""
    row = get_object_or_404(_fetches(), pk=pk)
    if row.stage == FetchStage.ASKED and row.set_aside_at is None:
        return HttpResponse(status=204)
    answer = HttpResponse(status=200)
    answer["HX-Redirect"] = row.get_absolute_url()
    return answer


@permission_required(MAY, raise_exception=True)
@require_POST
def fetch_retry(request: DeskRequest, pk: int) -> HttpResponse:
    """Fetches it once more."""
    row = get_object_or_404(_fetches(), pk=pk)
    try:
        fetch_again(fetch=row)
    except Refused as refused:
        messages.warning(request, refused.message)
    return redirect(row)


@permission_required(MAY, raise_exception=True)
@require_POST
def fetch_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Nobody wants it."""
    row = get_object_or_404(Fetch.objects.select_related("page"), pk=pk)
    try:
        drop_fetch(fetch=row)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(row)
    messages.success(request, gettext("It is dropped. The address can be brought again."))
    return redirect("fetch-new")


def _fetches() -> QuerySet[Fetch]:
    return Fetch.objects.select_related("asked_by", "article", "outlet__entity__canonical").defer(
        "article__text"
    )


def _state(request: DeskRequest, row: Fetch) -> HttpResponse:
    """The page of one that is on its way, failed, added or dropped."""
    if row.stage == FetchStage.KEPT and row.article is not None:
        return redirect(row.article)
    return render(request, "sources/fetch_state.html", {"fetch": row})


def _found(row: Fetch) -> dict[str, object]:
    """What the page said of itself, as the values of the form."""
    moment = timezone.localtime(row.published_at) if row.published_at else None
    return {
        "outlet": row.outlet_name,
        "title": row.title,
        "byline": row.byline,
        "url": row.canonical or row.url,
        "published_on": moment.date() if moment else None,
        "published_time": moment.time().replace(second=0, microsecond=0) if moment and row.has_time else None,
        "watch": True,
    }


def _ticked(request: DeskRequest, row: Fetch) -> set[int]:
    """The passages that are to be in the article: as ticked, at first as they were found."""
    if request.method != "POST":
        return {number for number, (_, is_kept) in enumerate(row.blocks) if is_kept}
    return set(ids_in(request.POST.getlist("passage")))


def _details(form: FetchedForm) -> Details:
    typed = form.cleaned_data
    return Details(
        outlet=typed["outlet"],
        title=typed["title"],
        byline=typed["byline"],
        published_at=form.published_at(),
        url=typed["url"],
        revise=typed["revise"],
        watch=typed["watch"] and bool(typed["url"]),
    )
