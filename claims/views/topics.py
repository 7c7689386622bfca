"""The list of topics, to look at and, for editors, to keep."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from claims.arrange_forms import TopicForm
from claims.curate_topic import MAY, add_topic, rename_topic, retire_topic
from claims.models import Topic
from entities.forms import show_refusal
from entities.ledger import seen
from entities.refused import Refused
from entities.requests import sent_id, sent_line
from entities.say_done import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

may_curate = permission_required(MAY, raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_curate
def topics(request: DeskRequest) -> HttpResponse:
    """The topics with their numbers of claims; a POST adds one."""
    if request.method != "POST":
        return _page(request, TopicForm())
    form = TopicForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        topic = add_topic(name=form.cleaned_data["name"], by=request.user)
    except Refused as refused:
        show_refusal(form, refused)
        return _page(request, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    say_done(request, gettext("“%(name)s” is on the list.") % {"name": topic.name}, seen(topic))
    return redirect("topics")


@may_curate
@require_POST
def topic_rename(request: DeskRequest, pk: int) -> HttpResponse:
    """Another name."""
    topic = get_object_or_404(Topic, pk=pk)
    try:
        topic = rename_topic(topic=topic, name=sent_line(request, "name"), by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        say_done(request, gettext("The topic is “%(name)s” now.") % {"name": topic.name}, seen(topic))
    return redirect("topics")


@may_curate
@require_POST
def topic_retire(request: DeskRequest, pk: int) -> HttpResponse:
    """Off the list; its claims go under another topic or under none."""
    topic = get_object_or_404(Topic, pk=pk)
    asked = sent_id(request, "into")
    into = get_object_or_404(Topic, pk=asked) if asked is not None else None
    try:
        moved = retire_topic(topic=topic, by=request.user, into=into)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        words = gettext("“%(topic)s” is off the list.") % {"topic": topic.name}
        if moved and into:
            told = ngettext(
                "%(n)s claim is under “%(into)s” now.", "%(n)s claims are under “%(into)s” now.", moved
            )
            words += " " + told % {"n": moved, "into": into.name}
        elif moved:
            told = ngettext(
                "%(n)s claim is under no topic now.", "%(n)s claims are under no topic now.", moved
            )
            words += " " + told % {"n": moved}
        say_done(request, words, seen(topic))
    return redirect("topics")


def _page(request: DeskRequest, form: TopicForm, *, status: int = HTTPStatus.OK) -> HttpResponse:
    counted = Count("claims", filter=Q(claims__merged_into=None))
    rows = Topic.objects.filter(retired=False).annotate(claim_count=counted).order_by("name")
    return render(request, "claims/topics.html", {"topics": list(rows), "form": form}, status=status)
