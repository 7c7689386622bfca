"""What an entity is and whose it is, for linking: "Fath-360 is a close-range ballistic missile of Iran"."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from entities.models.entity import Entity


class Tie(models.TextChoices):
    """How an entity stands to another, or to a term."""

    IS_A = "is_a", gettext_lazy("is a")
    OF = "of", gettext_lazy("is of")
    PART_OF = "part_of", gettext_lazy("is part of")
    FOLLOWS = "follows", gettext_lazy("was before")


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Relation(models.Model):
    """``entity`` is a ``term`` (no entity of its own: "close-range ballistic missile"), or stands so to ``other``: is a,
    is of (made by, belongs to), is part of, was before (an earlier body that it follows).
    """

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="relations")
    tie = models.CharField(max_length=10, choices=Tie)
    other = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="related")
    term = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["entity_id", "tie", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tie__in=Tie.values), name="relation_tie_known"),
            models.CheckConstraint(
                condition=Q(other=None) & ~Q(term="") | Q(other__isnull=False, term=""),
                name="relation_to_an_entity_or_a_term",
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=False) | Q(tie="is_a"), name="relation_to_a_term_is_a"
            ),
            models.CheckConstraint(condition=Q(other=None) | ~Q(entity=F("other")), name="relation_of_two"),
            models.UniqueConstraint(
                fields=["entity", "tie", "other", "term"], nulls_distinct=False, name="relation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entity_id} {self.get_tie_display()} {self.term or self.other_id}"
