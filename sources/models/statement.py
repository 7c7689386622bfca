"""Something an article says somebody said."""

from __future__ import annotations

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy

from entities.models import Entity
from sources.models.article import Article
from sources.models.mention import UNSETTLED, Outcome, no_candidates
from sources.models.search import search_column
from sources.models.wording import Wording

NAMED = SearchVector("speaker_name", config="simple")
"""The words of a speaker's name as the article has it, by which those are searched whom nobody has settled."""


class Quotation(models.TextChoices):
    """How the words are given."""

    DIRECT = "direct", gettext_lazy("direct quote")
    MIXED = "mixed", gettext_lazy("partly quoted")
    INDIRECT = "indirect", gettext_lazy("reported speech")


class Polarity(models.TextChoices):
    """Whether the speaker puts the content forward or denies it."""

    ASSERTED = "asserted", gettext_lazy("asserted")
    DENIED = "denied", gettext_lazy("denied")


class Modality(models.TextChoices):
    """How the speaker stands to the content."""

    ASSERTS = "asserts", gettext_lazy("asserts it")
    CONDITIONAL = "conditional", gettext_lazy("speaks of a condition")
    EXPECTS = "expects", gettext_lazy("expects it")
    AWARE = "aware", gettext_lazy("is aware of it from others")
    DECLINES = "declines", gettext_lazy("declines to say")
    ASKS = "asks", gettext_lazy("asks")


class Maker(models.TextChoices):
    """Who wrote a statement down."""

    MACHINE = "machine", gettext_lazy("read by the machine")
    PERSON = "person", gettext_lazy("added by a person")


class Fate(models.TextChoices):
    """What a later revision of the article made of the words."""

    ALTERED = "altered", gettext_lazy("has other words")
    GONE = "gone", gettext_lazy("no longer has it")


class StatementQuerySet(models.QuerySet["Statement"]):
    """Statements as lists of them are asked for."""

    def standing(self) -> StatementQuerySet:
        """Those that nobody has struck."""
        return self.filter(struck_at=None)

    def with_speakers(self) -> StatementQuerySet:
        """With the speaker and the entity it is shown as, in the same query."""
        return self.select_related("speaker__canonical")


