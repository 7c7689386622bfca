"""What an entity is called in somebody else's register."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q

from entities.models.entity import Entity

WIKIDATA = "wikidata"


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class ExternalId(models.Model):
    """``value`` in the register ``scheme`` ("wikidata", "viaf"): one entity each, so that a list brought in twice finds
    what it brought before.
    """

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="external_ids")
    scheme = models.CharField(max_length=40)
    value = models.CharField(max_length=200)

    class Meta:
        verbose_name = "external id"
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="external_id_of_one"),
            models.CheckConstraint(
                condition=Q(scheme__regex=r"^[a-z0-9-]+$") & ~Q(value=""), name="external_id_whole"
            ),
            models.CheckConstraint(
                condition=~Q(scheme=WIKIDATA) | Q(value__regex=r"^Q[1-9][0-9]*$"),
                name="external_id_of_wikidata",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"
