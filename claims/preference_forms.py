"""Forms of what a person chooses for themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy

from claims.keys import KEYS
from claims.models import NoticeKind, Rhythm
from entities.reader import zone_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.forms import BoundField

    from claims.models import Preferences

BOTH, DESK, NOT = "both", "desk", "not"
WAYS = [
    (BOTH, gettext_lazy("on the desk and by mail")),
    (DESK, gettext_lazy("on the desk")),
    (NOT, gettext_lazy("not at all")),
]


def _languages() -> list[tuple[str, str]]:
    return [("", gettext("As my browser asks")), *settings.LANGUAGES]


def _zones() -> list[tuple[str, str]]:
    zones = [(name, name.replace("_", " ")) for name in zone_names()]
    return [("", gettext("The newsroom’s (%(zone)s)") % {"zone": settings.TIME_ZONE}), *zones]


class ReadingForm(forms.Form):
    """How a person reads the desk."""

    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=_languages,
        help_text=gettext_lazy("Articles and what people wrote stay as they are."),
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        required=False,
        choices=_zones,
        help_text=gettext_lazy(
            "By this clock you are shown when something was done, and when an article was printed."
        ),
    )

    @classmethod
    def of(cls, preferences: Preferences) -> ReadingForm:
        """What the person has chosen."""
        return cls(initial={"language": preferences.language, "time_zone": preferences.time_zone})


class KeysForm(forms.Form):
    """Keys off or on, and another key for some. A field goes by the key it is about."""

    keys_off = forms.BooleanField(
        required=False,
        label=gettext_lazy("Switch all single keys off"),
        help_text=gettext_lazy(
            "For those who speak to their computer, or press keys by accident. Everything works without them."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, what in KEYS.items():
            shown = forms.TextInput(attrs={"size": 2, "autocomplete": "off"})
            # The use case says what is no key, in its own words.
            self.fields[key] = forms.CharField(
                required=False, label=gettext(what), max_length=20, strip=True, widget=shown
            )

    @classmethod
    def of(cls, preferences: Preferences) -> KeysForm:
        """What the person has chosen."""
        return cls(initial={**preferences.keys, "keys_off": preferences.keys_off})

    def each(self) -> Iterator[tuple[str, BoundField]]:
        """The desk's keys, each with its field."""
        return ((key, self[key]) for key in KEYS)

    def chosen(self) -> dict[str, str]:
        """Another key by the desk's key, where one is written."""
        return {key: self.cleaned_data[key] for key in KEYS if self.cleaned_data[key]}


class NoticesForm(forms.Form):
    """For each kind of notice, whether and how one is told; and how often mail comes."""

    rhythm = forms.ChoiceField(
        choices=Rhythm.choices, widget=forms.RadioSelect, label=gettext_lazy("Mail me")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in NoticeKind:
            self.fields[kind.value] = forms.ChoiceField(
                choices=WAYS, widget=forms.RadioSelect, label=capfirst(kind.label)
            )

    @classmethod
    def of(cls, preferences: Preferences) -> NoticesForm:
        """What the person has chosen."""
        not_mailed = dict.fromkeys(preferences.not_mailed, DESK)
        not_told = dict.fromkeys(preferences.not_told, NOT)
        every = dict.fromkeys(NoticeKind.values, BOTH)
        return cls(initial={**every, **not_mailed, **not_told, "rhythm": preferences.rhythm})

    def kinds(self, way: str) -> list[str]:
        """The kinds for which this way was chosen."""
        return [kind for kind in NoticeKind.values if self.cleaned_data[kind] == way]
