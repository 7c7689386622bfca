"""That an entity is shown under another name than before, for whoever keeps words of that name."""

from django.db import models

from entities.models.entity import Entity


class NameChange(models.Model):
    """``entity`` was renamed, merged or taken apart again at ``at``; written by a trigger, so that no way of doing it
    can forget it. Who keeps words of names follows (claims/follow_names.py), and removes the row when nothing can
    still be on its way under the old name; ``followed`` says that a first pass was made.
    """

    entity = models.OneToOneField(Entity, models.CASCADE, primary_key=True, related_name="name_change")
    at = models.DateTimeField()
    followed = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "entity_id"]

    def __str__(self) -> str:
        return f"{self.entity_id} at {self.at}"
