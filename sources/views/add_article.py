"""A reporter brings an article: pasted, or as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from entities.forms import show_refusal
from entities.refused import Refused
from sources.forms import AddressForm, ArticleForm
from sources.ingest import AlreadyHere, add_article
from sources.prefill import address_shared, details_in, details_to_fill, outlet_in, shared
from sources.queries.outlets import outlets_known
from sources.views.large_forms import whole_form
from sources.views.split_article import offer_to_split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from entities.requests import DeskRequest
    from sources.models import Article

FOUND_WORDS = {
    "outlet": gettext_lazy("its outlet"),
    "title": gettext_lazy("its title"),
    "published_on": gettext_lazy("its day"),
    "published_time": gettext_lazy("its time"),
}


def _too_large(request: DeskRequest, message: str) -> HttpResponse:
    return add_page(request, ArticleForm(), problem=message, status=413)


@permission_required("sources.add_article", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@whole_form(_too_large)
def article_add(request: DeskRequest) -> HttpResponse:
    """The form, and what comes of it: the article's page, or the form with what is wrong beside its fields.

    Where the text has something to cut that the person has not seen, it is shown before anything is stored.
    """
    if request.method != "POST":
        return add_page(request, ArticleForm(initial=shared(request.GET)))
    data = request.POST.copy()
    found = details_to_fill(data)
    for name, value in found.items():
        data[name] = value
    form = ArticleForm(data)
    there: AlreadyHere | None = None
    if form.is_valid():
        offer = offer_to_split(request, form)
        if offer is not None:
            return offer
        if form.unseen:
            return add_page(request, form)
        try:
            article = _add(form, request)
        except AlreadyHere as already:
            there = already
            show_refusal(form, already)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, _thanks(found))
            return redirect(article)
    return add_page(request, form, there=there)


def _too_large_for_details(request: DeskRequest, message: str) -> HttpResponse:
    return render(request, "sources/_details_found.html", {"problem": message})


@permission_required("sources.add_article", raise_exception=True)
@require_POST
@whole_form(_too_large_for_details)
def article_details(request: DeskRequest) -> HttpResponse:
    """What a pasted text says of itself, as inputs that take the place of those still empty."""
    found = details_to_fill(request.POST)
    outlet = "" if request.POST.get("outlet", "").strip() else outlet_in(request.POST.get("text", ""))
    found = ({"outlet": outlet} if outlet else {}) | found
    form = ArticleForm(initial=request.POST.dict() | found)
    inputs = [form[name] for name in found]
    words = [FOUND_WORDS[name] for name in found]
    return render(
        request, "sources/_details_found.html", {"inputs": inputs, "words": words, "filled": set(found)}
    )


def add_page(
    request: DeskRequest,
    form: ArticleForm,
    *,
    there: AlreadyHere | None = None,
    problem: str = "",
    notes: Sequence[str] = (),
    file: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page to add an article, with a form in any state; ``file`` is the name of the one it was filled in from."""
    text = str(form["text"].value() or "")
    shown = form.without_a_huge_text()
    context = {
        "form": shown,
        "found": {name for name, value in details_in(text).items() if form[name].value() == value},
        "outlet_found": "" if str(form["outlet"].value() or "").strip() else outlet_in(text),
        "there": there,
        "problem": problem,
        "notes": notes,
        "file": file,
        "text_left_out": bool(text) and not shown["text"].value(),
        "outlets": outlets_known(),
        "address": AddressForm(initial=address_shared(request.GET)),
    }
    return render(request, "sources/article_add.html", context, status=200 if not problem else status)


def _add(form: ArticleForm, request: DeskRequest) -> Article:
    typed = form.cleaned_data
    return add_article(
        by=request.user,
        outlet=typed["outlet"],
        text=typed["text"],
        title=typed["title"],
        url=typed["url"],
        byline=typed["byline"],
        published_at=form.published_at(),
        revise=typed["revise"],
        cut=form.to_cut(),
    )


def _thanks(found: dict[str, str]) -> str:
    if not found:
        return gettext("The article is here, and waits to be read.")
    words = get_text_list([FOUND_WORDS[name] for name in found if name != "published_time"], gettext("and"))
    return gettext(
        "The article is here, and waits to be read. We took %(words)s from the text: check them."
    ) % {"words": words}
