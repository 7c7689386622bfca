"""What a reporter types about each story of a paste that holds several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy

from entities.written import number_in
from extraction.sections import MOST, sections
from sources.forms import ArticleForm
from sources.prefill import details_in, outlet_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import QueryDict


class StoryForm(ArticleForm):
    """One story: it becomes an article of its own, or is left out."""

    take = forms.BooleanField(label=gettext_lazy("Add this story"), required=False, initial=True)
    field_order = ["take", "outlet", "title", "published_on", "published_time", "url", "byline", "text"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("revise", "whole"):
            del self.fields[name]
        self.fields["text"].widget.attrs["rows"] = 8
        self.fields["text"].help_text = "A line that belongs to another story can be moved there."

    def full_clean(self) -> None:
        """What is left out needs no checking: it is shown again as it was sent."""
        if self.is_bound and not self.taken:
            self._errors = ErrorDict()
            self.cleaned_data = {}
            return
        super().full_clean()

    @property
    def taken(self) -> bool:
        """Does the person want this one?"""
        return bool(self["take"].value())


def stories_in(text: str) -> list[str]:
    """The texts of the stories in a paste, in order; one where it is a single story."""
    return [text[slice(*section.span)].strip() for section in sections(text)]


def proposed(texts: list[str], typed: Mapping[str, str]) -> list[StoryForm]:
    """A form for each story with what it says of itself; what was typed for the paste fills the gaps.

    Address and by-line go to the first one alone: they belong to one article.
    """
    return [
        StoryForm(prefix=f"story-{n}", initial=_values(text, typed, first=n == 0))
        for n, text in enumerate(texts)
    ]


def _values(text: str, typed: Mapping[str, str], *, first: bool) -> dict[str, object]:
    found = details_in(text)
    day = {name: typed.get(name, "") for name in ("published_on", "published_time")}
    values: dict[str, object] = {"take": True, "outlet": typed.get("outlet") or outlet_in(text), "text": text}
    if first:
        values |= {name: typed.get(name, "") for name in ("url", "byline")}
        values["title"] = typed.get("title", "")
    return values | (found if found.get("published_on") else day | found)


def sent(data: QueryDict) -> list[StoryForm]:
    """The forms as they were sent; empty where nothing that can be counted came."""
    count = number_in(data.get("stories", ""), most=MOST + 1) or 0  # the last holds the rest
    return [StoryForm(data, prefix=f"story-{n}") for n in range(count)]
