"""What somebody said, asked by who they are or by what they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from entities.models import Entity
from entities.queries import named_like
from sources.models import NAMED, Statement, lexeme

if TYPE_CHECKING:
    from datetime import datetime

SPEAKERS_MEANT = 1_000
POSITIONS = 500
WORD = re.compile(r"[^\W_]+")


def said_by(entity: Entity) -> QuerySet[Statement]:
    """What an entity said, or one that was merged into it."""
    # By their ids: neither across a join nor in a query within the query is the index of speakers found.
    rows = Entity.objects.filter(Q(pk=entity.pk) | Q(canonical=entity)).order_by()
    return Statement.objects.standing().filter(speaker__in=list(rows.values_list("pk", flat=True)))


def said_by_name(name: str, value: str = "pk") -> QuerySet[Statement, Any]:
    """A value of what was said by anybody with this in one of their names, or whom nobody has settled and who is called so.
    Asked apart, so that each half finds its index. One query at once, the other where this one is used.
    """
    who = named_like(name).order_by().values("pk")
    shown = Entity.objects.filter(Q(pk__in=who) | Q(canonical__in=who)).order_by()
    speakers = list(shown.values_list("pk", flat=True)[:SPEAKERS_MEANT])
    settled = Statement.objects.standing().order_by().filter(speaker__in=speakers).values(value)
    found: QuerySet[Statement, Any] = settled.union(said_by_unsettled(name).values(value))
    return found


def said_by_unsettled(name: str) -> QuerySet[Statement]:
    """What is said by those whose name in the article has words that begin with these, and whom nobody has settled."""
    rows = Statement.objects.standing().filter(speaker=None).order_by()
    words = WORD.findall(name.casefold())
    if not words:
        return rows.none()
    called = SearchQuery(
        " & ".join(lexeme(word, begins=True) for word in words), search_type="raw", config="simple"
    )
    return rows.alias(called=NAMED).filter(called=called)


def said_on(entity: Entity, claim: int) -> QuerySet[Statement]:
    """What an entity said that the desk accepted as bearing on a claim."""
    return said_by(entity).filter(links__claim=claim, links__state="accepted")


def positions(entity: Entity) -> list[tuple[int, str, str, datetime]]:
    """How an entity's statements bear on claims, as the desk accepted: (claim, its words, stance, when it was published,
    else when the desk got it), the earliest first; of the latest statements.
    """
    when = Coalesce("article__published_at", "article__added_at")
    rows = said_by(entity).filter(links__state="accepted").annotate(heard_at=when)
    found = rows.order_by("-heard_at", "-pk").values_list(
        "links__claim", "links__claim__text", "links__stance", "heard_at"
    )
    return list(found[:POSITIONS])[::-1]
