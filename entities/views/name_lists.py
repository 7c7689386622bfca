"""Lists of people and organisations: bring one, look at what it would change, have it in; take one out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from entities.bring_list import BROUGHT, bring_list, store_list
from entities.filters import EntityFilter
from entities.forms import show_refusal
from entities.hold_list import hold_against_desk
from entities.ledger import act_on
from entities.models import Entity, Kind, ListForm, NameList
from entities.refused import Refused
from entities.requests import asked_id
from entities.say_done import say_done
from entities.tell_list import as_csv, as_json_lines
from entities.views.curate import CURATE

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseBase

    from entities.requests import DeskRequest

LINES_A_PAGE = 100
LISTS = 30
OUTCOMES = {
    "refused": ("✕", gettext_lazy("cannot be taken")),
    "new": ("+", gettext_lazy("new")),
    "more": ("↑", gettext_lazy("adds to one that is there")),
    "same": ("=", gettext_lazy("adds nothing")),
}


class ListUpload(forms.Form):
    """A file, what it is written in, and the kind of entries that name none."""

    file = forms.FileField(
        label=gettext_lazy("File"), error_messages={"required": gettext_lazy("Choose a file first.")}
    )
    form = forms.ChoiceField(label=gettext_lazy("Written in"), choices=ListForm.choices)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind where the file names none"),
        choices=[("", gettext_lazy("leave those out")), *Kind.choices],
        required=False,
    )


@permission_required(CURATE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def name_lists(request: DeskRequest) -> HttpResponse:
    """Brings a list for a dry run; the earlier ones; the way out."""
    upload = ListUpload(request.POST, request.FILES) if request.method == "POST" else ListUpload()
    if upload.is_bound and upload.is_valid():
        typed = upload.cleaned_data
        try:
            brought = store_list(
                by=request.user,
                name=typed["file"].name,
                data=typed["file"].read(),
                form=typed["form"],
                kind=typed["kind"],
            )
        except Refused as refused:
            show_refusal(upload, refused)
        else:
            return redirect("name-list", brought.pk)
    rows = NameList.objects.defer("text", "report").select_related("by", "brought_by")[:LISTS]
    return render(request, "entities/name_lists.html", {"form": upload, "rows": rows})


@permission_required(CURATE, raise_exception=True)
@require_safe
def name_list(request: DeskRequest, pk: int) -> HttpResponse:
    """What a list would change, line by line; or what it changed. ``?only=`` one outcome, ``?from=`` a line."""
    brought = get_object_or_404(NameList.objects.select_related("by", "brought_by"), pk=pk)
    if brought.brought_at is None:
        report: list[dict[str, Any]] = [planned.told() for planned in hold_against_desk(brought)]
    else:
        report = brought.report or []
    only = request.GET.get("only", "")
    begin = asked_id(request, "from") or 0
    lines = [line for line in report if only not in OUTCOMES or line["outcome"] == only]
    rows = [line for line in lines if line["line"] >= begin]
    done = act_on(brought, BROUGHT)
    context = {
        "brought": brought,
        "act": done if brought.brought_at else None,
        "counts": [
            (name, symbol, words, sum(line["outcome"] == name for line in report))
            for name, (symbol, words) in OUTCOMES.items()
        ],
        "adds": any(line["outcome"] in ("new", "more") for line in report),
        "lines": [(line, *OUTCOMES[line["outcome"]]) for line in rows[:LINES_A_PAGE]],
        "next": rows[LINES_A_PAGE]["line"] if len(rows) > LINES_A_PAGE else None,
        "only": only if only in OUTCOMES else "",
        "total": len(report),
        "is_first": not begin,
    }
    return render(request, "entities/name_list.html", context)


@permission_required(CURATE, raise_exception=True)
@require_POST
def name_list_bring(request: DeskRequest, pk: int) -> HttpResponse:
    """Has a list in."""
    brought = get_object_or_404(NameList.objects.defer("text"), pk=pk)
    try:
        bring_list(brought=brought, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        done = act_on(brought, BROUGHT)
        say_done(request, gettext("You %(words)s.") % {"words": done.told} if done else "", done)
    return redirect("name-list", pk)


@permission_required(CURATE, raise_exception=True)
@require_safe
def names_out(request: DeskRequest) -> HttpResponseBase:
    """The people and organisations as a list, narrowed down as the page of them; ``?as=jsonl`` or CSV."""
    rows = EntityFilter(request.GET, queryset=Entity.objects.standing()).qs
    as_json = request.GET.get("as") == "jsonl"
    answer = StreamingHttpResponse(
        as_json_lines(rows) if as_json else as_csv(rows),
        content_type="application/jsonl; charset=utf-8" if as_json else "text/csv; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="people.{"jsonl" if as_json else "csv"}"'
    return answer
