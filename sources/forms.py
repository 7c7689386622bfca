"""What a reporter types about an article. The use cases decide what can be kept."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from sources.cut import pieces_in
from sources.find_details import FIRST_YEAR

if TYPE_CHECKING:
    from sources.cut import Piece

# A text so much longer than an article may be is not sent back with the message: the browser would choke on it.
SHOWN_AGAIN_TIMES = 2


class AnyText(forms.CharField):
    """A text exactly as it was sent: what cannot be stored is refused by the use case, which says why."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=False, **options)
        self.validators = []


class Keys(forms.Field):
    """Several values under one name, as they came."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        """Whatever came: keys that name nothing do nothing."""
        return [str(each) for each in value or ()]


class ArticleForm(forms.Form):
    """An article as a reporter brings it: the text first, then what it says of itself.

    ``shown`` are the keys of what the page offered to cut from the text, ``keep`` of what is to stay all the same.
    """

    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        max_length=300,
        help_text=gettext_lazy("The publication that printed it, not the one it quotes."),
        error_messages={"required": gettext_lazy("Which outlet printed it?")},
        widget=forms.TextInput(attrs={"list": "outlets", "autocomplete": "off"}),
    )
    text = AnyText(
        label=gettext_lazy("Text"),
        help_text=gettext_lazy("Paste the whole article, headline and all."),
        error_messages={"required": gettext_lazy("There is no text yet. Paste the article’s words here.")},
        widget=forms.Textarea(attrs={"rows": 12, "class": "passage"}),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    published_on = forms.DateField(
        label=gettext_lazy("Day of publication"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    published_time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    url = forms.CharField(
        label=gettext_lazy("Address"),
        required=False,
        widget=forms.URLInput(attrs={"placeholder": "https://…", "autocomplete": "off"}),
    )
    byline = forms.CharField(label=gettext_lazy("Written by"), max_length=300, required=False)
    revise = forms.BooleanField(
        label=gettext_lazy("Keep as a new revision of the article that is here"), required=False
    )
    whole = forms.BooleanField(
        required=False,
        widget=forms.HiddenInput,
        help_text=gettext_lazy("Several stories stay one article, as somebody wants it."),
    )
    shown = Keys(required=False)
    keep = Keys(required=False)

    def clean_published_on(self) -> date | None:
        """A day on which something can have been printed."""
        day: date | None = self.cleaned_data["published_on"]
        if day is not None and not date(FIRST_YEAR, 1, 1) <= day <= timezone.localdate() + timedelta(days=2):
            raise forms.ValidationError(gettext("Nothing was printed on this day. Is the year right?"))
        return day

    def clean(self) -> dict[str, Any]:
        """A time needs its day."""
        cleaned = super().clean() or {}
        if (
            cleaned.get("published_time")
            and not cleaned.get("published_on")
            and "published_on" not in self.errors
        ):
            self.add_error("published_on", gettext("On which day, at this time?"))
        return cleaned

    def published_at(self) -> datetime | None:
        """Day and time as one moment, in the desk's time zone; midnight where no time was given."""
        day: date | None = self.cleaned_data["published_on"]
        if day is None:
            return None
        return timezone.make_aware(datetime.combine(day, self.cleaned_data["published_time"] or time.min))

    @property
    def pieces(self) -> list[Piece]:
        """What in the text, as it is typed or proposed, is no part of the story."""
        text = str(self["text"].value() or "")
        return pieces_in(text) if len(text) <= settings.ARTICLE_MAX_CHARACTERS else []

    @property
    def kept(self) -> list[str]:
        """The keys of what is to stay, whether or not the form is valid."""
        return self._keys("keep")

    @property
    def unseen(self) -> bool:
        """Whether the text has something to cut that was not offered yet."""
        return not {piece.key for piece in self.pieces} <= set(self._keys("shown"))

    def to_cut(self) -> set[str]:
        """The keys of what is cut: what was shown, and nobody keeps."""
        return set(self._keys("shown")) - set(self.kept)

    def _keys(self, name: str) -> list[str]:
        return [str(key) for key in self[name].value() or ()]

    def without_a_huge_text(self) -> ArticleForm:
        """This form for showing again; a text far beyond what an article may have is left out."""
        text = str(self.data.get("text", ""))
        if len(text) > SHOWN_AGAIN_TIMES * settings.ARTICLE_MAX_CHARACTERS:
            self.data = {**self.data.dict(), "text": ""} if hasattr(self.data, "dict") else self.data
        return self


class ImportForm(forms.Form):
    """A file with many articles, and who printed those that do not say."""

    file = forms.FileField(
        label=gettext_lazy("CSV or JSON Lines"),
        help_text=gettext_lazy(
            "A row for each article. Columns: text and outlet, and where you have them title, url, published, byline."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file first."),
            "empty": gettext_lazy("This file is empty."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.jsonl,.ndjson"}),
    )
    outlet = forms.CharField(
        label=gettext_lazy("Outlet"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("For rows that name none."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AddressForm(forms.Form):
    """The address of an article, for the desk to fetch. ``selection`` is what was selected on its page when it was shared."""

    url = forms.CharField(
        label=gettext_lazy("Address of an article"),
        max_length=2000,
        error_messages={"required": gettext_lazy("Which address?")},
        widget=forms.URLInput(attrs={"placeholder": "https://…", "autocomplete": "off"}),
    )
    selection = forms.CharField(required=False, widget=forms.HiddenInput, max_length=20_000)


class FetchedForm(ArticleForm):
    """What a person says of an article that was fetched; its passages are ticked on the page."""

    watch = forms.BooleanField(
        label=gettext_lazy(
            "Look for changes: its page is fetched again, at first hourly, then ever more seldom"
        ),
        required=False,
        initial=True,
    )
    field_order = ["outlet", "title", "published_on", "published_time", "byline", "url", "watch"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("text", "whole", "shown", "keep"):
            del self.fields[name]


class DescriptionForm(ArticleForm):
    """What is said of an article that is stored: its words never change. ``seen`` is the last line of the ledger on it."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("text", "whole", "shown", "keep", "revise", "outlet", "url"):
            del self.fields[name]
