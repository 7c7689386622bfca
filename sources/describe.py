"""Title, day and byline of an article are put right after it was stored; its words never are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from entities.ledger import act, overtaken, register
from entities.refused import Overtaken
from matching.phrase import say
from sources.models import Article
from sources.signals import day_changed

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act


@transaction.atomic
def describe_article(
    *,
    article: Article,
    by: AbstractBaseUser,
    title: str,
    byline: str,
    published_at: datetime | None,
    seen: int | None = None,
) -> Article:
    """Sets title, byline and the moment of publication. ``seen`` is the last line of the ledger on the article when the
    person looked; raises Overtaken where somebody changed it since.
    """
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    if seen is not None and (later := overtaken(article, since=seen)):
        raise Overtaken(later)
    if published_at is not None and timezone.is_naive(published_at):
        published_at = timezone.make_aware(published_at)
    with act(
        DESCRIBED,
        by=by,
        words=say("put right what is said of “%(article)s”", article=article),
        watch=[article],
    ):
        moved = article.published_at != published_at
        Article.objects.filter(pk=article.pk).update(
            title=" ".join(title.split())[:500],
            byline=" ".join(byline.split())[:300],
            published_at=published_at,
        )
        if moved:
            day_changed.send(Article, articles=[article.pk])
    article.refresh_from_db()
    return article


def _settle(done: Act, undoing: Act) -> None:  # noqa: ARG001 - the ledger's signature
    rows = done.rows.filter(model="sources.article").exclude(before={})
    changed = [row.row for row in rows if "published_at" in (row.before or {})]
    if changed:
        day_changed.send(Article, articles=changed)


DESCRIBED = register(
    "article.describe",
    label=gettext_noop("put right an article’s title, day or byline"),
    permission="sources.change_article",
    settle=_settle,
)
