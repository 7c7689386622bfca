"""A verdict or work state, as it was set: the claim's history."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.models.claim import Claim, Verdict, WorkState
from entities.said import told


class VerdictChange(models.Model):
    """One change of a claim's status, with its reason and the evidence it rested on; never changed afterwards.

    ``by`` is empty where the system noticed something: it never changes the verdict, only where the desk stands. ``said``
    is what a reason of the desk's own is made of (matching/phrase.py), null for a person's.
    ``evidence`` lists the links that were accepted at that moment: {"link", "statement", "stance", "said"}, the last a
    mark of the statement's words, speaker and manner; ``wording`` is the claim's; ``origins`` the independent origins
    {"supports" | "denies": [lowest number, highest, named first-hand]}, empty where they were not counted; ``hits`` the
    tripwires that were hit, as [tripwire, link]. ``undoes`` names the change that
    this one takes back or, of an undoing, does again: it rests on what the restored one rested on.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="verdict_changes")
    version = models.PositiveIntegerField()
    verdict_before = models.CharField(max_length=15, choices=Verdict)
    verdict = models.CharField(max_length=15, choices=Verdict)
    work_state_before = models.CharField(max_length=15, choices=WorkState)
    work_state = models.CharField(max_length=15, choices=WorkState)
    reason = models.TextField()
    said = models.JSONField(null=True, editable=False)
    evidence = models.JSONField(default=list)
    wording = models.CharField(max_length=500, blank=True)
    origins = models.JSONField(default=dict)
    hits = models.JSONField(default=list)
    undoes = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="undoings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="verdicts_set")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["claim_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="verdict_change_once_a_version"),
            models.CheckConstraint(condition=~Q(reason=""), name="verdict_change_has_a_reason"),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(verdict=F("verdict_before")),
                name="verdict_set_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(by=None) | ~Q(work_state="another_look"),
                name="verdict_change_another_look_by_the_system",
            ),
        ]
        triggers = [pgtrigger.Protect(name="verdict_changes_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.claim_id} v{self.version}: {self.verdict}"

    @property
    def told(self) -> str:
        """The reason in the reader's language, where the desk gave it itself; a person's words as they are."""
        return told(self.reason, self.said) if self.said else self.reason
