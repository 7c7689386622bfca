"""(Nearly) the same words in several statements, and what people say of which were one act of speaking."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy


class Wording(models.Model):
    """Words that one statement or several have, nearly alike or cut short, whoever said them.

    Statements of one wording by one speaker are one utterance. The speaker is left out here, so that a merge of two
    entities or a corrected speaker changes at once what is one utterance. ``fullest`` is the statement with the most of the words.
    """

    fullest = models.ForeignKey(
        "sources.Statement", models.SET_NULL, null=True, blank=True, related_name="fullest_of"
    )
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    def __str__(self) -> str:
        return f"Wording {self.pk}"


class Fingerprint(models.Model):
    """A hash of four words in a row that a wording has: see ``matching.same_words``."""

    key = models.BigIntegerField()
    wording = models.ForeignKey(Wording, models.CASCADE, related_name="fingerprints")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "wording"], name="fingerprint_once_a_wording")]

    def __str__(self) -> str:
        return f"{self.key} of {self.wording_id}"


class UtteranceSay(models.TextChoices):
    """What a person says of a statement's words."""

    JOINED = "joined", gettext_lazy("the same utterance")
    SPLIT = "split", gettext_lazy("an utterance of its own")
    TAKEN_BACK = "taken_back", gettext_lazy("taken back")


class UtteranceDecision(models.Model):
    """What a person said of a statement: that it is ``other``'s utterance, or none but its own; never changed, by trigger.

    Taking back is a decision too, and names the one it undoes.
    """

    statement = models.ForeignKey("sources.Statement", models.CASCADE, related_name="utterance_decisions")
    other = models.ForeignKey(
        "sources.Statement",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="utterance_decisions_of_others",
    )
    says = models.CharField(max_length=10, choices=UtteranceSay)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(says="joined", other__isnull=False, undoes=None)
                | Q(says="split", other=None, undoes=None)
                | Q(says="taken_back", undoes__isnull=False),
                name="utterance_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=F("statement")), name="utterance_decision_of_two"
            ),
        ]
        triggers = [pgtrigger.Protect(name="utterance_decisions_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.statement_id} {self.says} {self.other_id or ''}".strip()
