"""The inbox of names: one name at a time, whom it may mean, where it stands, and what an admin says of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from entities.lookup import look_up
from entities.models import Entity, Kind, Why
from entities.paging import page_after
from entities.queries import entities_shown
from entities.refused import Refused
from entities.requests import sent_line
from entities.say_done import say_done
from entities.written import id_in
from sources.answer_name import name_is, name_is_new, pass_over
from sources.follow_answer import following
from sources.inbox import ORDER, candidates, likely_kind, passages, waiting
from sources.models import AskedName, Mention

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseRedirect

    from entities.requests import DeskRequest
    from sources.models import NameAnswer

CURATE = "entities.curate"
NEXT_ONES = 12


@permission_required(CURATE, raise_exception=True)
@require_safe
def inbox(request: DeskRequest) -> HttpResponse:
    """The name asked for by ``?name=``, else the first behind ``?after=``, else the one that matters most."""
    after = request.GET.get("after", "")
    asked = _asked(request.GET.get("name", ""))
    page = page_after(waiting(), order=ORDER, after=after, size=NEXT_ONES)
    if asked is None and page.rows:
        asked = page.rows[0]
    rows = [row for row in page.rows if asked is None or row.pk != asked.pk]
    context: dict[str, Any] = {
        "asked": asked,
        "rows": rows,
        "page": page,
        "skip": _after(asked) if asked else "",
        "after": after,
        "count": waiting().count(),
        "following": following(),
    }
    if asked is not None:
        context |= {
            "candidates": list(enumerate(candidates(asked), start=1)),
            "passages": passages(asked),
            "kinds": [(kind.value, kind.label) for kind in Kind if kind not in (Kind.UNNAMED, Kind.GROUP)],
            "likely_kind": likely_kind(asked),
        }
    elif not context["count"]:
        context["anything_ever"] = Mention.objects.exists()
    return render(request, "sources/inbox.html", context)


@permission_required(CURATE, raise_exception=True)
@require_POST
def name_answer(request: DeskRequest, pk: int) -> HttpResponse:
    """An answer: ``answer`` is "new", "no_name", "ignored", "typed", or the id of an entity."""
    asked = AskedName.objects.filter(pk=pk).first()
    if asked is None:
        messages.info(request, gettext("That name no longer asks for anybody."))
        return redirect("inbox")
    try:
        done = _answer(request, asked)
    except Refused as refused:
        messages.warning(request, refused.message)
        asked.refresh_from_db()
        return _back(request) if asked.answered else _back(request, name=asked.pk)
    words = gettext("You %(did)s.") % {"did": done.act.told}
    if done.total:
        follow = ngettext("%(n)s earlier place follows.", "%(n)s earlier places follow.", done.total)
        words += " " + follow % {"n": done.total}
    say_done(request, words, done.act_id)
    return _back(request)


@permission_required(CURATE, raise_exception=True)
@require_safe
def names_following(request: DeskRequest) -> HttpResponse:
    """How far earlier articles have come in following what was said of names."""
    return render(request, "sources/_following.html", {"following": following()})


def _answer(request: DeskRequest, asked: AskedName) -> NameAnswer:
    given = request.POST
    answer, earlier = given.get("answer", ""), given.get("earlier") == "1"
    typed = sent_line(request, "other")[:300]
    if answer in Why.values:
        return pass_over(asked=asked, by=request.user, why=answer, earlier=earlier)
    if answer == "new":
        kind = given.get("kind", "")
        return name_is_new(asked=asked, by=request.user, kind=kind, name=typed, earlier=earlier)
    entity = _entity(answer) if answer != "typed" else _typed(typed)
    return name_is(asked=asked, entity=entity, by=request.user, earlier=earlier)


def _entity(written: str) -> Entity:
    pk = id_in(written)
    found = entities_shown().filter(pk=pk).first() if pk is not None else None
    if found is None:
        raise Refused(gettext("Say first whom the name means."))
    return found


def _typed(name: str) -> Entity:
    if not name:
        raise Refused(gettext("Type first whom the name means."))
    known = look_up([name])[name]
    if not known:
        raise Refused(gettext("Nobody goes by “%(name)s”. Press “New” to add them.") % {"name": name})
    if len(known) > 1:
        who = "; ".join(f"{e.shown.name} ({e.shown.get_kind_display()})" for e in known)
        raise Refused(
            gettext("Several go by “%(name)s”: %(who)s. Choose one by a fuller name.")
            % {"name": name, "who": who}
        )
    return known[0]


def _asked(written: str) -> AskedName | None:
    pk = id_in(written)
    return waiting().filter(pk=pk).first() if pk is not None else None


def _after(asked: AskedName) -> str:
    return json.dumps([asked.statements, asked.mentions, asked.pk], separators=(",", ":"))


def _back(request: DeskRequest, **query: object) -> HttpResponseRedirect:
    """To where the person was in the inbox: what they answered is gone from there, what they take back is there again."""
    if after := request.POST.get("after", ""):
        query["after"] = after
    return redirect(f"{reverse('inbox')}?{urlencode(query)}" if query else "inbox")
