"""Two entries that are one: choose the other, look at what moves, confirm; and take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from entities.ledger import act_on
from entities.merge import MERGED, merge_entities, undo_merge
from entities.models import Entity, Merge
from entities.queries import aliases_of, entities_shown, holdings, named_like, told_apart
from entities.refused import Refused
from entities.requests import asked_id, sent_id
from entities.say_done import say_done
from entities.views.curate import CURATE
from entities.written import line_in

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

OFFERED = 20


@permission_required(CURATE, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def entity_merge(request: DeskRequest, pk: int) -> HttpResponse:
    """Merges this entity with another. Without ``other`` a search, with it a preview; a POST does it."""
    entity = get_object_or_404(entities_shown(), pk=pk)
    if request.method == "POST":
        return _merge(request, entity)
    other = _other(asked_id(request, "other"))
    if other is None or entity.merged_into_id is not None:
        return _search(request, entity)
    return _preview(request, entity, other)


@permission_required(CURATE, raise_exception=True)
@require_POST
def merge_undo(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a merge back."""
    merge = get_object_or_404(Merge.objects.select_related("kept", "gone"), pk=pk)
    try:
        again = undo_merge(merge=merge, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
        return redirect(merge.gone)
    messages.success(
        request, gettext("%(name)s stands for itself again, with everything it had.") % {"name": again.name}
    )
    return redirect(again)


def _merge(request: DeskRequest, entity: Entity) -> HttpResponse:
    """``keep`` says which of the two names stays: "this" or "other"."""
    other = _other(sent_id(request, "other"))
    if other is None:
        messages.warning(request, gettext("Choose the other entry first."))
        return redirect("entity-merge", entity.pk)
    kept, gone = (other, entity) if request.POST.get("keep") == "other" else (entity, other)
    try:
        merge = merge_entities(kept=kept, gone=gone, by=request.user)
    except Refused as refused:
        return _preview(request, entity, other, problem=refused.message)
    words = gettext("%(gone)s is now shown as %(kept)s.") % {"gone": gone.name, "kept": kept.name}
    say_done(request, words, act_on(merge, MERGED))
    return redirect(kept)


def _search(request: DeskRequest, entity: Entity) -> HttpResponse:
    text = line_in(request.GET.get("name", ""))[:300]
    found = named_like(text).exclude(pk=entity.pk).order_by("name", "pk")[:OFFERED] if text else []
    context = {"entity": entity, "text": text, "found": list(found)}
    return render(request, "entities/merge_search.html", context)


def _preview(request: DeskRequest, entity: Entity, other: Entity, *, problem: str = "") -> HttpResponse:
    sides: list[dict[str, Any]] = [
        {"which": which, "entity": side, "holdings": holdings(side), "aliases": aliases_of(side)}
        for which, side in (("this", entity), ("other", other))
    ]
    context = {
        "entity": entity,
        "other": other,
        "sides": sides,
        "problem": problem,
        "told_apart": told_apart(entity, other),
        "two_numbers": _two_numbers(*(side["holdings"].ids for side in sides)),
        "keep": request.POST.get("keep") or _better(sides),
    }
    return render(request, "entities/merge_preview.html", context)


def _better(sides: list[dict[str, Any]]) -> str:
    """Which name is offered to stay: an outlet's with articles, else that under which more was said."""
    this, other = ((_has_articles(side["entity"]), side["holdings"].statements) for side in sides)
    return "other" if other > this else "this"


def _two_numbers(mine: list[str], theirs: list[str]) -> bool:
    """Whether a register has the two under different numbers."""
    one, two = (dict(each.split(" ", 1) for each in ids) for ids in (mine, theirs))
    return any(one[scheme] != two[scheme] for scheme in one.keys() & two.keys())


def _other(pk: int | None) -> Entity | None:
    return entities_shown().filter(pk=pk).first() if pk is not None else None


def _has_articles(entity: Entity) -> bool:
    return hasattr(entity, "outlet")
