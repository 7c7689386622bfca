"""Feeds: their health, what they brought, and for admins which of them are asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from entities.forms import show_overtaken, show_refusal
from entities.ledger import act_on, seen
from entities.paging import page_after
from entities.refused import Overtaken, Refused
from entities.say_done import say_done
from entities.written import ids_in
from sources.feed_forms import FeedForm, NewFeedForm, OpmlForm, lines
from sources.feeds import ask_now, attach_feed, change_feed, import_feeds
from sources.models import Feed, FeedItem, Fetch, FetchStage
from sources.nod import leave_items, take_items
from sources.outlets import find_or_make_outlet
from sources.queries.outlets import feeds_shown, items_waiting, outlets_known
from sources.views.large_forms import whole_form

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest
    from sources.feeds import Imported

MAY = "sources.change_outlet"


@permission_required("sources.add_article", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def feed_inbox(request: DeskRequest) -> HttpResponse:
    """What waits for a nod, the newest first; takes or leaves the ticked ones, or one."""
    if request.method == "POST":
        return _nod(request)
    page = page_after(items_waiting(), order=["-pk"], after=request.GET.get("after", ""))
    context = {
        "page": page,
        "no_feeds": not page.rows and not Feed.objects.exists(),
        "failed": Fetch.objects.filter(stage=FetchStage.ASKED, set_aside_at__isnull=False).count(),
    }
    return render(request, "sources/feed_inbox.html", context)


def _too_large(request: DeskRequest, message: str) -> HttpResponse:
    return _page(request, problem=message, status=413)


@permission_required(MAY, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
@whole_form(_too_large)
def feeds(request: DeskRequest) -> HttpResponse:
    """Every feed with its health; attaches one, or a list of them."""
    if request.method != "POST":
        return _page(request)
    if "file" in request.FILES:
        return _import(request)
    form = NewFeedForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            outlet = find_or_make_outlet(name=typed["outlet"], by=request.user)
            attach_feed(
                outlet=outlet,
                url=typed["url"],
                by=request.user,
                include=lines(typed["include"]),
                exclude=lines(typed["exclude"]),
                waits=typed["waits"],
            )
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The feed is attached, and asked now."))
            return redirect("feeds")
    return _page(request, form=form)


@permission_required(MAY, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def feed_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """What passes a feed, whether that waits for a nod, and whether the feed is asked."""
    feed = get_object_or_404(feeds_shown(), pk=pk)
    form = FeedForm(request.POST) if request.method == "POST" else FeedForm(initial=_as_it_is(feed))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            change_feed(
                feed=feed,
                by=request.user,
                include=lines(typed["include"]),
                exclude=lines(typed["exclude"]),
                waits=typed["waits"],
                stopped=typed["stopped"],
                seen=typed["seen"],
            )
        except Overtaken as overtaken:
            feed.refresh_from_db()
            now = {name: value for name, value in _as_it_is(feed).items() if name != "seen"}
            show_overtaken(form, overtaken, now=now, carried={"seen": seen(feed)})
        except Refused as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, gettext("The feed is changed."))
            return redirect("feeds")
    items = list(feed.items.select_related("decided_by").order_by("-pk")[:50])
    return render(request, "sources/feed_form.html", {"form": form, "feed": feed, "items": items})


@permission_required(MAY, raise_exception=True)
@require_POST
def feed_ask(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks it now."""
    feed = get_object_or_404(Feed, pk=pk)
    try:
        ask_now(feed=feed)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, gettext("It is asked now."))
    return redirect("feeds")


def _nod(request: DeskRequest) -> HttpResponse:
    one = request.POST.get("one", "")
    verb, _, number = one.partition("-")
    items = [number] if number else request.POST.getlist("item")
    ids = ids_in(items)
    verb = verb if number else request.POST.get("all", "")
    if not ids:
        messages.warning(request, gettext("Nothing is ticked, so nothing was done."))
        return redirect("feed-inbox")
    try:
        if verb == "leave":
            leave_items(items=ids, by=request.user)
            done = act_on(FeedItem(pk=ids[0]), "item.leave")
            told = ngettext("One item is left out.", "%(n)s items are left out.", len(ids))
            say_done(request, told % {"n": len(ids)}, done)
        else:
            taken = take_items(items=ids, by=request.user)
            told = ngettext(
                "One item is taken. Fetched in the background, then read.",
                "%(n)s items are taken. Fetched in the background, then read.",
                taken,
            )
            messages.success(request, told % {"n": taken})
    except Refused as refused:
        messages.warning(request, refused.message)
    return redirect("feed-inbox")


def _import(request: DeskRequest) -> HttpResponse:
    form = OpmlForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, opml=form)
    try:
        done = import_feeds(data=form.cleaned_data["file"].read(), by=request.user)
    except Refused as refused:
        show_refusal(form, refused)
        return _page(request, opml=form)
    messages.success(
        request, format_html(gettext("{} of the list’s feeds are attached."), len(done.attached))
    )
    return _page(request, imported=done)


def _page(
    request: DeskRequest,
    *,
    form: NewFeedForm | None = None,
    opml: OpmlForm | None = None,
    imported: Imported | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = page_after(feeds_shown(), order=["pk"], after=request.GET.get("after", ""), size=100)
    context = {
        "form": form or NewFeedForm(),
        "opml": opml or OpmlForm(),
        "imported": imported,
        "problem": problem,
        "page": page,
        "outlets": outlets_known(),
    }
    return render(request, "sources/feeds.html", context, status=status)


def _as_it_is(feed: Feed) -> dict[str, object]:
    return {
        "include": "\n".join(feed.include),
        "exclude": "\n".join(feed.exclude),
        "waits": feed.waits,
        "stopped": feed.stopped,
        "seen": seen(feed),
    }
