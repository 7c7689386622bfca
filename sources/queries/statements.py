"""What an article’s page asks the database: its statements, its names, and who may speak in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from entities.models import Entity
from sources.models import Article, Mention, Outcome, Relay, Statement

if TYPE_CHECKING:
    from collections.abc import Collection
SPEAKERS_OFFERED = 50


def places(article: Article) -> list[tuple[int, list[list[int]]]]:
    """Every standing statement's id and spans, in the order of the text."""
    rows = article.statements.standing().order_by("spans", "pk").values_list("pk", "spans")
    return [(pk, spans) for pk, spans in rows]


def hidden_statements(article: Article) -> set[int]:
    """The statements that the reader is so unsure of that the desk's setting hides them, till a person looks at them.

    One that a claim rests on is never hidden.
    """
    if settings.STATEMENT_HIDDEN <= 0:
        return set()
    rows = article.statements.standing().filter(confidence__lt=settings.STATEMENT_HIDDEN, touched_at=None)
    return set(rows.exclude(links__state="accepted").values_list("pk", flat=True))


def statements_shown(ids: Collection[int]) -> list[Statement]:
    """Statements with everything that their notes show: speaker, relays, and the claims they are linked to."""
    rows = Statement.objects.filter(pk__in=ids).with_speakers().select_related("touched_by", "parent")
    return list(rows.prefetch_related(_relays(), *_links()).order_by("spans", "pk"))


def struck_statements(article: Article) -> list[Statement]:
    """The statements that somebody struck, the last first."""
    rows = article.statements.filter(struck_at__isnull=False).with_speakers().select_related("touched_by")
    return list(rows.order_by("-struck_at", "-pk"))


def names_in(article: Article) -> list[Mention]:
    """The names in an article, each spelling once, with the entity it was resolved to; the unresolved first."""
    rows = (
        article.mentions.exclude(outcome=Outcome.WAITING)
        .select_related("entity__canonical")
        .order_by("text", "pk")
        .distinct("text")
    )
    return sorted(rows, key=lambda mention: (mention.entity_id is not None, mention.text.casefold()))


def speakers_near(article: Article) -> list[str]:
    """Names to offer as speakers of an article's statements: those that it names, or that speak in it already."""
    here = Statement.objects.filter(article=article, speaker__isnull=False).values_list("speaker")
    named = Mention.objects.filter(article=article, entity__isnull=False).values_list("entity")
    carried = Relay.objects.filter(statement__article=article, entity__isnull=False).values_list("entity")
    here = here.order_by().union(named.order_by(), carried.order_by())
    rows = Entity.objects.filter(pk__in=here).annotate(shown_name=Coalesce("canonical__name", "name"))
    return list(
        rows.order_by("shown_name").values_list("shown_name", flat=True).distinct()[:SPEAKERS_OFFERED]
    )


def with_bearing(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """Statements with their articles and the claims they bear on."""
    return (
        statements.select_related("article__outlet__entity__canonical", "speaker__canonical")
        .defer("article__text")
        .prefetch_related(_relays(), *_links())
    )


def _relays() -> Prefetch[str]:
    return Prefetch("relays", queryset=Relay.objects.select_related("entity__canonical"))


def _links() -> tuple[str, ...]:
    # The links and marks belong to the room above; they are reached by the accessor's name, and shown where there are any.
    return ("links__claim", "nothing_else__by")
