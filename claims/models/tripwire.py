"""What would change our mind: a condition that accepted evidence is held against."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from claims.models.claim import Claim
from claims.models.link import Stance
from entities.models import Entity, Kind
from sources.models import Modality


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Tripwire(models.Model):
    """A statement accepted after ``armed_at`` with this stance, and everything else that is asked for here, alarms
    whoever watches the claim. What is empty is not asked for.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="tripwires")
    stance = models.CharField(max_length=10, choices=Stance)
    named = models.BooleanField(default=False, help_text=gettext_lazy("The speaker has a name."))
    first_hand = models.BooleanField(
        default=False, help_text=gettext_lazy("Put forward as their own knowledge.")
    )
    speaker = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="tripwires")
    speaker_kind = models.CharField(max_length=20, choices=Kind, blank=True)
    modality = models.CharField(max_length=12, choices=Modality, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    armed_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(stance__in=Stance.values), name="tripwire_has_a_stance"),
            models.CheckConstraint(
                condition=Q(speaker_kind="") | Q(speaker_kind__in=Kind.values), name="tripwire_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(modality="") | Q(modality__in=Modality.values), name="tripwire_modality_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stance} on {self.claim_id}"
