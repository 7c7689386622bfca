"""Which articles are copies of one text, and what people say of that."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from sources.models.article import Article


class PassageBand(models.Model):
    """A band of the MinHash of one of an article's passages: articles that share one may share the passage."""

    key = models.BigIntegerField()
    article = models.ForeignKey(Article, models.CASCADE, related_name="bands")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "article"], name="band_once_an_article")]

    def __str__(self) -> str:
        return f"{self.key} of {self.article_id}"


class CopyPair(models.Model):
    """Two articles of which one has much of the other's words, or of which a person said that they are no copies.

    ``share`` of the shorter one stands in the longer one, 0 to 1; None where the machine did not compare them. ``apart``
    is what a person says; it outweighs every share, now and later.
    """

    one = models.ForeignKey(Article, models.CASCADE, related_name="+")
    other = models.ForeignKey(Article, models.CASCADE, related_name="+")
    share = models.FloatField(null=True)
    apart = models.BooleanField(default=False)
    found_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="copy_pair_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="copy_pair_in_order"),
            models.CheckConstraint(
                condition=Q(apart=True) | Q(share__isnull=False), name="copy_pair_says_why"
            ),
        ]
        indexes = [models.Index(fields=["other", "one"])]

    def __str__(self) -> str:
        return f"{self.one_id} and {self.other_id}"
