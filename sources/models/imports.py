"""Many articles that came in one file, row by row."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils.translation import gettext_lazy

from sources.models.article import Article
from sources.models.work import Work


class ImportState(models.TextChoices):
    """How far an import has come: a dry run first, then a person's word, then the articles."""

    CHECKING = "checking", gettext_lazy("being checked")
    CHECKED = "checked", gettext_lazy("checked, nothing added yet")
    ADDING = "adding", gettext_lazy("being added")
    DONE = "done", gettext_lazy("added")
    TAKEN_BACK = "taken_back", gettext_lazy("taken back")


class RowState(models.TextChoices):
    """What is known of one row."""

    WAITING = "waiting", gettext_lazy("not looked at yet")
    GOOD = "good", gettext_lazy("can be added")
    BAD = "bad", gettext_lazy("cannot be added")
    ADDED = "added", gettext_lazy("added")


class Import(Work):
    """One file with many articles. Its rows are the record of what was done with each."""

    name = models.CharField(max_length=300)
    outlet = models.CharField(max_length=300, blank=True)
    columns = models.JSONField(default=dict)
    unused = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=ImportState, default=ImportState.CHECKING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta(Work.Meta):
        ordering = ["-id"]
        constraints = [
            *Work.Meta.constraints,
            models.CheckConstraint(condition=~Q(name=""), name="import_named"),
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["rung_at"],
                condition=Q(set_aside_at=None, state__in=["checking", "adding"]),
                name="import_waiting",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The import's page."""
        return reverse("import", args=[self.pk])

    @property
    def is_running(self) -> bool:
        """Whether a worker has something to do here."""
        return self.state in (ImportState.CHECKING, ImportState.ADDING) and self.set_aside_at is None


class ImportRow(models.Model):
    """One row: the values of its article, and what became of it. ``number`` counts rows, ``line`` lines of the file.

    ``text_key`` and ``url_key`` are shared by rows that are the same article; empty before the row was checked.
    """

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=RowState, default=RowState.WAITING)
    problem = models.TextField(blank=True)
    text_key = models.CharField(max_length=64, blank=True)
    url_key = models.CharField(max_length=64, blank=True)
    article = models.OneToOneField(Article, models.SET_NULL, null=True, blank=True, related_name="import_row")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="import_row_once"),
            models.CheckConstraint(condition=Q(state__in=RowState.values), name="import_row_state_known"),
            models.CheckConstraint(
                condition=~Q(state="bad") | ~Q(problem=""), name="import_row_bad_with_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(article=None) | Q(state="added"), name="import_row_with_article_is_added"
            ),
        ]
        indexes = [models.Index(fields=["of", "state", "number"])]

    def __str__(self) -> str:
        return f"row {self.number}"
