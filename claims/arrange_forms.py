"""Forms of the board: what is to become of ticked claims, views, topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext, gettext_lazy

from claims.arrange import KEEP, Change
from claims.curate_topic import LONGEST
from claims.models import Topic
from claims.save_view import LONGEST_NAME
from entities.plain_select import PlainSelect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.contrib.auth.models import User

NOBODY, NONE = "nobody", "none"


class ArrangeForm(forms.Form):
    """What is to become of claims; what is left empty stays as it is."""

    owner = forms.ChoiceField(label=gettext_lazy("With"), required=False, widget=PlainSelect)
    assign = forms.ChoiceField(label=gettext_lazy("Also on it"), required=False, widget=PlainSelect)
    release = forms.ChoiceField(label=gettext_lazy("No longer on it"), required=False, widget=PlainSelect)
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False, widget=PlainSelect)
    due_on = forms.DateField(
        label=gettext_lazy("Due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Give a day, such as 2026-12-24.")},
    )
    no_date = forms.BooleanField(label=gettext_lazy("No due date"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        people = get_user_model().objects.filter(is_active=True).order_by("username")
        self.people: dict[str, User] = {str(user.pk): user for user in people}
        self.topics = {str(topic.pk): topic for topic in Topic.objects.filter(retired=False)}
        names = [(pk, user.get_username()) for pk, user in self.people.items()]
        topics = [(pk, topic.name) for pk, topic in self.topics.items()]
        leave = ("", gettext("leave as it is"))
        choices = {
            "owner": [leave, (NOBODY, gettext("nobody")), *names],
            "assign": [("", gettext("nobody")), *names],
            "release": [("", gettext("nobody")), *names],
            "topic": [leave, (NONE, gettext("no topic")), *topics],
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = values

    def clean(self) -> dict[str, Any]:
        """Refuses what contradicts itself."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("due_on") and found.get("no_date"):
            self.add_error("due_on", gettext("Either a day or no due date."))
        if found.get("assign") and found.get("assign") == found.get("release"):
            self.add_error("release", gettext("The same person cannot come and go."))
        if not self.errors and self.change() == Change():
            self.add_error(None, gettext("Choose what is to become of the ticked claims."))
        return found

    def sent(self) -> list[tuple[str, str]]:
        """What was sent, to be sent once more when somebody has looked at it."""
        return [(name, self.data[name]) for name in self.fields if self.data.get(name)]

    def change(self) -> Change:
        """What was asked for."""
        asked = self.cleaned_data
        owner, topic = asked.get("owner"), asked.get("topic")
        return Change(
            owner=KEEP if not owner else None if owner == NOBODY else self.people[owner],
            topic=KEEP if not topic else None if topic == NONE else self.topics[topic],
            due_on=None if asked.get("no_date") else asked.get("due_on") or KEEP,
            assign=(self.people[asked["assign"]],) if asked.get("assign") else (),
            release=(self.people[asked["release"]],) if asked.get("release") else (),
        )


class ViewForm(forms.Form):
    """A view's name, and whether the desk has it too."""

    name = forms.CharField(label=gettext_lazy("Name of the view"), max_length=LONGEST_NAME)
    shared = forms.BooleanField(label=gettext_lazy("For the whole desk"), required=False)


class TopicForm(forms.Form):
    """A topic's name."""

    name = forms.CharField(label=gettext_lazy("Name of the topic"), max_length=LONGEST)
