"""Two entities that may be one, and two that a person said are not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from entities.models.entity import Entity
from entities.said import told


class Pair(models.Model):
    """Two entities, the lower id first."""

    one = models.ForeignKey(Entity, models.CASCADE, related_name="+")
    other = models.ForeignKey(Entity, models.CASCADE, related_name="+")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="%(class)s_lower_first"),
            models.UniqueConstraint(fields=["one", "other"], name="%(class)s_once"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"


class Duplicate(Pair):
    """The machine's proposal that two entities are one: found in the background, and found anew at any time."""

    probability = models.FloatField()
    why = models.CharField(max_length=500)
    # What the words are made of, to say them in another language (matching/phrase.py).
    said = models.JSONField(null=True, editable=False)
    found_at = models.DateTimeField(db_default=Now())

    class Meta(Pair.Meta):
        ordering = ["-probability", "pk"]
        indexes = [models.Index(fields=["-probability", "id"])]

    @property
    def told(self) -> str:
        """Why, in the reader's language."""
        return told(self.why, self.said)


class NotTheSame(Pair):
    """A person's word that two entities are two. They are not proposed again, whatever they are merged with."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())


class DuplicateSearch(models.Model):
    """The last search for duplicates; one row. ``newest`` is the last name it saw, so that the next may go on there."""

    newest = models.BigIntegerField(default=0)
    entities = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.entities} at {self.at}"
