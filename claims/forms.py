"""Forms of claims, verdicts and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext, gettext_lazy

from claims.check import Check
from claims.decide import CHOSEN_BY_PEOPLE
from claims.models import Claim, JudgementSay, Rejection, Stance, Topic, Verdict, WorkState
from claims.propose import MAX_CHARACTERS
from entities.ledger import seen
from entities.written import LARGEST_ID

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class ClaimForm(forms.Form):
    """A claim's wording and what goes with it. ``twin`` is the claim that says the same already, if one does;
    ``check`` what speaks against the words, for the person to look at.
    """

    twin: Claim | None = None
    check: Check | None = None
    text = forms.CharField(
        label=gettext_lazy("The claim"),
        # The use case says how long is too long; this only keeps a novel out of the message.
        max_length=MAX_CHARACTERS * 10,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        help_text=gettext_lazy(
            "One full sentence that can be true or false, such as “Iran has delivered Fath-360 missiles to "
            "Russia”. Not a question, not a topic, and only one thing."
        ),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("What would settle it, where it came up, what to watch out for."),
    )
    topic = forms.CharField(
        label=gettext_lazy("Topic"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"list": "topics", "autocomplete": "off"}),
        help_text=gettext_lazy("An existing topic or a new one."),
    )
    speaker = forms.CharField(
        label=gettext_lazy("Who makes the claim"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Only where the claim is somebody’s. The full name of a person; a new name is added to the people."
        ),
    )
    owner = forms.ModelChoiceField(
        queryset=get_user_model().objects.none(),
        label=gettext_lazy("With"),
        required=False,
        empty_label=gettext_lazy("nobody yet"),
    )
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def insists(self) -> bool:
        """Whether the person has seen what speaks against these very words, and wants them all the same."""
        seen_words: str = self.data.get("sure", "")
        return bool(seen_words) and seen_words == Check.line(self.data.get("text", ""))

    def __init__(self, *args: Any, by: Any, claim: Claim | None = None, **kwargs: Any) -> None:
        if claim is not None:
            kwargs["initial"] = as_it_stands(claim) | {"version": claim.version, "seen": seen(claim)}
        super().__init__(*args, **kwargs)
        self.may_name_topics: bool = by.has_perm("claims.change_topic")
        if not self.may_name_topics:
            self.fields["topic"].help_text = "One of the desk’s list; editors add new ones."
        if by.has_perm("claims.change_claim"):
            owners: Any = self.fields["owner"]
            owners.queryset = get_user_model().objects.filter(is_active=True).order_by("username")
        else:
            del self.fields["owner"]

    def topics(self) -> list[str]:
        """The topics there are, to choose from while typing."""
        return list(Topic.objects.filter(retired=False).values_list("name", flat=True)[:200])

    def clean_topic(self) -> str:
        """The name of a topic of the list; who keeps the list may name a new one."""
        name = " ".join(str(self.cleaned_data["topic"]).split())
        listed = not name or Topic.objects.filter(name__iexact=name, retired=False).exists()
        if not listed and not self.may_name_topics:
            raise forms.ValidationError(
                gettext("There is no such topic. Choose one of the list, or leave it to an editor.")
            )
        return name

    def version_seen(self) -> int:
        """The claim's version when the form was opened; -1, which none has, where it was not sent."""
        version: int | None = self.cleaned_data.get("version")
        return -1 if version is None else version

    def chosen_owner(self) -> AbstractBaseUser | None:
        """Who was chosen, if the person may choose."""
        chosen: AbstractBaseUser | None = self.cleaned_data.get("owner")
        return chosen


def as_it_stands(claim: Claim) -> dict[str, object]:
    """What the form of a claim would say if it were opened now."""
    return {
        "text": claim.text,
        "note": claim.note,
        "topic": claim.topic.name if claim.topic else "",
        "speaker": claim.speaker.shown.name if claim.speaker else "",
        "owner": claim.owner_id,
    }


class DecideForm(forms.Form):
    """A verdict with its reason, on the version of the claim that the person looked at."""

    verdict = forms.ChoiceField(
        choices=Verdict.choices, widget=forms.RadioSelect, label=gettext_lazy("Verdict")
    )
    work_state = forms.ChoiceField(
        choices=[(state.value, state.label) for state in CHOSEN_BY_PEOPLE],
        widget=forms.RadioSelect,
        label=gettext_lazy("Work state"),
        help_text=gettext_lazy("Settled: the desk is told when new evidence comes in."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why, in a sentence: the next editor will ask.")},
        help_text=gettext_lazy("A sentence or two for the next editor and for the record."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @classmethod
    def of(cls, claim: Claim) -> DecideForm:
        """An empty form over the claim as it stands."""
        return cls(
            initial={
                "verdict": claim.verdict,
                "work_state": WorkState.SETTLED.value,
                "version": claim.version,
            }
        )

    def over(self, claim: Claim) -> DecideForm:
        """The same answers over the claim as it stands now."""
        return DecideForm({name: self.data.get(name) for name in self.fields} | {"version": claim.version})


class AcceptForm(forms.Form):
    """How a statement bears on a claim."""

    stance = forms.ChoiceField(
        choices=Stance.choices, error_messages={"required": gettext_lazy("Choose how it bears on the claim.")}
    )


class RejectForm(forms.Form):
    """Why a suggestion is not related."""

    reason = forms.ChoiceField(choices=Rejection.choices, required=False, label=gettext_lazy("Reason"))


class LinkForm(forms.Form):
    """A statement linked to a claim by hand."""

    claim = forms.ModelChoiceField(
        queryset=Claim.objects.filter(merged_into=None).defer("search"),
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("Choose a claim."),
            "invalid_choice": gettext_lazy("Choose one of the claims."),
        },
    )
    stance = forms.ChoiceField(
        choices=Stance.choices,
        widget=forms.RadioSelect,
        label=gettext_lazy("The statement"),
        error_messages={
            "required": gettext_lazy("Choose how it bears on the claim: supports, denies or context.")
        },
    )


class JudgeForm(forms.Form):
    """What an editor says of two statements."""

    ONE_UTTERANCE = "one_utterance"
    one = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    other = forms.IntegerField(min_value=1, max_value=LARGEST_ID)
    says = forms.ChoiceField(
        choices=[*JudgementSay.choices, (ONE_UTTERANCE, gettext_lazy("are one utterance"))]
    )
