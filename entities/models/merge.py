"""The decision that two entities are one, and its undoing."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from entities.models.entity import Entity


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Merge(models.Model):
    """``gone`` was merged into ``kept``. A merge is a fact: nothing else is rewritten, so undoing it is exact."""

    kept = models.ForeignKey(Entity, models.CASCADE, related_name="merges_kept")
    gone = models.ForeignKey(Entity, models.CASCADE, related_name="merges_gone")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at=None), name="merge_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"