@pghistory.track(
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["search", "speaker_terms", "wording", "speaker_outcome", "speaker_candidates"],
    model_name="StatementEvent",
)
class Statement(models.Model):
    """What an article says somebody said: content, speaker, cue. Offsets are Python str offsets into the text.

    ``speaker_name`` is the reader's own answer within the article; ``speaker`` the entity it was resolved to.
    ``speaker_chosen`` says that a person chose the speaker: no task overwrites that. ``speaker_outcome`` and
    ``speaker_candidates`` say what came of looking the name up, as a ``Mention`` has it. A struck statement stays, so
    that reading the article again does not bring it back. When the article gets a new revision, a statement goes over to
    it, to where its words stand there; one whose words do not stays behind, with its ``fate`` in revision ``lost_in``.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="statements")
    spans = ArrayField(ArrayField(models.IntegerField(), size=2))
    content = models.TextField()
    kind = models.CharField(max_length=10, choices=Quotation)
    polarity = models.CharField(max_length=10, choices=Polarity, default=Polarity.ASSERTED)
    modality = models.CharField(max_length=12, choices=Modality, default=Modality.ASSERTS)
    cue = models.CharField(max_length=200, blank=True)
    cue_span = ArrayField(models.IntegerField(), size=2, null=True, blank=True)
    speaker = models.ForeignKey(Entity, models.PROTECT, null=True, blank=True, related_name="statements")
    speaker_name = models.CharField(max_length=300, blank=True)
    speaker_type = models.CharField(max_length=20, blank=True)
    speaker_mention = models.CharField(max_length=300, blank=True)
    speaker_span = ArrayField(models.IntegerField(), size=2, null=True, blank=True)
    speaker_chosen = models.BooleanField(default=False)
    speaker_outcome = models.CharField(
        max_length=10, choices=Outcome, default=Outcome.WAITING, db_default=Outcome.WAITING, editable=False
    )
    speaker_candidates = models.JSONField(default=no_candidates, db_default=[], blank=True, editable=False)
    affiliation = models.CharField(max_length=300, blank=True)
    parent = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="nested")
    confidence = models.FloatField(null=True, blank=True)
    made_by = models.CharField(max_length=10, choices=Maker, default=Maker.MACHINE)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    touched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    touched_at = models.DateTimeField(null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    lost_in = models.ForeignKey(Article, models.SET_NULL, null=True, blank=True, related_name="lost")
    fate = models.CharField(max_length=10, choices=Fate, blank=True)
    # One lexeme for each word of the speaker's name ("spk:savett"), so that retrieval can weigh who spoke.
    speaker_terms = ArrayField(models.TextField(), default=list, editable=False)
    # Which statements have (nearly) these words; empty until they were compared in the background.
    wording = models.ForeignKey(
        Wording, models.SET_NULL, null=True, blank=True, editable=False, related_name="statements"
    )
    search = search_column("content", terms="speaker_terms")

    # Follow from the words, and from the speaker's name.
    ledger_aside = ("wording_id", "speaker_terms", "speaker_outcome", "speaker_candidates")

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["article_id", "spans", "id"]
        constraints = [
            models.UniqueConstraint(fields=["article", "spans"], name="statement_once_an_article"),
            models.CheckConstraint(condition=~Q(content=""), name="statement_has_content"),
            models.CheckConstraint(condition=~Q(spans=[]), name="statement_has_spans"),
            models.CheckConstraint(
                condition=Q(kind__in=Quotation.values)
                & Q(polarity__in=Polarity.values)
                & Q(modality__in=Modality.values),
                name="statement_words_known",
            ),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=0, confidence__lte=1),
                name="statement_confidence_is_a_probability",
            ),
            models.CheckConstraint(
                condition=Q(made_by="machine", added_by=None) | Q(made_by="person", added_by__isnull=False),
                name="statement_made_by_machine_or_person",
            ),
            models.CheckConstraint(
                condition=Q(touched_at=None, touched_by=None)
                | Q(touched_at__isnull=False, touched_by__isnull=False),
                name="statement_touched_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(struck_at=None) | Q(touched_at__isnull=False), name="statement_struck_by_somebody"
            ),
            models.CheckConstraint(
                condition=Q(lost_in=None, fate="") | Q(fate__in=Fate.values), name="statement_fate_known"
            ),
        ]
        indexes = [
            GinIndex(fields=["search"], name="statement_search", fastupdate=False),
            # With what is asked of all that somebody said, so that thousands of statements are gone through in it alone.
            models.Index(
                fields=["speaker", "-id"], include=["struck_at", "article"], name="statement_speaker"
            ),
            # Few are struck: so those of many that are not are told without reading them.
            models.Index(fields=["id"], condition=Q(struck_at__isnull=False), name="statement_struck"),
            # How many an article has, and whether it has any.
            models.Index(fields=["article"], condition=Q(struck_at=None), name="statement_standing"),
            GinIndex(
                NAMED,
                condition=Q(speaker=None, struck_at=None),
                name="statement_named",
                fastupdate=False,
            ),
            models.Index(
                fields=["id"], condition=Q(wording=None, struck_at=None), name="statement_to_compare"
            ),
            models.Index(
                fields=["speaker_name"],
                condition=Q(speaker=None, struck_at=None, speaker_outcome__in=UNSETTLED),
                name="statement_speaker_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return self.content[:80]

    def get_absolute_url(self) -> str:
        """The statement's place on its article's page."""
        return f"{reverse('article', args=[self.article_id])}?statement={self.pk}#statement-{self.pk}"

    @property
    def shown_speaker(self) -> str:
        """The speaker's name as shown: the entity's, else the reader's own, else empty."""
        return self.speaker.shown.name if self.speaker else self.speaker_name
