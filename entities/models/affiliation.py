"""Whom a person speaks or works for, as what, and when."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q

from entities.models.entity import Entity


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Affiliation(models.Model):
    """``entity`` is ``role`` of ``of``: "spokesman" of Iran's foreign ministry, from ``since`` until ``until``, both
    days included; an empty day is not known, or has not come. The same role may be held twice, from another day.
    """

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="affiliations")
    of = models.ForeignKey(Entity, models.PROTECT, related_name="people")
    role = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = [F("since").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(entity=F("of")), name="affiliation_of_two"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
                name="affiliation_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["entity", "of", "role", "since"], nulls_distinct=False, name="affiliation_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role or 'with'} {self.of_id}"
