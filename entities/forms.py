"""What a curator types about a person or an organisation. The use cases decide what can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from entities.models import WIKIDATA, Form, Kind, Tie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from entities.refused import Refused

ALIASES_HELP = gettext_lazy(
    "One in a line: other spellings, short forms, earlier names. Articles that use one find this entry."
)


def show_refusal(form: forms.Form, refused: Refused) -> None:
    """Puts what a use case refused beside the field it is about, or above the form where it has none."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)


def show_overtaken(
    form: forms.Form, refused: Refused, *, now: Mapping[str, object], carried: Mapping[str, int]
) -> None:
    """Tells the second of two people who was first, and beside each field what it says now where that is not what they
    typed. What they typed stays; ``carried`` are hidden fields that say what they have seen by then.
    """
    typed = dict(form.cleaned_data)
    form.add_error(None, refused.message)
    for name, value in now.items():
        if str(typed.get(name) or "") != str(value or ""):
            field: Any = form.fields[name]
            shown = dict(getattr(field, "choices", ())).get(value, value)
            form.add_error(
                name, gettext("Now: %(shown)s") % {"shown": shown} if shown else gettext("Now: empty")
            )
    data: Any = form.data
    form.data = data.copy()
    for name, number in carried.items():
        form.data[form.add_prefix(name)] = str(number)  # type: ignore[index]


class EntityForm(forms.Form):
    """Name, kind, and what is said of it."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=300,
        error_messages={"required": gettext_lazy("An entity needs a name.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices, initial=Kind.PERSON)
    description = forms.CharField(
        label=gettext_lazy("Description"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("One line: role, or what it is."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ChangedEntityForm(EntityForm):
    """The same over an entity that is there: ``seen`` is the last line of the ledger on it when the form was opened."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class NewEntityForm(EntityForm):
    """The same with further names."""

    aliases = forms.CharField(
        label=gettext_lazy("Also known as"),
        required=False,
        max_length=10_000,
        help_text=ALIASES_HELP,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    field_order = ["name", "kind", "aliases", "description", "notes"]

    def spellings(self) -> list[str]:
        """The further names, one for each line that has one."""
        lines = (line.strip() for line in self.cleaned_data["aliases"].splitlines())
        return [line[:300] for line in lines if line]


class AliasForm(forms.Form):
    """One further name."""

    name = forms.CharField(
        label=gettext_lazy("Another name"),
        max_length=300,
        error_messages={"required": gettext_lazy("Type the other name first.")},
    )
    form = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Form.choices, required=False)


class AffiliationForm(forms.Form):
    """Whom somebody speaks or works for, as what, from when until when."""

    of = forms.CharField(
        label=gettext_lazy("Of"),
        max_length=300,
        error_messages={"required": gettext_lazy("Say of whom first.")},
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"}),
    )
    role = forms.CharField(label=gettext_lazy("As"), max_length=200, required=False)
    since = forms.DateField(
        label=gettext_lazy("From"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=gettext_lazy("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )


class ExternalIdForm(forms.Form):
    """What it is called in somebody else's register."""

    scheme = forms.CharField(label=gettext_lazy("Register"), max_length=40, initial=WIKIDATA)
    value = forms.CharField(
        label=gettext_lazy("Its id there"),
        max_length=200,
        error_messages={"required": gettext_lazy("Type the id first.")},
    )


class RelationForm(forms.Form):
    """How it stands to another entry, or what it is in words."""

    tie = forms.ChoiceField(label=gettext_lazy("It"), choices=Tie.choices)
    what = forms.CharField(
        label=gettext_lazy("Another entry, or what it is in words"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say first what, or whose.")},
        widget=forms.TextInput(attrs={"list": "bodies", "autocomplete": "off"}),
    )
