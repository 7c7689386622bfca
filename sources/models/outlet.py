"""A publication."""

from django.db import models
from django.db.models import Q

from entities.models import Entity
from matching.names import normal_form


class OutletGroup(models.Model):
    """Outlets of one owner: they are not independent of one another."""

    name = models.CharField(max_length=300, unique=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="outlet_group_named")]

    def __str__(self) -> str:
        return self.name


class Outlet(models.Model):
    """A publication that articles come from. Its name and aliases are those of its entity, which may also be cited."""

    entity = models.OneToOneField(Entity, models.PROTECT, primary_key=True, related_name="outlet")
    # Two reporters who type the same outlet at the same moment get one row: the database says so.
    key = models.CharField(max_length=300, unique=True, editable=False)
    homepage = models.URLField(blank=True)
    # By which clock it prints, as IANA has it; empty where nobody said.
    time_zone = models.CharField(max_length=60, blank=True, db_default="", default="")
    group = models.ForeignKey(OutletGroup, models.SET_NULL, null=True, blank=True, related_name="outlets")

    class Meta:
        ordering = ["key"]
        constraints = [models.CheckConstraint(condition=~Q(key=""), name="outlet_has_key")]

    def __str__(self) -> str:
        return self.entity.name

    def save(self, *args: object, **kwargs: object) -> None:
        """Stores the outlet under the normal form of its entity's name, set once."""
        self.key = self.key or normal_form(self.entity.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class OutletHost(models.Model):
    """A host that an outlet publishes at, as ``sources.fetching.host_of`` writes it: an article from there is its."""

    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="hosts")
    host = models.CharField(max_length=260, unique=True)

    class Meta:
        ordering = ["host"]
        constraints = [models.CheckConstraint(condition=~Q(host=""), name="outlet_host_named")]

    def __str__(self) -> str:
        return self.host
