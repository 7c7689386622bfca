"""The form of a note in the discussion of a claim."""

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy

from entities.written import LARGEST_ID


class NoteForm(forms.Form):
    """What somebody writes; ``about`` is the statement that it refers to, ``seen`` the last line of the ledger on the note when
    the form was opened.
    """

    words = forms.CharField(
        label=gettext_lazy("Your note"),
        strip=False,
        widget=forms.Textarea(
            attrs={
                "rows": 3,
                "data-mentions": reverse_lazy("mentionable"),
                "data-say-who": gettext_lazy("People to mention"),
                "data-say-found": gettext_lazy("{n} to mention, the first is {first}"),
                "data-say-nobody": gettext_lazy("Nobody of that name"),
            }
        ),
        error_messages={"required": gettext_lazy("Write something first.")},
        help_text=gettext_lazy(
            "For the desk alone: it is in no print and no export. “@name” tells that person."
        ),
    )
    about = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LARGEST_ID,
        widget=forms.HiddenInput,
        error_messages={"invalid": gettext_lazy("Choose one of the statements, or none.")},
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
