"""A name an entity goes by."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy

from entities.models.entity import Entity
from matching.names import normal_form, script_of
from matching.names.blocks import stored_under

WORDS = SearchVector("key", config="simple")
"""The words of a name's normal form, by whose beginnings it is searched."""
READ = "read in an article"
"""The source of a name that the machine read and nobody has curated."""


class Form(models.TextChoices):
    """What sort of a name it is. A people's name and a capital say a state in the mouth of news, and much else."""

    NAME = "name", gettext_lazy("name")
    FORMER = "former", gettext_lazy("former name")
    SHORT = "short", gettext_lazy("short form or acronym")
    PEOPLE = "people", gettext_lazy("what its people are called")
    SEAT = "seat", gettext_lazy("capital or seat of government")


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(row=pghistory.Old),
    pghistory.DeleteEvent(),
    exclude=["script", "blocks"],
)
class Alias(models.Model):
    """One spelling of an entity's name. ``key`` is its normal form, by which mentions are looked up; ``script`` the ISO
    15924 code of its letters ("Latn", "Arab", "Cyrl"); ``source`` where we have it from, in words ("Wikidata", the
    name of a list), empty for what somebody typed here.

    Two entities may share a name; the look-up then says "several", and a person decides.
    """

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False, db_index=True)
    form = models.CharField(max_length=10, choices=Form, default=Form.NAME)
    script = models.CharField(max_length=4, blank=True, editable=False)
    source = models.CharField(max_length=200, blank=True)
    # Under which it is found by names that may be the same in another spelling, script or order.
    blocks = ArrayField(models.CharField(max_length=60), default=list, editable=False)

    # Follow from the name.
    ledger_aside = ("script", "blocks")

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "name"], name="alias_once_an_entity"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_named"),
            models.CheckConstraint(condition=~Q(key=""), name="alias_has_key"),
            models.CheckConstraint(condition=Q(form__in=Form.values), name="alias_form_known"),
        ]
        indexes = [
            GinIndex(fields=["blocks"], name="alias_blocks", fastupdate=False),
            GinIndex(WORDS, name="alias_words", fastupdate=False),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Stores the alias with what follows from its name."""
        self.take_apart()
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def take_apart(self) -> Alias:
        """Sets the columns that follow from the name. ``save`` does; who stores in bulk calls it first."""
        self.key = normal_form(self.name)
        self.script = script_of(self.name)
        self.blocks = list(stored_under(self.name))
        return self
