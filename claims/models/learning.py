"""What the desk's decisions teach: marks of editors, refits of the coefficients, and which of them are in use."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from claims.models.claim import Claim
from sources.models import Statement


class NothingElse(models.Model):
    """An editor said of a statement that no other claim of the desk fits it: what was not shown is known to be wrong.

    ``standing`` false says that it was taken back, and teaches nothing any more; the ledger says by whom.
    """

    statement = models.OneToOneField(Statement, models.CASCADE, related_name="nothing_else")
    standing = models.BooleanField(default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"nothing else fits statement {self.statement_id}"


class Unshown(models.Model):
    """A claim that was examined for a marked statement and is no suggestion: too improbable, or linked by hand.

    ``among``: how many claims the desk had. Whether it was right is not kept here: the link says so, if there is one.
    """

    mark = models.ForeignKey(NothingElse, models.CASCADE, related_name="unshown")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    probability = models.FloatField()
    features = models.JSONField()
    among = models.PositiveIntegerField()
    model_version = models.CharField(max_length=40)

    class Meta:
        ordering = ["mark_id", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["mark", "claim"], name="unshown_once_a_mark"),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=1), name="unshown_probability_is_one"
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.claim_id} at rank {self.rank}"


class Outcome(models.TextChoices):
    """What became of a refit."""

    TOO_FEW = "too_few", gettext_lazy("too few decisions")
    NOT_BETTER = "not_better", gettext_lazy("not clearly better")
    SWAPPED = "swapped", gettext_lazy("put to use")
    OVERTAKEN = "overtaken", gettext_lazy("overtaken by somebody’s choice")


class Refit(models.Model):
    """One nightly attempt at better coefficients: what it went by, what it found, and why it swapped or did not.

    ``base``: the shipped version it moves; ``version``: the name of what was fitted, empty where nothing was;
    ``moves``: what is added to each shipped weight. ``gain``: nats of log loss that a statement costs less under it,
    with its standard error, out of five folds by statement; ``order_gain`` what it adds to mean average precision; the
    losses are in nats a pair. Never changed, by trigger.
    """

    at = models.DateTimeField(db_default=Now(), editable=False)
    base = models.CharField(max_length=40)
    in_use = models.CharField(max_length=40)
    version = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    accepted = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    unshown = models.PositiveIntegerField()
    statements = models.PositiveIntegerField()
    penalty = models.FloatField(null=True)
    moves = models.JSONField(default=dict)
    gain = models.FloatField(null=True)
    gain_error = models.FloatField(null=True)
    order_gain = models.FloatField(null=True)
    loss = models.FloatField(null=True)
    loss_in_use = models.FloatField(null=True)
    loss_shipped = models.FloatField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=~Q(version=""), name="refit_version_once"),
            models.CheckConstraint(
                condition=Q(outcome="too_few", version="") | ~Q(outcome="too_few") & ~Q(version=""),
                name="refit_fitted_has_a_version",
            ),
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="refit_outcome_known"),
        ]
        triggers = [pgtrigger.Protect(name="refits_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.version or 'nothing fitted'}: {self.outcome}"


class ModelChange(models.Model):
    """From when on which coefficients are in use: those of ``refit``, or the shipped ones where that is empty.

    The one with the highest ``number`` holds. Who changes says which number they saw, and takes the next: of two at
    once the second is refused. ``by`` is empty for the nightly refit. Never changed, by trigger.
    """

    number = models.PositiveIntegerField(unique=True)
    refit = models.ForeignKey(Refit, models.PROTECT, null=True, related_name="uses")
    version = models.CharField(max_length=40)
    before = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    undoes = models.OneToOneField("self", models.PROTECT, null=True, related_name="undone_by")

    class Meta:
        ordering = ["-number"]
        permissions = [("choose_model", "Can choose which coefficients suggestions use")]
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="model_change_numbered"),
            models.CheckConstraint(condition=~Q(version="") & ~Q(before=""), name="model_change_of_versions"),
        ]
        triggers = [pgtrigger.Protect(name="model_changes_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.number}: {self.version}"
