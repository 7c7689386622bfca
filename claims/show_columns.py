"""Which columns a person's claims board has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.models import PersonalDesk
from claims.queries.board import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AbstractBaseUser


def show_columns(*, by: AbstractBaseUser, columns: Collection[str]) -> None:
    """Keeps them in the desk's own order; none, or unknown ones alone, mean those that the board has by itself."""
    chosen = [name for name in COLUMNS if name in columns]
    PersonalDesk.objects.update_or_create(user_id=by.pk, defaults={"columns": chosen or None})
