"""Where and when something was printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sources.models import HEARD_AT, Article

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Printed:
    """In which outlets, by id (None: any); not before ``since``, and before ``until``."""

    outlets: Sequence[int] | None = None
    since: datetime | None = None
    until: datetime | None = None

    def newest(self, most: int, *, upto: datetime | None = None) -> QuerySet[Article, int]:
        """The ids of the newest such articles, those heard later than ``upto`` left out."""
        rows = Article.objects.alias(heard=HEARD_AT)
        if self.outlets is not None:
            rows = rows.filter(outlet__in=self.outlets)
        if self.since:
            rows = rows.filter(heard__gte=self.since)
        if self.until:
            rows = rows.filter(heard__lt=self.until)
        if upto:
            rows = rows.filter(heard__lte=upto)
        return rows.order_by("-heard", "-pk").values_list("pk", flat=True)[:most]
