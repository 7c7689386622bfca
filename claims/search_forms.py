"""What the search page asks, and what its answers mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy

from claims.models import Claim
from claims.queries.search.asked import LONGEST, Asked, ask
from claims.queries.search.claims import find_claims
from claims.queries.search.people import ids_of, speakers_named
from claims.queries.search.printed import Printed
from claims.queries.search.statements import Sought, Speakers
from entities.written import id_in
from sources.gather import MOST
from sources.models import Outlet
from sources.queries.said_by import said_by_unsettled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django_stubs_ext import StrOrPromise

    from claims.queries.search.people import Person

FILTERS = ("who", "about", "outlet", "since", "until")
DAYS = [MinValueValidator(date(1800, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


def _day(label: StrOrPromise) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, validators=DAYS)


def _words(label: StrOrPromise, placeholder: StrOrPromise, **attributes: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"placeholder": placeholder, "autocomplete": "off"} | attributes)
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=widget)


class WhoSaidForm(forms.Form):
    """Who said what about what. What cannot be understood narrows nothing and is named beside its field."""

    who = _words(gettext_lazy("Who said it"), gettext_lazy("any spelling of a name"), list="names-offered")
    about = _words(gettext_lazy("About the claim"), gettext_lazy("words or number"))
    outlet = _words(gettext_lazy("In the outlet"), gettext_lazy("its name"))
    since = _day(gettext_lazy("Since"))
    until = _day(gettext_lazy("Until"))

    @property
    def is_used(self) -> bool:
        """Whether anything is asked for."""
        return any(self.data.get(name) for name in FILTERS)


@dataclass(frozen=True)
class Meant:
    """What a filled form was taken to mean: what is looked for, and whom and what the names stand for. ``nothing``: that
    a name or a claim is asked for which the desk does not have.
    """

    sought: Sought
    speakers: Sequence[Person] = ()
    outlets: Sequence[Outlet] = ()
    claims: Sequence[Claim] = ()
    nothing: Sequence[str] = field(default_factory=list)


def meant(form: WhoSaidForm, asked: Asked) -> Meant:
    """What is looked for: the words together with the form's fields."""
    form.is_valid()
    values = form.cleaned_data
    speakers, people = _speakers(values.get("who") or "")
    claims, shown = _claims(values.get("about") or "")
    outlets = _outlets(values.get("outlet") or "")
    nothing = [
        name
        for name, found in (("about", claims), ("outlet", outlets))
        if found is not None and not found and values.get(name)
    ]
    printed = Printed(
        [outlet.pk for outlet in outlets] if outlets is not None else None,
        _midnight(values.get("since")),
        _midnight(values.get("until"), days=1),
    )
    sought = Sought(asked.spoken, speakers, claims, printed)
    return Meant(sought, people, outlets or [], shown, nothing)


def _speakers(name: str) -> tuple[Speakers | None, Sequence[Person]]:
    if not name:
        return None, ()
    people = speakers_named(name)
    unsettled = said_by_unsettled(name).order_by("-pk").values_list("pk", flat=True)[:MOST]
    return Speakers(ids_of(people), list(unsettled)), people


def _claims(words: str) -> tuple[list[int] | None, Sequence[Claim]]:
    """The claims with these words, or the one of that number; and the first of them to be named."""
    if not words:
        return None, ()
    number = id_in(words.strip().lstrip("#"))
    if number is not None:
        ids = [number]
    else:
        asked = ask(words)
        ids = [hit.pk for hit in find_claims(asked.spoken, enough=MOST).best] if asked.spoken else []
    rows = Claim.objects.filter(pk__in=ids[:3]).only("text").in_bulk()
    return (ids if rows else []), [rows[pk] for pk in ids[:3] if pk in rows]


def _outlets(name: str) -> list[Outlet] | None:
    if not name:
        return None
    ids = ids_of(speakers_named(name))
    return list(Outlet.objects.filter(entity__in=ids).select_related("entity__canonical"))


def _midnight(day: Any, days: int = 0) -> datetime | None:
    return timezone.make_aware(datetime.combine(day + timedelta(days), time.min)) if day else None
