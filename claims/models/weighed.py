"""A claim's evidence as it was weighed last, kept so that a page does not weigh it again."""

from django.db import models
from django.db.models.functions import Now

from claims.models.claim import Claim


class Weighed(models.Model):
    """The outline of a claim's evidence (``claims.weigh.outline``), written down.

    ``mark`` is one of everything that the weighing read, and of its rules: an outline with another mark than the evidence has now
    does not count. Nothing rests on this row; it may be deleted at any time. ``pages`` has the utterances of each stance.
    """

    claim = models.OneToOneField(Claim, models.CASCADE, primary_key=True, related_name="weighed")
    mark = models.CharField(max_length=64)
    outline = models.JSONField()
    pages = models.JSONField()
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"the evidence of claim {self.claim_id}"
