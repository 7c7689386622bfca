"""A person's own settings: keys, notices, mail, language and clock."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from claims.choose_preferences import choose_keys, choose_notices, choose_reading, preferences_of
from claims.preference_forms import DESK, NOT, KeysForm, NoticesForm, ReadingForm
from entities.forms import show_refusal
from entities.refused import Refused

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpResponse

    from entities.requests import DeskRequest


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: DeskRequest) -> HttpResponse:
    """Three forms on one page; the one that was sent is kept."""
    chosen = preferences_of(request.user)
    keys, notices, reading = KeysForm.of(chosen), NoticesForm.of(chosen), ReadingForm.of(chosen)
    status = HTTPStatus.OK
    if request.method == "POST":
        form: forms.Form
        if request.POST.get("of") == "keys":
            form = keys = KeysForm(request.POST)
        elif request.POST.get("of") == "reading":
            form = reading = ReadingForm(request.POST)
        else:
            form = notices = NoticesForm(request.POST)
        if _kept(request, form):
            messages.success(request, gettext("Kept."))
            return redirect("preferences")
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {
        "keys": keys,
        "notices": notices,
        "reading": reading,
        "newsroom_zone": settings.TIME_ZONE,
        "mail_goes_out": settings.GOES_OUT,
        "digest_hour": settings.DIGEST_HOUR,
        "last_digest": request.user.digests.first(),
    }
    return render(request, "claims/preferences.html", context, status=status)


def _kept(request: DeskRequest, form: forms.Form) -> bool:
    if not form.is_valid():
        return False
    try:
        if isinstance(form, KeysForm):
            choose_keys(by=request.user, off=form.cleaned_data["keys_off"], keys=form.chosen())
        elif isinstance(form, ReadingForm):
            choose_reading(by=request.user, **form.cleaned_data)
        elif isinstance(form, NoticesForm):
            choose_notices(
                by=request.user,
                rhythm=form.cleaned_data["rhythm"],
                not_told=form.kinds(NOT),
                not_mailed=form.kinds(DESK),
            )
    except Refused as refused:
        show_refusal(form, refused)
        return False
    return True
