"""What a person types about a statement in an article. The use case decides what can be kept."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from entities.models import Kind
from sources.locate import Spans, locate
from sources.models import Article, Modality, Polarity, Quotation, Statement

MOST_SPANS = 50
SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
NEW_SPEAKER_KINDS = [Kind.PERSON, Kind.ORGANISATION, Kind.STATE, Kind.OUTLET, Kind.UNNAMED, Kind.GROUP]


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
