"""What a curator types about a person or an organisation. The use cases decide what can be kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms

from entities.models import Kind

if TYPE_CHECKING:
    from entities.refused import Refused

ALIASES_HELP = (
    "One in a line: other spellings, short forms, earlier names. Articles that use one find this entry."
)


def show_refusal(form: forms.Form, refused: Refused) -> None:
    """Puts what a use case refused beside the field it is about, or above the form where it has none."""
    form.add_error(refused.field if refused.field in form.fields else None, refused.message)


class EntityForm(forms.Form):
    """Name, kind, and what is said of it."""

    name = forms.CharField(max_length=300, error_messages={"required": "An entity needs a name."})
    kind = forms.ChoiceField(choices=Kind.choices, initial=Kind.PERSON)
    description = forms.CharField(max_length=300, required=False, help_text="One line: role, or what it is.")
    notes = forms.CharField(required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 4}))


class NewEntityForm(EntityForm):
    """The same with further names."""

    aliases = forms.CharField(
        label="Also known as",
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
        label="Another name", max_length=300, error_messages={"required": "Type the other name first."}
    )
