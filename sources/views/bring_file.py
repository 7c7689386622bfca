"""A reporter brings a file: its text and what it says of itself fill in the page to add an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import is_aware, localtime
from django.views.decorators.http import require_http_methods

from entities.refused import Refused
from sources.forms import ArticleForm
from sources.guarded import too_large, unpack_file
from sources.prefill import details_in, outlet_in
from sources.views.add_article import add_page
from sources.views.large_forms import whole_form

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest
    from sources.unpack.found import Found


def _refuse(request: DeskRequest, message: str) -> HttpResponse:
    return add_page(request, ArticleForm(), problem=message, status=413)


@permission_required("sources.add_article", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@whole_form(_refuse, most_bytes=settings.FILE_MAX_BYTES, too_big=too_large())
def article_file(request: DeskRequest) -> HttpResponse:
    """The page to add an article, filled in from a file; nothing is stored before a person has looked at it."""
    if request.method != "POST":
        return redirect("article-add")
    file = request.FILES.get("file")
    if file is None:
        return add_page(request, ArticleForm(), problem="Choose a file first.")
    try:
        found = unpack_file(name=file.name or "", data=file.read())
    except Refused as refused:
        return add_page(request, ArticleForm(), problem=refused.message, file=file.name or "")
    return add_page(request, ArticleForm(initial=_values(found)), notes=found.notes, file=file.name or "")


def _values(found: Found) -> dict[str, str]:
    """What the form starts with: what the file says of itself, and where it says nothing, what its text says."""
    told = {"title": found.title, "byline": found.byline, "outlet": found.outlet, "url": found.url}
    told |= _moment(found.published)
    said = details_in(found.text)
    if told.get("published_on"):
        said.pop("published_time", None)
    given = {name: value for name, value in told.items() if value}
    return {"outlet": outlet_in(found.text), "text": found.text} | said | given


def _moment(written: str) -> dict[str, str]:
    moment = parse_datetime(written) if "T" in written else None
    if moment is None:
        day = parse_date(written[:10])
        return {"published_on": f"{day:%Y-%m-%d}"} if day else {}
    local = localtime(moment) if is_aware(moment) else moment
    return {"published_on": f"{local:%Y-%m-%d}", "published_time": f"{local:%H:%M}"}
