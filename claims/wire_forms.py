"""The form of a tripwire."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from claims.models import Stance, Tripwire
from entities.models import Kind
from sources.models import Modality


class TripwireForm(forms.Form):
    """What a tripwire asks for. ``seen`` is the last line of the ledger on it when the form was opened."""

    stance = forms.ChoiceField(
        choices=Stance.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("A statement that"),
        error_messages={"required": gettext_lazy("Choose what the statement would do.")},
    )
    speaker = forms.CharField(
        label=gettext_lazy("By whom"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("Somebody in particular, by name; empty: anybody."),
    )
    speaker_kind = forms.ChoiceField(
        label=gettext_lazy("Or by what kind of speaker"),
        choices=[("", gettext_lazy("any")), *Kind.choices],
        required=False,
    )
    named = forms.BooleanField(
        label=gettext_lazy("The speaker has a name"),
        required=False,
        help_text=gettext_lazy("A person or organisation, not “an official”."),
    )
    first_hand = forms.BooleanField(
        label=gettext_lazy("First-hand"),
        required=False,
        help_text=gettext_lazy("Put forward as their own, not from others’ information."),
    )
    modality = forms.ChoiceField(
        label=gettext_lazy("And the speaker"),
        choices=[("", gettext_lazy("says it in any way")), *Modality.choices],
        required=False,
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


def wire_as_it_stands(wire: Tripwire) -> dict[str, object]:
    """What the form of a tripwire would say if it were opened now."""
    asked: dict[str, object] = {
        name: getattr(wire, name) for name in ("stance", "speaker_kind", "named", "first_hand", "modality")
    }
    return asked | {"speaker": wire.speaker.shown.name if wire.speaker else ""}
