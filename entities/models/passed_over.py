"""A word that readers take for a name, and that a person said to pass over."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy


class Why(models.TextChoices):
    """Why a word is passed over."""

    NOT_A_NAME = "no_name", gettext_lazy("not a name")
    IGNORED = "ignored", gettext_lazy("always ignored")


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class PassedOver(models.Model):
    """Mentions whose normal form is ``key`` are resolved to nobody, and nobody is asked about them again. ``name`` is
    the word as it stood before the person who decided.
    """

    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, unique=True)
    why = models.CharField(max_length=10, choices=Why)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "passed over"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~Q(key="") & ~Q(name=""), name="passed_over_named"),
            models.CheckConstraint(condition=Q(why__in=Why.values), name="passed_over_why_known"),
        ]

    def __str__(self) -> str:
        return self.name
