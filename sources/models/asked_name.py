"""A name that people are asked about, and what one of them answered."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from entities.models import Act, Entity
from sources.models.mention import Outcome
from sources.models.work import Work


class AskedName(models.Model):
    """A name that stands in articles and was resolved to nobody: how often, and how many statements wait for it.

    Counted from the mentions and statements by ``sources.ask``, and gone when none is left; no decision lies here.
    ``texts`` are its spellings, ``name`` the most frequent. ``answered`` keeps it out of the inbox until a mention newer
    than ``last_mention``, or a statement newer than ``last_statement``, asks again.
    """

    key = models.CharField(max_length=300, unique=True)
    name = models.CharField(max_length=300)
    texts = ArrayField(models.CharField(max_length=300))
    kind = models.CharField(max_length=20, blank=True)
    several = models.BooleanField(default=False)
    statements = models.PositiveIntegerField(default=0)
    mentions = models.PositiveIntegerField(default=0)
    articles = models.PositiveIntegerField(default=0)
    answered = models.BooleanField(default=False)
    last_mention = models.BigIntegerField(default=0)
    last_statement = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["-statements", "-mentions", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(key="") & ~Q(name=""), name="asked_name_named")]
        indexes = [
            models.Index(
                fields=["-statements", "-mentions", "id"],
                condition=Q(answered=False),
                name="asked_name_inbox",
            )
        ]

    def __str__(self) -> str:
        return self.name


class NameAnswer(Work):
    """What a person said of a name: ``entity``, or that it is passed over. Where earlier articles are to follow, they do
    so in the background: ``done`` of ``total`` places, until ``finished_at``.
    """

    act = models.ForeignKey(Act, models.CASCADE, related_name="+")
    key = models.CharField(max_length=300)
    name = models.CharField(max_length=300)
    texts = ArrayField(models.CharField(max_length=300))
    outcome = models.CharField(max_length=10, choices=Outcome)
    entity = models.ForeignKey(Entity, models.CASCADE, null=True, blank=True, related_name="+")
    at = models.DateTimeField(db_default=Now())
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    # How far the background has come.
    ledger_aside = ("done", "finished_at")

    class Meta(Work.Meta):
        ordering = ["-id"]
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(
                condition=Q(entity=None, outcome__in=["no_name", "ignored"])
                | Q(entity__isnull=False, outcome="chosen"),
                name="name_answer_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(finished_at=None), name="name_answer_waiting"),
            models.Index(fields=["key", "-id"]),
        ]

    def __str__(self) -> str:
        return self.name
