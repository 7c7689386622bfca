"""What a row remembers of the work done on it, so that the queue need not remember anything."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Work(models.Model):
    """The work columns of a row that background tasks take further (the use cases are in sources/work.py).

    ``attempts`` counts the attempts at the present stage; ``taken_at`` and ``taken_by`` say which delivery of which
    task holds the row; ``rung_at`` when a task was last sent for it; ``set_aside_at`` that it is quarantined, with
    ``error`` as the reason in words for a person.
    """

    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    taken_at = models.DateTimeField(null=True, editable=False)
    taken_by = models.CharField(max_length=64, blank=True, editable=False)
    rung_at = models.DateTimeField(null=True, editable=False)
    set_aside_at = models.DateTimeField(null=True, editable=False)
    error = models.TextField(blank=True, editable=False)

    # Beside what a model that inherits from this one names itself (entities/images.py).
    ledger_aside: ClassVar[tuple[str, ...]] = (
        *("attempts", "taken_at", "taken_by"),
        *("rung_at", "set_aside_at", "error"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(set_aside_at=None) | ~Q(error=""), name="%(class)s_set_aside_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(taken_at=None, taken_by="") | Q(taken_at__isnull=False) & ~Q(taken_by=""),
                name="%(class)s_taken_by_somebody",
            ),
        ]
