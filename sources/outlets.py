"""Finding an outlet by name, or making it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from entities.create import create_entity
from entities.hold import hold
from entities.lookup import look_up
from entities.models import Kind
from entities.refused import Refused
from matching.names import normal_form
from sources.fetching import host_of
from sources.models import Outlet, OutletHost

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


def outlet_at(address: str) -> Outlet | None:
    """The outlet that publishes at the host of an address, as admins have said; the nearest host above it counts too."""
    host = host_of(address)
    labels = host.split(".")
    above = [".".join(labels[n:]) for n in range(len(labels) - 1)] or [host]
    known = {
        row.host: row.outlet
        for row in OutletHost.objects.filter(host__in=above).select_related("outlet__entity__canonical")
    }
    return next((known[name] for name in above if name in known), None)


@transaction.atomic
def find_or_make_outlet(*, name: str, by: AbstractBaseUser | None, demo: bool = False) -> Outlet:
    """The outlet that goes by ``name``, made with its entity where there is none. Raises Refused for an empty name."""
    name = " ".join(name.split())
    if not normal_form(name):
        raise Refused(gettext("Which outlet printed it?"), field="outlet")
    if len(name) > 300:  # noqa: PLR2004 - the column's length
        raise Refused(gettext("An outlet’s name has at most 300 characters."), field="outlet")
    hold([normal_form(name)])
    known = [entity for entity in look_up([name])[name] if entity.shown.kind == Kind.OUTLET]
    if len(known) > 1:
        raise Refused(
            gettext("Several outlets go by “%(name)s”. Write the full name.") % {"name": name}, field="outlet"
        )
    if known:
        found = known[0].shown
        outlet = Outlet.objects.filter(entity=found).first()
        if outlet is not None:
            return outlet
    # An outlet keeps the key it was made with, whatever it is called today.
    kept = Outlet.objects.filter(key=normal_form(name)).first()
    if kept is not None:
        return kept
    entity = known[0].shown if known else create_entity(name=name, kind=Kind.OUTLET, by=by, demo=demo)
    return Outlet.objects.create(entity=entity, key=normal_form(name))
