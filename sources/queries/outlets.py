"""What the pages of outlets and feeds ask the database, and outlets to choose from."""

from __future__ import annotations

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from sources.models import Article, Feed, FeedItem, ItemState, Outlet

OUTLETS_OFFERED = 300


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


def outlets_known() -> list[str]:
    """Names of outlets to offer while one is typed, those with the latest articles first."""
    latest = Article.objects.filter(outlet=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = Outlet.objects.annotate(latest=Subquery(latest)).order_by(F("latest").desc(nulls_last=True))
    return list(rows.values_list("entity__name", flat=True)[:OUTLETS_OFFERED])


def outlets_to_choose() -> list[tuple[str, str]]:
    """Every outlet's id and name, as a choice has them: one query."""
    rows = Outlet.objects.order_by("key").values_list("pk", "entity__name")
    return [(str(pk), name) for pk, name in rows]
