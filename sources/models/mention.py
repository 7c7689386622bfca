"""A name that stands in an article."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from entities.models import Entity
from sources.models.article import Article


class Outcome(models.TextChoices):
    """What came of looking a name up; no match and several matches are answers too."""

    WAITING = "waiting", gettext_lazy("not looked up yet")
    MATCHED = "matched", gettext_lazy("one entity goes by this name")
    NONE = "none", gettext_lazy("nobody goes by this name")
    SEVERAL = "several", gettext_lazy("several entities go by this name")
    CHOSEN = "chosen", gettext_lazy("a person chose")
    NO_NAME = "no_name", gettext_lazy("a person said: not a name")
    IGNORED = "ignored", gettext_lazy("always ignored")


NOBODY = (Outcome.WAITING, Outcome.NONE, Outcome.SEVERAL, Outcome.NO_NAME, Outcome.IGNORED)
"""Outcomes without an entity."""
SOMEBODY = (Outcome.MATCHED, Outcome.CHOSEN)
"""Outcomes with one."""
UNSETTLED = (Outcome.NONE, Outcome.SEVERAL)
"""Outcomes that a person may be asked about."""


def no_candidates() -> list[dict[str, Any]]:
    """Of a name that was not looked up, or that is like no other."""
    return []


class Mention(models.Model):
    """A name at [start, end) of the article's text, and the entity it was resolved to, if any.

    ``candidates`` are the entities it was held against, the likeliest first, each with the probability that it is meant
    and why: ``{"entity": id, "probability": 0..1, "why": words, "said": what the words are made of}``. They stay as the machine had them when a person
    chose.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, blank=True)
    entity = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="mentions")
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.WAITING)
    candidates = models.JSONField(default=no_candidates, blank=True, editable=False)

    # What the machine thought is no decision.
    ledger_aside = ("candidates",)

    class Meta:
        ordering = ["article_id", "start"]
        constraints = [
            models.UniqueConstraint(fields=["article", "start", "end"], name="mention_once_a_place"),
            models.CheckConstraint(condition=Q(end__gt=F("start")), name="mention_has_length"),
            models.CheckConstraint(
                condition=Q(entity=None, outcome__in=NOBODY) | Q(entity__isnull=False, outcome__in=SOMEBODY),
                name="mention_outcome_agrees_with_entity",
            ),
        ]
        indexes = [
            models.Index(fields=["entity", "-id"]),
            models.Index(fields=["text"], condition=Q(outcome__in=UNSETTLED), name="mention_unsettled"),
        ]

    def __str__(self) -> str:
        return self.text
