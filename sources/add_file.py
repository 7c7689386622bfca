"""A file becomes an article without a look at it first: for the shell, where whoever adds it knows what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import make_aware

from entities.refused import Refused
from entities.said import told
from sources.find_details import find_details
from sources.guarded import unpack_file
from sources.ingest import add_article
from sources.unpack.found import Found, Unreadable
from sources.unpack.kinds import TEXT, kind_of
from sources.unpack.plain import decoded

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AbstractBaseUser

    from sources.models import Article

UNKNOWN = "Unknown outlet"


def add_file(
    *, by: AbstractBaseUser, name: str, data: bytes, outlet: str = "", dry_run: bool = False
) -> Article:
    """Adds what a file of one article holds, whole: nothing is cut that nobody looked at. ``outlet`` goes before what the
    file says of itself. A ``dry_run`` does the same, and takes it back: the article it returns is nowhere.

    Raises Refused for a file that cannot be read, or a text that cannot be stored, and AlreadyHere.
    """
    found = _unpacked(name, data)
    said = find_details(found.text)
    with transaction.atomic():
        article = add_article(
            by=by,
            outlet=outlet or found.outlet or UNKNOWN,
            text=found.text,
            title=found.title or said.title,
            url=found.url,
            byline=found.byline,
            published_at=_moment(found.published) or said.published_at,
        )
        transaction.set_rollback(dry_run)
    return article


def _unpacked(name: str, data: bytes) -> Found:
    """A plain text needs no child to be read in."""
    try:
        if kind_of(name, data) == TEXT:
            return Found(decoded(data))
    except Unreadable as unreadable:
        raise Refused(told(str(unreadable)), field="file") from unreadable
    return unpack_file(name=name, data=data)


def _moment(written: str) -> datetime | None:
    """What a file says of its day: a moment, or the beginning of a day by the desk's clock."""
    moment = parse_datetime(written) if written else None
    day = parse_date(written[:10]) if written and moment is None else None
    if day is not None:
        moment = parse_datetime(f"{day:%Y-%m-%d}T00:00:00")
    if moment is not None and moment.tzinfo is None:
        moment = make_aware(moment)
    return moment
