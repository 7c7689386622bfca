"""The discussion of a claim: notes written, changed, taken back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.discuss import add_note, change_note, strangers, take_back_note
from claims.models import Note
from claims.note_forms import NoteForm
from claims.queries.discussion import people_offered
from claims.views.claim import shown_or_404
from entities.forms import show_overtaken, show_refusal
from entities.ledger import seen
from entities.refused import Overtaken, Refused
from entities.say_done import say_done

if TYPE_CHECKING:
    from django.http import HttpResponse

    from claims.models import Claim
    from entities.requests import DeskRequest

LONGEST_NAME = 150
may_write = permission_required("claims.add_note", raise_exception=True)


@may_write
@require_http_methods(["GET", "HEAD", "POST"])
def note_add(request: DeskRequest, pk: int) -> HttpResponse:
    """A new note on a claim; on one that was merged, on the claim that stays."""
    claim = shown_or_404(pk).stays
    if request.method != "POST":
        return _page(request, claim, NoteForm())
    form = NoteForm(request.POST)
    if form.is_valid():
        words, about = form.cleaned_data["words"], form.cleaned_data["about"]
        try:
            note = add_note(claim=claim, by=request.user, words=words, about=about)
        except Refused as refused:
            show_refusal(form, refused)
        else:
            return _done(request, note, "Your note is in the discussion.")
    return _page(request, claim, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@may_write
@require_http_methods(["GET", "HEAD", "POST"])
def note_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Other words for one's own note."""
    note = _note(pk)
    if note.by_id != request.user.pk:
        messages.warning(
            request, gettext("Only %(by)s can change this note.") % {"by": note.by.get_username()}
        )
        return redirect(note.place)
    if request.method != "POST":
        return _page(request, note.claim, NoteForm(initial={"words": note.words, "seen": seen(note)}), note)
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                words = form.cleaned_data["words"]
                change_note(note=note, by=request.user, words=words, seen=form.cleaned_data["seen"])
        except Overtaken as refused:
            show_overtaken(form, refused, now={"words": _note(pk).words}, carried={"seen": seen(note)})
        except Refused as refused:
            show_refusal(form, refused)
        else:
            note.words = words
            return _done(request, note, "Your note is changed.")
    return _page(request, note.claim, form, note, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@may_write
@require_POST
def note_take_back(request: DeskRequest, pk: int) -> HttpResponse:
    """Takes a note out of the discussion, and offers to take that back."""
    note = _note(pk)
    try:
        done = take_back_note(note=note, by=request.user)
    except Refused as refused:
        messages.warning(request, refused.message)
    else:
        say_done(request, gettext("The note is taken back."), done)
    return redirect(f"{note.claim.stays.get_absolute_url()}#discussion")


@require_safe
def mentionable(request: DeskRequest) -> HttpResponse:
    """Whom a note could mean by the name that is being typed."""
    return JsonResponse({"people": people_offered(request.GET.get("q", "")[:LONGEST_NAME])})


def _done(request: DeskRequest, note: Note, words: str) -> HttpResponse:
    say_done(request, words, seen(note))
    unknown = [f"“@{name}”" for name in strangers(note.words)]
    if unknown:
        messages.warning(
            request,
            gettext("Nobody on the desk is called %(unknown)s, so nobody was told.")
            % {"unknown": ", ".join(unknown)},
        )
    return redirect(note.place)


def _note(pk: int) -> Note:
    rows = Note.objects.select_related("by", "claim__merged_into").defer("claim__search")
    return get_object_or_404(rows, pk=pk)


def _page(
    request: DeskRequest, claim: Claim, form: NoteForm, note: Note | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    return render(
        request, "claims/note_page.html", {"claim": claim, "form": form, "note": note}, status=status
    )
