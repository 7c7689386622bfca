"""A name an entity goes by."""

import pghistory
from django.db import models
from django.db.models import Q

from entities.models.entity import Entity
from matching.names import normal_form


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Alias(models.Model):
    """One spelling of an entity's name. ``key`` is its normal form, by which mentions are looked up.

    Two entities may share a name; the look-up then says "several", and a person decides.
    """

    entity = models.ForeignKey(Entity, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=300)
    key = models.CharField(max_length=300, editable=False, db_index=True)

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["entity", "name"], name="alias_once_an_entity"),
            models.CheckConstraint(condition=~Q(name=""), name="alias_named"),
            models.CheckConstraint(condition=~Q(key=""), name="alias_has_key"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Stores the alias with the normal form of its name."""
        self.key = normal_form(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
