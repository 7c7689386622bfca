"""The speaker whom a person means by a typed name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from entities.create import create_entity
from entities.hold import hold
from entities.lookup import look_up
from entities.models import Entity, Kind
from entities.refused import Refused
from matching.names import normal_form

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


@transaction.atomic
def find_or_make_speaker(*, name: str, by: AbstractBaseUser, kind: str = Kind.PERSON) -> Entity | None:
    """The entity that a person means by a typed name; made where nobody goes by it, none for an empty name.

    Raises Refused where several go by it, so that the person chooses.
    """
    name = " ".join(name.split())
    if not name:
        return None
    hold([normal_form(name)])
    known = look_up([name])[name]
    if len(known) > 1:
        who = "; ".join(f"{e.shown.name} ({e.shown.get_kind_display()})" for e in known)
        raise Refused(
            gettext("Several go by “%(name)s”: %(who)s. Write the full name.") % {"name": name, "who": who},
            field="speaker",
        )
    return known[0] if known else create_entity(name=name, kind=kind, by=by)
