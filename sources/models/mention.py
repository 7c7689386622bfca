"""A name that stands in an article."""

from django.db import models
from django.db.models import F, Q

from entities.models import Entity
from sources.models.article import Article


class Outcome(models.TextChoices):
    """What came of looking a name up; no match and several matches are answers too."""

    WAITING = "waiting", "not looked up yet"
    MATCHED = "matched", "one entity goes by this name"
    NONE = "none", "nobody goes by this name"
    SEVERAL = "several", "several entities go by this name"
    CHOSEN = "chosen", "a person chose"


class Mention(models.Model):
    """A name at [start, end) of the article's text, and the entity it was resolved to, if any."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, blank=True)
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="mentions")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start", "end"], name="mention_once_a_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_has_length"),
            models.CheckConstraint(
                condition=Q(entity=None, outcome__in=["waiting", "none", "several"])
                | Q(entity__isnull=False, outcome__in=["matched", "chosen"]),
                name="mention_outcome_agrees_with_entity",
            ),
        ]
        indexes = [models.Index(fields=["entity", "-id"])]

    def __str__(self) -> str:
        return self.text
