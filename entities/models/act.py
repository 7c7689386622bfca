"""The ledger: what people did, in order, with what it takes to take it back."""

from __future__ import annotations

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from entities.said import told
from matching.phrase import again


class ActQuerySet(models.QuerySet["Act"]):
    """Acts as the ledger asks for them."""

    def standing(self) -> ActQuerySet:
        """Those whose effect stands: not taken back, or taken back and done again. Undoings are none of them."""
        return self.filter(undone_by=None, is_undoing=False)


class Act(models.Model):
    """One thing a person did; never changed afterwards, by trigger.

    ``kind`` names the use case ("link.accept"); ``words`` go on after the person's name ("accepted …"), and ``said`` is
    what they are made of (matching/phrase.py), null for what was written before that was kept. Acts that one
    act consists of, as of a batch, are ``part_of`` it. ``undoes`` is the act that this one takes back: undoing is an
    act too, and can itself be undone, which does the first again (``is_undoing`` is then false, as it is for any act
    that is not an undoing).
    """

    kind = models.CharField(max_length=40)
    words = models.CharField(max_length=500)
    said = models.JSONField(null=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="acts")
    at = models.DateTimeField(db_default=Now())
    part_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")
    is_undoing = models.BooleanField(default=False)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        permissions = [("see_ledger", "Can see the ledger of everything people did")]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="") & ~Q(words=""), name="act_says_what"),
            models.CheckConstraint(
                condition=Q(is_undoing=False) | Q(undoes__isnull=False), name="act_undoing_has_its_act"
            ),
            models.CheckConstraint(
                condition=~Q(undoes=F("id")) & ~Q(part_of=F("id")), name="act_is_not_its_own"
            ),
        ]
        indexes = [models.Index(fields=["by", "-id"]), models.Index(fields=["kind", "-id"])]
        triggers = [pgtrigger.Protect(name="acts_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return self.words

    @property
    def told(self) -> str:
        """The words in the reader's language."""
        return told(self.words, self.said)

    @property
    def as_said(self) -> str:
        """The words with what they are made of, to stand in other words."""
        return again(self.said) if self.said else self.words


class ActRow(models.Model):
    """A row that an act changed, made, removed, or is about; never changed afterwards, by trigger.

    ``model`` is the row's table as Django labels it ("claims.link"), ``row`` its id. ``before`` and ``after`` hold the
    columns that the act changed, by name; ``before`` is empty (null) for a row that the act made, ``after`` for one
    that it removed, and both are {} for a row that the act is only about. A name that starts with "@" is no column: it
    stands for a place that only one act at a time can hold, such as the verdict that stands.
    """

    act = models.ForeignKey(Act, models.CASCADE, related_name="rows")
    model = models.CharField(max_length=60)
    row = models.BigIntegerField()
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["model", "row", "-act"])]
        triggers = [pgtrigger.Protect(name="act_rows_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"
