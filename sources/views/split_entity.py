"""An entry that holds two: pick what means the other one, name it, and it stands for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from entities.ledger import act_on
from entities.models import Entity, Kind
from entities.queries import aliases_of, entities_shown
from entities.refused import Refused
from entities.requests import sent_line
from entities.say_done import say_done
from entities.written import ids_in, line_in
from sources.split_entity import SHOWN, SPLIT, split_entity, to_pick

if TYPE_CHECKING:
    from django.http import HttpResponse

    from entities.requests import DeskRequest

PICKED = ("statements", "mentions", "relays", "aliases")


@permission_required("entities.curate", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def entity_split(request: DeskRequest, pk: int) -> HttpResponse:
    """The places to pick from, the latest, narrowed down by ``?text=``; a POST makes the other entry."""
    entity = get_object_or_404(entities_shown(), pk=pk)
    if request.method != "POST":
        return _page(request, entity)
    picked: dict[str, Any] = {name: ids_in(request.POST.getlist(name)) for name in PICKED}
    name = sent_line(request, "name")
    try:
        made = split_entity(
            entity=entity, by=request.user, name=name, kind=request.POST.get("kind", ""), **picked
        )
    except Refused as refused:
        return _page(request, entity, problem=refused.message, picked=picked)
    done = act_on(made, SPLIT)
    say_done(
        request,
        gettext("%(name)s stands for itself now, apart from %(name2)s.")
        % {"name": made.name, "name2": entity.name},
        done,
    )
    return redirect(made)


def _page(
    request: DeskRequest, entity: Entity, *, problem: str = "", picked: dict[str, Any] | None = None
) -> HttpResponse:
    text = line_in(request.GET.get("text", ""))[:200]
    statements, relays, mentions = to_pick(entity, text)
    context = {
        "entity": entity,
        "text": text,
        "statements": statements,
        "relays": relays,
        "mentions": mentions,
        "aliases": [alias for alias in aliases_of(entity) if alias.name != entity.name],
        "most": SHOWN,
        "is_cut": SHOWN in (len(statements), len(relays), len(mentions)),
        "kinds": [(kind.value, kind.label) for kind in Kind],
        "kind": request.POST.get("kind", entity.kind),
        "name": request.POST.get("name", ""),
        "problem": problem,
        "picked": picked or {key: [] for key in PICKED},
    }
    return render(request, "sources/entity_split.html", context)
