"""What people say of two pieces of evidence."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy

from claims.models.claim import Claim
from sources.models import Statement


class JudgementSay(models.TextChoices):
    """What a person says of two statements."""

    SAME_ORIGIN = "same_origin", gettext_lazy("share one origin")
    INDEPENDENT = "independent", gettext_lazy("are independent")
    NO_CONTRADICTION = "no_contradiction", gettext_lazy("do not contradict each other")
    TAKEN_BACK = "taken_back", gettext_lazy("taken back")


class Judgement(models.Model):
    """What a person said of two statements that bear on a claim; never changed afterwards, by trigger.

    ``one`` has the lower id. Taking back is a judgement too, and names the one it undoes. Of several about one pair
    that nobody took back, the last stands.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="judgements")
    one = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    other = models.ForeignKey(Statement, models.CASCADE, related_name="+")
    says = models.CharField(max_length=20, choices=JudgementSay)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="judgement_of_two_in_order"),
            models.CheckConstraint(condition=Q(says__in=JudgementSay.values), name="judgement_known"),
            models.CheckConstraint(
                condition=Q(says="taken_back", undoes__isnull=False) | ~Q(says="taken_back") & Q(undoes=None),
                name="judgement_back_is_an_undo",
            ),
        ]
        triggers = [pgtrigger.Protect(name="judgements_stay", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id} {self.get_says_display()}"

    @property
    def matter(self) -> str:
        """What it is about: origins, or contradictions. The last on one matter stands."""
        return "contradiction" if self.says == JudgementSay.NO_CONTRADICTION else "origins"

    @staticmethod
    def about(says: str) -> Q:
        """The judgements on the same matter as one that says so."""
        contradiction = Q(says=JudgementSay.NO_CONTRADICTION)
        return contradiction if says == JudgementSay.NO_CONTRADICTION else ~contradiction
