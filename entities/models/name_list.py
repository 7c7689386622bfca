"""A list of people and organisations that somebody brought."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from entities.models.entity import Kind


class ListForm(models.TextChoices):
    """What a list is written in."""

    CSV = "csv", gettext_lazy("CSV")
    JSON_LINES = "jsonl", gettext_lazy("JSON Lines")
    WIKIDATA = "wikidata", gettext_lazy("entities from Wikidata")


class NameList(models.Model):
    """A file as it came, and what became of it: nothing yet (``brought_at`` is empty: a dry run shows what would), or
    ``report``, a line each: {"line", "outcome", "name", "entity", "remarks"},
    a remark as {"text", "said"} (matching/phrase.py), or, as they once were kept, only its words. ``kind`` is that of entries without one.
    """

    name = models.CharField(max_length=300)
    form = models.CharField(max_length=10, choices=ListForm)
    kind = models.CharField(max_length=20, choices=Kind, blank=True)
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(null=True)
    report = models.JSONField(null=True)

    ledger_aside = ("report",)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=ListForm.values), name="name_list_form_known"),
            models.CheckConstraint(
                condition=Q(brought_at=None, brought_by=None)
                | Q(brought_at__isnull=False, brought_by__isnull=False),
                name="name_list_brought_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name
