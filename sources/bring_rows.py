"""Many articles come in one file: stored as rows, and rung for the dry run."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from entities.refused import Refused
from entities.said import told
from sources import work
from sources.models import Import, ImportRow, ImportState, RowState
from sources.text import storable_line
from sources.unpack.found import Unreadable
from sources.unpack.kinds import BULK, kind_of
from sources.unpack.rows import read_rows

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

TASK = "sources.tasks.take_import_further"
BATCH = 500
WAITS = {ImportState.CHECKING, ImportState.ADDING}
"""The states in which a worker takes an import further."""


@transaction.atomic
def bring_rows(*, by: AbstractBaseUser, name: str, data: bytes, outlet: str = "") -> Import:
    """Stores the rows of a file; ``outlet`` printed those that name none. Nothing of it is an article yet.

    Raises Refused for a file that is no CSV or JSON Lines, too large, or without a text in any row.
    """
    if len(data) > settings.FILE_MAX_BYTES:
        raise Refused(
            gettext("This file is larger than %(file_max_bytes)s MB. Split it.")
            % {"file_max_bytes": settings.FILE_MAX_BYTES // 1000000},
            field="file",
        )
    try:
        kind = kind_of(name, data)
        if kind not in BULK:
            raise Refused(gettext("This is no CSV (.csv) and no JSON Lines (.jsonl) file."), field="file")
        sheet = read_rows(kind, data)
    except Unreadable as unreadable:
        raise Refused(told(str(unreadable)), field="file") from unreadable
    if "outlet" not in sheet.columns.values() and not outlet.strip():
        raise Refused(gettext("No column names the outlet. Say which one printed them all."), field="outlet")
    brought = Import.objects.create(
        name=PurePath(storable_line(name).replace("\\", "/")).name[-300:],
        outlet=" ".join(storable_line(outlet).split())[:300],
        columns=sheet.columns,
        unused=sheet.unused[:50],
        by_id=by.pk,
    )
    ImportRow.objects.bulk_create(
        (
            ImportRow(
                of=brought,
                number=number,
                line=row.line,
                values=row.values,
                state=RowState.BAD if row.problem else RowState.WAITING,
                problem=row.problem.replace("\x00", ""),
            )
            for number, row in enumerate(sheet.rows, start=1)
        ),
        batch_size=BATCH,
    )
    ring_for_import(brought)
    return brought


def ring_for_import(brought: Import) -> None:
    """Rings for an import that a worker has to take further."""
    if brought.state in WAITS:
        work.ring(brought, TASK)


def sweep_imports() -> int:
    """Rings for every import that waits for too long. Returns how many."""
    return work.ring_for_waiting(Import.objects.filter(state__in=WAITS), ring=ring_for_import)
