"""Searching everything: the page, and what the box shows while somebody types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_safe

from claims.queries.search.asked import LONGEST, Asked, ask
from claims.queries.search.listing import list_kind
from claims.queries.search.together import Kind, find_everything
from claims.search_forms import FILTERS, WhoSaidForm, meant

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

NEWEST = "newest"
IN_THE_BOX, OF_A_KIND_IN_THE_BOX = 9, 3


@require_safe
def search(request: DeskRequest) -> HttpResponse:
    """What fits best of everything; with ``?kind=`` all of one kind, with the form's fields who said what about what."""
    asked = ask(request.GET.get("q", ""))
    form = WhoSaidForm(request.GET)
    kind = _kind(request, form)
    context = {
        "asked": asked,
        "longest": LONGEST,
        "kind": kind,
        "kinds": _kinds(asked, kind),
        "form": form,
        "newest": request.GET.get("sort") == NEWEST,
    }
    context |= _listed(request, kind, asked, form) if kind else _everything(asked)
    return render(request, "claims/search.html", context)


@require_safe
def search_typing(request: DeskRequest) -> HttpResponse:
    """The best few of everything for what is typed so far."""
    asked = ask(request.GET.get("q", ""), typing=True)
    found = find_everything(asked, shown=IN_THE_BOX, of_a_kind=OF_A_KIND_IN_THE_BOX, few=OF_A_KIND_IN_THE_BOX)
    return render(request, "claims/_search_typing.html", {"asked": asked, "found": found})


def _kind(request: DeskRequest, form: WhoSaidForm) -> Kind | None:
    try:
        return Kind(request.GET.get("kind", ""))
    except ValueError:
        return Kind.STATEMENTS if form.is_used else None


def _everything(asked: Asked) -> dict[str, Any]:
    """The best of every kind; where no word is so, of those that begin so."""
    found = find_everything(asked)
    begins = False
    if asked.text and not found.results:
        found = find_everything(ask(asked.text, typing=True))
        begins = bool(found.results)
    return {"found": found, "begins": begins}


def _listed(request: DeskRequest, kind: Kind, asked: Asked, form: WhoSaidForm) -> dict[str, Any]:
    what = meant(form, asked)
    # Without words nothing is better than another.
    newest = request.GET.get("sort") == NEWEST or (kind == Kind.STATEMENTS and not asked.spoken)
    after = request.GET.get("after", "")
    listing = list_kind(kind, asked, what.sought, newest=newest, after=after)
    return {
        "listing": listing,
        "meant": what,
        "newest": newest,
        "is_first": not after,
        "more": _address(request, after=listing.next) if listing.next else "",
        "first": _address(request, after=""),
        "best_first": _address(request, after="", sort=""),
        "newest_first": _address(request, after="", sort=NEWEST),
    }


def _address(request: DeskRequest, **changed: str) -> str:
    query = {name: request.GET[name] for name in ("q", "kind", *FILTERS, "sort") if request.GET.get(name)}
    query = {name: value for name, value in (query | changed).items() if value}
    return f"{reverse('search')}?{urlencode(query)}"


TABS = {
    Kind.CLAIMS: gettext_lazy("Claims"),
    Kind.STATEMENTS: gettext_lazy("Statements"),
    Kind.PEOPLE: gettext_lazy("People"),
    Kind.ARTICLES: gettext_lazy("Articles"),
}


def _kinds(asked: Asked, chosen: Kind | None) -> list[dict[str, Any]]:
    """The tabs: every kind, and everything."""
    tabs: list[tuple[str, Kind | None]] = [
        (gettext("Everything"), None),
        *((str(TABS[kind]), kind) for kind in Kind),
    ]
    return [
        {
            "name": name,
            "kind": kind,
            "chosen": kind == chosen,
            "address": f"{reverse('search')}?{urlencode({'q': asked.text} | ({'kind': kind} if kind else {}))}",
        }
        for name, kind in tabs
    ]
