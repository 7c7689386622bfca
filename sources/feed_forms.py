"""What an admin types about a feed and about an outlet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

WORDS_HELP = gettext_lazy("One in a line; a word finds every word that begins with it.")


def lines(written: str) -> list[str]:
    """The lines of a field that have anything in them."""
    return [line.strip() for line in written.splitlines() if line.strip()]


class FeedForm(forms.Form):
    """What passes a feed, and what becomes of it. ``seen`` is the last line of the ledger on it."""

    include = forms.CharField(
        label=gettext_lazy("Only with one of these words"),
        required=False,
        max_length=6_000,
        help_text=WORDS_HELP,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    exclude = forms.CharField(
        label=gettext_lazy("Not with any of these"),
        required=False,
        max_length=6_000,
        help_text=WORDS_HELP,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    waits = forms.BooleanField(
        label=gettext_lazy("What it brings waits for a reporter’s nod"), required=False, initial=True
    )
    stopped = forms.BooleanField(label=gettext_lazy("Do not ask this feed for now"), required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class NewFeedForm(FeedForm):
    """Likewise, for a feed that is not attached yet."""

    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        max_length=300,
        error_messages={"required": gettext_lazy("Whose feed is it?")},
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
    )
    url = forms.CharField(
        label=gettext_lazy("Address of the feed"),
        max_length=2000,
        help_text=gettext_lazy("RSS, Atom or JSON Feed."),
        error_messages={"required": gettext_lazy("Which address?")},
        widget=forms.URLInput(attrs={"placeholder": "https://…", "autocomplete": "off"}),
    )
    field_order = ["outlet", "url", "include", "exclude", "waits"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("stopped", "seen"):
            del self.fields[name]


class OpmlForm(forms.Form):
    """A list of feeds, as feed readers export it."""

    file = forms.FileField(
        label=gettext_lazy("A list of feeds (OPML)"),
        widget=forms.FileInput(attrs={"accept": ".opml,.xml,text/xml"}),
    )


class OutletForm(forms.Form):
    """Where an outlet publishes, and whose it is. ``seen`` is the last line of the ledger on it."""

    hosts = forms.CharField(
        label=gettext_lazy("Hosts"),
        required=False,
        max_length=30_000,
        help_text=gettext_lazy(
            "Where it publishes, one in a line: outlet.example. Articles from there, and from hosts below, are taken for its own."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    homepage = forms.CharField(
        label=gettext_lazy("Homepage"),
        required=False,
        max_length=400,
        widget=forms.URLInput(attrs={"placeholder": "https://…"}),
    )
    group = forms.CharField(
        label=gettext_lazy("Owned by"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Outlets of one owner are not independent of one another: claims count them so."
        ),
        widget=forms.TextInput(attrs={"list": "groups", "autocomplete": "off"}),
    )
    time_zone = forms.CharField(
        label=gettext_lazy("Its clock"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "The time zone it prints in, such as Asia/Tehran: articles show their time by it too."
        ),
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off"}),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
