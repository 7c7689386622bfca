"""One step of the way the words came to us."""

from django.db import models
from django.db.models import Q

from entities.models import Entity
from sources.models.statement import Statement


class Relay(models.Model):
    """Who carried a statement to the article: position 1 is nearest to the article, the last nearest to the speaker."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="relays")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="relays")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "position"], name="relay_once_a_position"),
            models.CheckConstraint(condition=Q(position__gte=1), name="relay_counts_from_one"),
            models.CheckConstraint(condition=~Q(name=""), name="relay_named"),
        ]

    def __str__(self) -> str:
        return self.name
