"""A claim: a full sentence that can be true or false."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from entities.models import Entity
from sources.models.search import search_column
from sources.models.work import Work


class Verdict(models.TextChoices):
    """The desk's judgement of a claim."""

    UNVERIFIED = "unverified", gettext_lazy("Unverified")
    CORROBORATED = "corroborated", gettext_lazy("Corroborated")
    DISPUTED = "disputed", gettext_lazy("Disputed")
    CONFIRMED = "confirmed", gettext_lazy("Confirmed")
    REFUTED = "refuted", gettext_lazy("Refuted")
    INCONCLUSIVE = "inconclusive", gettext_lazy("Inconclusive")


class WorkState(models.TextChoices):
    """Where the desk stands with a claim."""

    NEW = "new", gettext_lazy("New")
    IN_REVIEW = "in_review", gettext_lazy("In review")
    ANOTHER_LOOK = "another_look", gettext_lazy("Needs another look")
    SETTLED = "settled", gettext_lazy("Settled")


class Topic(models.Model):
    """What a group of claims is about: one of a short list that editors keep. One that they took off it is ``retired``: it is
    offered no more, and stays for what was put under it and may be brought back.
    """

    name = models.CharField(max_length=100)
    retired = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="topic_once"),
            models.CheckConstraint(condition=~Q(name=""), name="topic_named"),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(
    pghistory.UpdateEvent(
        row=pghistory.Old,
        condition=pghistory.AnyChange(
            *("text", "note", "topic", "owner", "due_on", "speaker", "verdict", "work_state", "merged_into")
        ),
    ),
    pghistory.DeleteEvent(),
    model_name="ClaimEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
    fields=[
        *(
            "id",
            "text",
            "note",
            "topic",
            "owner",
            "due_on",
            "speaker",
            "verdict",
            "work_state",
            "version",
            "merged_into",
        )
    ],
)
class Claim(Work):
    """A full sentence that can be true or false, with the desk's verdict and where the desk stands with it.

    ``version`` goes up by one with each verdict, work state or wording; who decides says which version they looked at.
    ``merged_into`` is the claim that has its links now, and that its address leads to; no link comes to it any more.
    ``matched_at`` is when it was last held against past statements; empty means that still waits (``Work``).
    """

    text = models.CharField(max_length=500)
    note = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, related_name="claims")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="claims_owned"
    )
    speaker = models.ForeignKey(
        Entity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="claims",
        help_text=gettext_lazy("Who makes the claim, if one does."),
    )
    verdict = models.CharField(max_length=15, choices=Verdict, default=Verdict.UNVERIFIED, editable=False)
    work_state = models.CharField(max_length=15, choices=WorkState, default=WorkState.NEW, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="claims_proposed")
    proposed_at = models.DateTimeField(db_default=Now(), editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    matched_at = models.DateTimeField(null=True, editable=False)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    demo = models.BooleanField(default=False, editable=False)
    speaker_terms = ArrayField(models.TextField(), default=list, editable=False)
    search = search_column("text", "note", terms="speaker_terms")

    # Counters, and what follows: the work state from the verdict and the evidence (another_look.py), the terms from the
    # speaker's name.
    ledger_aside = ("speaker_terms", "version", "changed_at", "work_state", "matched_at")

    class Meta(Work.Meta):
        ordering = ["-id"]
        permissions = [("decide", "Can set verdicts")]
        constraints = [
            *Work.Meta.constraints,
            models.UniqueConstraint(Lower("text"), name="claim_text_once"),
            models.CheckConstraint(condition=~Q(text=""), name="claim_has_text"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values), name="claim_verdict_known"),
            models.CheckConstraint(
                condition=Q(work_state__in=WorkState.values), name="claim_work_state_known"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="claim_merged_into_another"
            ),
            models.CheckConstraint(
                condition=Q(verdict="unverified") | Q(version__gte=1), name="claim_verdict_was_decided"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="claim_search", fastupdate=False),
            models.Index(fields=["-changed_at", "-id"]),
            models.Index(
                fields=["rung_at"], condition=Q(matched_at=None, set_aside_at=None), name="claim_waiting"
            ),
            # The board counts its facets from this one alone, without reading a row.
            models.Index(
                fields=["work_state", "verdict", "topic", "owner", "due_on"],
                condition=Q(merged_into=None),
                name="claim_facets",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(merged_into=None, due_on__isnull=False), name="claim_due"
            ),
            models.Index(
                fields=["-changed_at", "-id"],
                condition=Q(work_state="another_look") | Q(set_aside_at__isnull=False),
                name="claim_alarm",
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def stays(self) -> Claim:
        """The claim that this one was merged into, by steps; itself where it was not."""
        claim = self
        while claim.merged_into is not None:
            claim = claim.merged_into
        return claim

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and the desk has not settled it."""
        late = self.due_on is not None and self.due_on < localdate()
        return late and self.work_state != WorkState.SETTLED

    def get_absolute_url(self) -> str:
        """The claim's page."""
        return reverse("claim", args=[self.pk])
