"""A claim is proposed, or put in other words."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from claims.check import Check, check
from claims.decide import ChangedMeanwhile
from claims.forms import ClaimForm, as_it_stands
from claims.propose import SameClaim, propose_claim, reword_claim
from claims.queries.claim import claim_shown
from claims.views.claim import shown_or_404
from entities.forms import show_overtaken, show_refusal
from entities.ledger import seen
from entities.refused import Overtaken, Refused
from entities.requests import asked_id
from entities.say_done import say_done
from sources.find_speaker import find_or_make_speaker
from sources.models import Statement

if TYPE_CHECKING:
    from django.http import HttpResponse

    from claims.models import Claim
    from entities.models import Entity
    from entities.requests import DeskRequest


@permission_required("claims.add_claim", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: DeskRequest) -> HttpResponse:
    """A new claim; ``?statement=`` is the one that brought it up, ``?text=`` a first wording."""
    statement = _statement(request)
    if request.method != "POST":
        first = request.GET.get("text", "") or (statement.content if statement else "")
        fresh = ClaimForm(by=request.user, initial={"text": first})
        fresh.check = check(first) if first else None
        return _page(request, fresh, statement=statement)
    form = ClaimForm(request.POST, by=request.user)
    claim = _store(request, form)
    if claim is None:
        return _page(request, form, statement=statement, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(
        request, gettext("The claim is on the desk. It is being held against every past statement.")
    )
    if statement is None:
        return redirect(claim)
    if request.user.has_perm("claims.review"):
        messages.info(
            request, gettext("It is not linked to the statement yet: say how the statement bears on it.")
        )
        return redirect(f"{reverse('statement-link', args=[statement.pk])}?{urlencode({'claim': claim.pk})}")
    messages.info(request, gettext("It is not linked to the statement yet: an editor does that."))
    return redirect(claim)


@permission_required("claims.change_claim", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Another wording, note, topic or owner."""
    claim = shown_or_404(pk)
    if claim.merged_into_id is not None:
        return redirect(claim)
    if request.method != "POST":
        return _page(request, ClaimForm(by=request.user, claim=claim), claim=claim)
    form = ClaimForm(request.POST, by=request.user, claim=claim)
    if _store(request, form, claim) is None:
        return _page(request, form, claim=claim, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    words = gettext("The claim was changed. What stood before is in the ledger.")
    say_done(request, words, seen(claim))
    return redirect(claim)


def _store(request: DeskRequest, form: ClaimForm, claim: Claim | None = None) -> Claim | None:
    """The stored claim, or None where the form now says what is wrong."""
    if not form.is_valid():
        return None
    words = {name: form.cleaned_data[name] for name in ("text", "note", "topic")}
    if not _stands_check(form, claim):
        return None
    try:
        # A name that was made for a claim that is then refused would be nobody's.
        with transaction.atomic():
            speaker = _speaker(request, form.cleaned_data["speaker"], claim)
            if claim is None:
                return propose_claim(by=request.user, speaker=speaker, owner=form.chosen_owner(), **words)
            return reword_claim(
                claim=claim,
                by=request.user,
                version=form.version_seen(),
                speaker=speaker,
                owner=form.chosen_owner(),
                seen=form.cleaned_data["seen"],
                **words,
            )
    except (ChangedMeanwhile, Overtaken) as refused:
        _show_overtaken(form, refused, claim)
    except SameClaim as refused:
        show_refusal(form, refused)
        form.twin = refused.claim
    except Refused as refused:
        show_refusal(form, refused)
    return None


def _stands_check(form: ClaimForm, claim: Claim | None) -> bool:
    """Whether the words may be stored: nothing speaks against them, or the person has seen it and insists."""
    text = form.cleaned_data["text"]
    if form.insists or (claim is not None and Check.line(text).rstrip(".") == claim.text):
        return True
    form.check = check(text, besides=claim.pk if claim else None)
    return form.check.is_clear


@permission_required("claims.add_claim", raise_exception=True)
@require_safe
def look(request: DeskRequest) -> HttpResponse:
    """What speaks against the words that are being typed, for the place below them."""
    besides = asked_id(request, "besides")
    found = check(request.GET.get("text", ""), besides=besides)
    context = {
        "check": found,
        "statement": _statement(request),
        "claim": claim_shown(besides) if besides else None,
    }
    return render(request, "claims/_claim_check.html", context)


def _show_overtaken(form: ClaimForm, refused: Refused, claim: Claim | None) -> None:
    if claim is None:
        show_refusal(form, refused)
        return
    standing = shown_or_404(claim.pk)
    now = {name: value for name, value in as_it_stands(standing).items() if name != "owner"}
    carried = {"version": standing.version, "seen": seen(standing)}
    show_overtaken(form, refused, now=now, carried=carried)


def _speaker(request: DeskRequest, name: str, claim: Claim | None) -> Entity | None:
    """Who is meant by the name; who it was before, where the name was left as it was."""
    before = claim.speaker if claim else None
    if before is not None and before.shown.name == name:
        return before
    return find_or_make_speaker(name=name, by=request.user)


def _statement(request: DeskRequest) -> Statement | None:
    pk = asked_id(request, "statement")
    return Statement.objects.with_speakers().filter(pk=pk).first() if pk else None


def _page(
    request: DeskRequest,
    form: ClaimForm,
    *,
    claim: Claim | None = None,
    statement: Statement | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    context = {"form": form, "claim": claim, "statement": statement}
    return render(request, "claims/claim_form.html", context, status=status)
