"""What the pages of articles ask the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left

from entities.models import Entity
from entities.queries import named_like
from sources.models import (
    NAMED,
    Article,
    CopyPair,
    Feed,
    FeedItem,
    ItemState,
    Mention,
    Outcome,
    Outlet,
    Relay,
    Stage,
    Statement,
    lexeme,
)

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

OUTLETS_OFFERED = 300
SPEAKERS_MEANT = 1_000
WORD = re.compile(r"[^\W_]+")
# What stands for a missing title.
OPENING_CHARACTERS = 100


def articles_listed() -> QuerySet[Article]:
    """Articles as rows of a list: without their texts, with ``statement_count``, the statements nobody
    struck, ``opening``, the first words, and ``is_superseded``, whether a later revision is here.
    """
    standing = Statement.objects.standing().filter(article=OuterRef("pk")).order_by().values("article")
    count = Subquery(standing.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    return (
        Article.objects.defer("text")
        .select_related("outlet__entity")
        .annotate(
            statement_count=Coalesce(count, 0),
            opening=Left("text", OPENING_CHARACTERS),
            is_superseded=_superseded(),
        )
    )


def _superseded() -> Exists:
    return Exists(Article.objects.filter(revises=OuterRef("pk")))


def being_read() -> Q:
    """Articles that still wait for a stage."""
    return ~Q(stage=Stage.LINKED) & Q(set_aside_at=None)


def set_aside() -> Q:
    """Articles that stopped on the way and wait for a person."""
    return Q(set_aside_at__isnull=False)


def read() -> Q:
    """Articles that every stage is done with."""
    return Q(stage=Stage.LINKED, set_aside_at=None)


def has_statements() -> Exists:
    """Whether anybody says anything in an article that nobody has struck: without counting how much."""
    return Exists(Statement.objects.standing().filter(article=OuterRef("pk")))


def articles_shown() -> QuerySet[Article]:
    """Articles as a page of their own shows them, with the revisions before and after."""
    beside = ("outlet__entity__canonical", "added_by", "revises", "revised_by", "revisit")
    rows = Article.objects.select_related(*beside).annotate(is_superseded=_superseded())
    return rows.defer("revises__text", "revised_by__text")


def revisions_of(article: Article) -> list[Article]:
    """Every revision of the text, the first one first, without the texts."""
    if not article.url_key:
        return [article]
    return list(Article.objects.filter(url_key=article.url_key).defer("text").order_by("revision"))


def lost_in(article: Article) -> list[Statement]:
    """What earlier revisions had somebody say, and this one has in other words or not at all."""
    rows = Statement.objects.standing().filter(lost_in=article).with_speakers()
    return list(rows.prefetch_related("links__claim").order_by("spans", "pk"))


def outlets_shown() -> QuerySet[Outlet]:
    """Outlets with their names, owner, hosts, and how many feeds and articles they have: a constant number of queries."""

    def counted(model: type[Article | Feed]) -> Coalesce:
        rows = model.objects.filter(outlet=OuterRef("pk")).order_by().values("outlet")
        return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)

    rows = Outlet.objects.select_related("entity__canonical", "group").prefetch_related("hosts")
    return rows.annotate(feed_count=counted(Feed), article_count=counted(Article))


def feeds_shown() -> QuerySet[Feed]:
    """Feeds with their outlets and how many of their items wait for a nod."""
    waiting = FeedItem.objects.filter(feed=OuterRef("pk"), state=ItemState.WAITING).order_by().values("feed")
    count = Subquery(waiting.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
    rows = Feed.objects.select_related("outlet__entity__canonical", "added_by")
    return rows.annotate(waiting=Coalesce(count, 0))


def items_waiting() -> QuerySet[FeedItem]:
    """What feeds brought and nobody has said anything of."""
    return FeedItem.objects.filter(state=ItemState.WAITING).select_related("feed__outlet__entity__canonical")


def copies_of(article: Article, most: int = 30) -> list[Article]:
    """The other articles that are copies of the same text, the first published first; ``share`` says how much of the
    shorter of the two stands in the other, where they were held against each other. One query.
    """
    if article.copies is None:
        return []
    ours = CopyPair.objects.filter(
        Q(one=article.pk, other=OuterRef("pk")) | Q(other=article.pk, one=OuterRef("pk"))
    )
    rows = Article.objects.filter(copies=article.copies).exclude(pk=article.pk).defer("text")
    rows = rows.select_related("outlet__entity__canonical").annotate(share=Subquery(ours.values("share")[:1]))
    return list(rows.order_by(F("published_at").asc(nulls_last=True), "pk")[:most])


def outlets_known() -> list[str]:
    """Names of outlets to offer while one is typed, those with the latest articles first."""
    latest = Article.objects.filter(outlet=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = Outlet.objects.annotate(latest=Subquery(latest)).order_by(F("latest").desc(nulls_last=True))
    return list(rows.values_list("entity__name", flat=True)[:OUTLETS_OFFERED])


def outlets_to_choose() -> list[tuple[str, str]]:
    """Every outlet's id and name, as a choice has them: one query."""
    rows = Outlet.objects.order_by("key").values_list("pk", "entity__name")
    return [(str(pk), name) for pk, name in rows]


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


def speakers_near(article: Article, most: int = 50) -> list[str]:
    """Names to offer as speakers of an article's statements: those that it names, or that speak in it already."""
    here = Statement.objects.filter(article=article, speaker__isnull=False).values_list("speaker")
    named = Mention.objects.filter(article=article, entity__isnull=False).values_list("entity")
    carried = Relay.objects.filter(statement__article=article, entity__isnull=False).values_list("entity")
    here = here.order_by().union(named.order_by(), carried.order_by())
    rows = Entity.objects.filter(pk__in=here).annotate(shown_name=Coalesce("canonical__name", "name"))
    return list(rows.order_by("shown_name").values_list("shown_name", flat=True).distinct()[:most])


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


def positions(entity: Entity, most: int = 500) -> list[tuple[int, str, str, datetime]]:
    """How an entity's statements bear on claims, as the desk accepted: (claim, its words, stance, when it was published,
    else when the desk got it), the earliest first; of the latest ``most`` statements.
    """
    when = Coalesce("article__published_at", "article__added_at")
    rows = said_by(entity).filter(links__state="accepted").annotate(heard_at=when)
    found = rows.order_by("-heard_at", "-pk").values_list(
        "links__claim", "links__claim__text", "links__stance", "heard_at"
    )
    return list(found[:most])[::-1]


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
