"""A view of the claims board that somebody gave a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.urls import reverse

LONGEST_QUERY = 1_000


class SavedView(models.Model):
    """A name for what the board is narrowed to, how it is sorted and which columns it has; one's own, or ``shared`` with
    the desk. ``query`` is the board's query string in its one written form (``claims.filters.written``).
    """

    name = models.CharField(max_length=60)
    query = models.CharField(max_length=LONGEST_QUERY)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_views")
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint("by", Lower("name"), name="saved_view_once_a_person"),
            models.UniqueConstraint(Lower("name"), condition=Q(shared=True), name="saved_view_shared_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(query=""), name="saved_view_says_something"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The board as this view has it."""
        return f"{reverse('claims')}?{self.query}"
