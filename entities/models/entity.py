"""An entity: a person, an organisation, a state, an outlet, or an unnamed source kept apart from all others."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy


class Kind(models.TextChoices):
    """What an entity is."""

    PERSON = "person", gettext_lazy("person")
    ORGANISATION = "organisation", gettext_lazy("organisation")
    STATE = "state", gettext_lazy("state")
    PLACE = "place", gettext_lazy("place")
    OUTLET = "outlet", gettext_lazy("outlet")
    ITEM = "item", gettext_lazy("weapon or other item")
    GROUP = "group", gettext_lazy("group")
    UNNAMED = "unnamed", gettext_lazy("unnamed source")


class EntityQuerySet(models.QuerySet["Entity"]):
    """Entities as lists of them are asked for."""

    def standing(self) -> EntityQuerySet:
        """Those that stand for themselves: not merged into another."""
        return self.filter(merged_into=None)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old), pghistory.DeleteEvent())
class Entity(models.Model):
    """One person, organisation, state, place, outlet, item, group or unnamed source.

    A merged entity keeps its row, its aliases and everything that points at it: ``merged_into`` is the decision,
    ``canonical`` the entity at the end of such decisions, and undoing one restores exactly what stood before.
    """

    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PERSON)
    description = models.CharField(
        max_length=300, blank=True, help_text=gettext_lazy("One line: role or what it is.")
    )
    notes = models.TextField(blank=True)
    # An unnamed source is known only through the article that has it; two articles' unnamed officials stay two.
    context = models.CharField(max_length=300, blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged_here")
    canonical = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="stands_for")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    demo = models.BooleanField(default=False)

    # Follows from the merges.
    ledger_aside = ("canonical_id",)

    objects = EntityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entities"
        ordering = ["name", "id"]
        permissions = [("curate", "Can curate names: create, rename, alias, merge")]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="entity_named"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="entity_kind_known"),
            models.CheckConstraint(
                condition=Q(merged_into=None, canonical=None)
                | Q(merged_into__isnull=False, canonical__isnull=False),
                name="entity_merged_has_canonical",
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")) & ~Q(canonical=F("id")),
                name="entity_not_merged_into_itself",
            ),
        ]
        indexes = [models.Index(fields=["kind", "name", "id"])]
        triggers = [
            # Renamed, merged or taken apart: see NameChange.
            pgtrigger.Trigger(
                name="name_changed",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("name", "canonical"),
                func="""
                    INSERT INTO entities_namechange (entity_id, at, followed) VALUES (NEW.id, clock_timestamp(), false)
                    ON CONFLICT (entity_id) DO UPDATE SET at = EXCLUDED.at, followed = false;
                    RETURN NULL;
                """,
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The entity's page."""
        return reverse("entity", args=[self.pk])

    @property
    def shown(self) -> Entity:
        """The entity under whose name this one is shown: itself, or what it was merged into."""
        return self.canonical or self

    @property
    def shown_id(self) -> int:
        """The id of ``shown``, without fetching it."""
        return self.canonical_id or self.pk
