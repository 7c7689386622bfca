"""What the pages of articles ask the database: lists of them, one with its revisions and copies."""

from __future__ import annotations

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left

from sources.models import Article, CopyPair, Stage, Statement

# What stands for a missing title.
OPENING_CHARACTERS = 100
COPIES_SHOWN = 30


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


def copies_of(article: Article) -> list[Article]:
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
    return list(rows.order_by(F("published_at").asc(nulls_last=True), "pk")[:COPIES_SHOWN])
