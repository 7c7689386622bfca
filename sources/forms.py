"""What a reporter types about an article, and about a statement in it. The use cases decide what can be kept."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from entities.models import Kind
from sources.cut import pieces_in
from sources.find_details import FIRST_YEAR, find_details
from sources.find_outlet import find_outlet
from sources.locate import Spans, locate
from sources.models import Article, Modality, Polarity, Quotation, Statement

if TYPE_CHECKING:
    from django.http import QueryDict

    from sources.cut import Piece

DETAILS = ("title", "published_on", "published_time")
MOST_SPANS = 50
ADDRESS = re.compile(r"https?://[^\s<>\"]{4,2000}")
SELECTION_CHARACTERS = 20_000
SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
# A text so much longer than an article may be is not sent back with the message: the browser would choke on it.
SHOWN_AGAIN_TIMES = 2
NEW_SPEAKER_KINDS = [Kind.PERSON, Kind.ORGANISATION, Kind.STATE, Kind.OUTLET, Kind.UNNAMED, Kind.GROUP]


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


def details_in(text: str) -> dict[str, str]:
    """What a text says of itself, as the values of the form's inputs; only what was found."""
    found = find_details(text)
    values = {"title": found.title}
    if found.published_at is not None:
        moment = found.published_at
        local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
        values["published_on"] = f"{local:%Y-%m-%d}"
        values["published_time"] = f"{local:%H:%M}" if found.has_time else ""
    return {name: value for name, value in values.items() if value}


def outlet_in(text: str) -> str:
    """The outlet that a text seems to be from; empty where it does not say, or is no article."""
    return find_outlet(text) if len(text) <= settings.ARTICLE_MAX_CHARACTERS else ""


def details_to_fill(typed: QueryDict) -> dict[str, str]:
    """What the text says of itself and nobody typed. A day that was typed is never given another one's time."""
    found = details_in(typed.get("text", ""))
    if typed.get("published_on"):
        found.pop("published_time", None)
    return {name: value for name, value in found.items() if not typed.get(name, "").strip()}


def shared(sent: QueryDict) -> dict[str, str]:
    """What a bookmarklet or another program shares, as the values of the form's inputs: ``url``, ``title``, and ``text``
    or ``selection``. Programs that put the address into the text, as many do, are understood.
    """
    text = (sent.get("selection") or sent.get("text", ""))[:SELECTION_CHARACTERS]
    url = sent.get("url", "").strip()
    found = ADDRESS.search(text)
    if not url and found:
        url, text = found[0], (text[: found.start()] + text[found.end() :]).strip()
    return {"url": url[:2000], "title": sent.get("title", "").strip()[:500], "text": text}


def address_shared(sent: QueryDict) -> dict[str, str]:
    """Likewise, for the form that has the desk fetch it."""
    values = shared(sent)
    return {"url": values["url"], "selection": values["text"]}


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


class StatementForm(forms.Form):
    """Who said it, how, and in which words of the article. ``seen`` is the last line of the ledger on it."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(
        label=gettext_lazy("Words"),
        max_length=50_000,
        help_text=gettext_lazy(
            "Select them in the article, or copy them here exactly as they stand there. "
            "“ … ” (dots between spaces) joins the two halves of a split quotation."
        ),
        error_messages={"required": gettext_lazy("Select the words that were said.")},
        widget=forms.Textarea(attrs={"rows": 4, "class": "passage"}),
    )
    spans = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput)
    speaker = forms.CharField(
        label=gettext_lazy("Speaker"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Who said it, by name. Leave it empty where the article does not tell."),
        widget=forms.TextInput(attrs={"list": "speakers", "autocomplete": "off"}),
    )
    speaker_kind = forms.ChoiceField(
        label=gettext_lazy("If the desk does not know them yet, they are"),
        choices=[(kind.value, kind.label) for kind in NEW_SPEAKER_KINDS],
        initial=Kind.PERSON,
        required=False,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("How the words are given"),
        choices=Quotation.choices,
        widget=forms.RadioSelect,
        initial=Quotation.INDIRECT,
    )
    polarity = forms.ChoiceField(
        label=gettext_lazy("The speaker"), choices=[("asserted", gettext_lazy("puts it forward")), ("denied", gettext_lazy("denies it"))],
        widget=forms.RadioSelect, initial=Polarity.ASSERTED,
    )  # fmt: skip
    modality = forms.ChoiceField(
        label=gettext_lazy("And how"),
        choices=Modality.choices,
        widget=forms.RadioSelect,
        initial=Modality.ASSERTS,
    )

    def __init__(
        self, *args: Any, article: Article, statement: Statement | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.article, self.statement = article, statement

    def clean(self) -> dict[str, Any]:
        """Finds the words in the article: where they were selected, else by searching for them."""
        cleaned = super().clean() or {}
        words = cleaned.get("words")
        if words:
            selected = written_spans(cleaned.get("spans", ""), len(self.article.text))
            old = self.statement.spans if self.statement else []
            cleaned["found_at"] = locate(self.article.text, words, selected=selected, near=old)
            if not cleaned["found_at"]:
                self.add_error(
                    "words",
                    gettext("These words do not stand in the article. Copy them exactly, mistakes and all."),
                )
        return cleaned


def written_spans(written: str, length: int) -> Spans:
    """Spans as the page writes them ("12-40 61-80"); empty for anything that does not lie in the text."""
    pairs = [SPAN.fullmatch(piece) for piece in written.split()[:MOST_SPANS]]
    spans = [[int(pair[1]), int(pair[2])] for pair in pairs if pair]
    fits = len(spans) == len(pairs) and all(start < end <= length for start, end in spans)
    return spans if fits else []


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
