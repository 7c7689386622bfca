"""What a person has chosen for themselves: keys, what they are told and how, and how they read the desk."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy


class Rhythm(models.TextChoices):
    """How often notices are mailed."""

    AT_ONCE = "at_once", gettext_lazy("as they come, some together")
    DAILY = "daily", gettext_lazy("in one letter a day")
    NEVER = "never", gettext_lazy("never")


class Preferences(models.Model):
    """One person's choices; who has no row has chosen nothing. ``keys`` has another key for some of the desk's keys;
    ``not_told`` and ``not_mailed`` are kinds of notices.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="preferences"
    )
    # Empty ones are the browser’s and the newsroom’s.
    language = models.CharField(max_length=15, blank=True, default="", db_default="")
    time_zone = models.CharField(max_length=60, blank=True, default="", db_default="")
    keys_off = models.BooleanField(default=False)
    keys = models.JSONField(default=dict, blank=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.AT_ONCE)
    not_told = ArrayField(models.CharField(max_length=15), default=list, blank=True)
    not_mailed = ArrayField(models.CharField(max_length=15), default=list, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="preferences_rhythm_known")
        ]
        indexes = [models.Index(fields=["user"], condition=Q(rhythm="daily"), name="preferences_daily")]

    def __str__(self) -> str:
        return f"of {self.user_id}"


class Digest(models.Model):
    """A person's letter of one day: begun, with its notices, before it is sent; then sent, or why not. One that was begun
    and of which nothing more is known may have gone out, so it is never sent again.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="digests")
    day = models.DateField()
    begun_at = models.DateTimeField(db_default=Now())
    sent_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["user", "day"], name="digest_once_a_day"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(error="", sent_at__gte=F("begun_at")), name="digest_sent_or_not"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} to {self.user_id}"
