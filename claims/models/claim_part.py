"""A claim's wording taken apart, so that a source can be asked part by part."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from claims.models.claim import Claim


class PartKind(models.TextChoices):
    """What a part of a claim says."""

    WHO = "who", gettext_lazy("who")
    HAPPENED = "happened", gettext_lazy("happened")
    WHAT = "what", gettext_lazy("what")
    HOW_MANY = "how_many", gettext_lazy("how many")
    WHOM = "whom", gettext_lazy("to whom or where")
    WHEN = "when", gettext_lazy("when")


class ClaimPart(models.Model):
    """A part of a claim's text at [start, end), made in the background with the matching of each wording.

    ``of_text`` is the wording it was made of: parts of an earlier one are for looking back. ``words`` are those that cover it,
    a list of {"text", "head", "drop"}; ``drop`` is the stretch to leave out for a sentence without the word, or null.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="parts")
    number = models.PositiveSmallIntegerField()
    of_text = models.CharField(max_length=500)
    kind = models.CharField(max_length=10, choices=PartKind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.JSONField(default=list)
    drop = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["claim_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["claim", "of_text", "number"], name="claim_part_once_a_number"),
            models.CheckConstraint(condition=Q(kind__in=PartKind.values), name="claim_part_kind_known"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="claim_part_has_length"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.of_text[self.start : self.end]}"
