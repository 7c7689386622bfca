"""Several claims changed alike: tick them, say what is to become of them, look at it, do it, and take it back as one."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from claims.arrange import MAY, MOST, arrange_claims
from claims.arrange_forms import ArrangeForm
from claims.queries.board import claims_listed, rows_of, seen_of
from claims.watch import watch_claims
from entities.forms import show_refusal
from entities.refused import Overtaken, Refused
from entities.requests import next_page
from entities.say_done import say_done
from entities.written import id_in, ids_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from claims.arrange import Arranged
    from entities.requests import DeskRequest

ARRANGE, WATCH, STOP = "arrange", "watch", "stop"
TOLD = 5


@require_http_methods(["GET", "HEAD", "POST"])
def several(request: DeskRequest) -> HttpResponse:
    """The ticked claims; a POST shows what would become of them or, confirmed, does it."""
    if request.method != "POST":
        return _page(request, _ids(request.GET.getlist("claim")), ArrangeForm())
    chosen = _ids(request.POST.getlist("claim"))
    what = request.POST.get("act", ARRANGE)
    if what in (WATCH, STOP):
        return _watch(request, chosen, stop=what == STOP)
    if not request.user.has_perm(MAY):
        raise PermissionDenied
    form = ArrangeForm(request.POST)
    if not chosen or not form.is_valid():
        if not chosen:
            messages.error(request, gettext("Tick the claims first."))
        return _page(request, chosen, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not request.POST.get("confirmed"):
        return _page(request, chosen, form, preview=True)
    try:
        done = arrange_claims(claims=chosen, change=form.change(), by=request.user, seen=_seen(request))
    except Refused as refused:
        show_refusal(form, refused)
        return _page(request, chosen, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    _tell(request, done)
    return redirect(_back(request))


def _watch(request: DeskRequest, chosen: list[int], *, stop: bool) -> HttpResponse:
    if not chosen:
        messages.error(request, gettext("Tick the claims first."))
        return _page(request, chosen, ArrangeForm(), status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if not request.POST.get("confirmed"):
        return _page(request, chosen, ArrangeForm(), preview=True, act=STOP if stop else WATCH)
    done = watch_claims(claims=chosen, by=request.user, stop=stop)
    if done is None:
        messages.info(
            request, gettext("You watch none of them.") if stop else gettext("You watch all of them already.")
        )
    else:
        words = (
            gettext("You are not told of them any more.")
            if stop
            else gettext("Every change of their status is a notice for you now.")
        )
        say_done(request, words, done)
    return redirect(_back(request))


def _tell(request: DeskRequest, done: Arranged) -> None:
    if done.act is not None:
        words = ngettext("%(n)s claim was changed.", "%(n)s claims were changed.", done.changed)
        words %= {"n": done.changed}
        say_done(request, words, done.act)
    elif not done.refused:
        messages.info(request, gettext("They were like that already."))
    if done.refused:
        told = "; ".join(_why(refused) for refused in done.refused[:TOLD])
        left = len(done.refused) - TOLD
        more = gettext("; and %(left)s more") % {"left": left} if left > 0 else ""
        messages.warning(
            request,
            gettext("Left as they are, %(refused)s: %(told)s%(more)s. Look again, then tick them anew.")
            % {"refused": len(done.refused), "told": told, "more": more},
        )


def _why(refused: Refused) -> str:
    if isinstance(refused, Overtaken):
        return gettext("%(by)s %(did)s meanwhile") % {
            "by": refused.act.by.get_username(),
            "did": refused.act.told,
        }
    return refused.message.rstrip(".")


def _page(
    request: DeskRequest,
    chosen: list[int],
    form: ArrangeForm,
    *,
    preview: bool = False,
    act: str = ARRANGE,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    claims = list(claims_listed().filter(pk__in=chosen).order_by("-changed_at", "-pk"))
    known = _seen(request) if request.method == "POST" else {}
    context = {
        "rows": rows_of(claims, ("with", "due", "topic")),
        "seen": seen_of([claim.pk for claim in claims]) | known,
        "form": form,
        "preview": preview,
        "act": act,
        "change": form.change() if preview and act == ARRANGE else None,
        "gone": len(chosen) - len(claims),
        "back": _back(request),
    }
    return render(request, "claims/several.html", context, status=status)


def _back(request: DeskRequest) -> str:
    """The board as it was, or the claim's page."""
    chosen = _ids(request.GET.getlist("claim"))
    here = reverse("claim", args=chosen) if len(chosen) == 1 else reverse("claims")
    return next_page(request, here)


def _ids(written: Iterable[str]) -> list[int]:
    return ids_in(written)[: MOST + 1]


def _seen(request: DeskRequest) -> dict[int, int]:
    """The last line of the ledger on each claim when the form was made: "claim:line"."""
    pairs = (each.partition(":") for each in request.POST.getlist("seen")[: MOST + 1])
    read = ((id_in(pk), id_in(line)) for pk, _, line in pairs)
    return {pk: line for pk, line in read if pk is not None and line is not None}
