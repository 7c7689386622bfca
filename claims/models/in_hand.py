"""Who is looking at a suggestion just now."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from claims.models.link import Link


class InHandQuerySet(models.QuerySet["InHand"]):
    """Suggestions in hand, as the queue asks for them."""

    def live(self) -> InHandQuerySet:
        """Those that have not run out."""
        return self.filter(until__gt=Now())


class InHand(models.Model):
    """A suggestion that a person looks at, ``since`` then, taken to be so ``until`` it runs out. It tells others, and keeps
    nobody from answering: the answer itself is a compare-and-set.
    """

    link = models.OneToOneField(Link, models.CASCADE, primary_key=True, related_name="in_hand")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()

    objects = InHandQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="in_hand_runs_out_later")
        ]

    def __str__(self) -> str:
        return f"{self.link_id}: {self.user_id}"
