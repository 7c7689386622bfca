"""An article is looked at again for changes from now on, or no longer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_noop

from entities.ledger import act, register
from entities.refused import Refused
from matching.phrase import say
from sources.models import Article, Revisit

if TYPE_CHECKING:
    from datetime import datetime

    from django.contrib.auth.models import AbstractBaseUser
    from django.db.models.expressions import Combinable

HOURS = (1, 2, 4, 8, 16, 24, 48, 96, 168, 336, 720)
"""From one visit to the next; after the last nobody looks any more. A change begins it again."""
MAY = "sources.change_article"
WATCHED = register("article.watch", label=gettext_noop("looks for changes"), permission=MAY)
STOPPED = register("article.unwatch", label=gettext_noop("stopped looking for changes"), permission=MAY)


def due_in(hours: float) -> Combinable:
    """That many hours from now, by the database's clock."""
    return Now() + timedelta(hours=hours)


@transaction.atomic
def watch_article(*, article: Article, by: AbstractBaseUser) -> Revisit:
    """Has the article's last revision fetched again from now on; the schedule begins anew.

    Raises Refused for an article without an address.
    """
    if not article.url:
        raise Refused(gettext("Without an address it cannot be fetched again."))
    last = last_revision(article)
    words = say("has “%(last)s” looked at for changes", last=last)
    with act(WATCHED, by=by, words=words, about=[last]) as watching:
        row = Revisit.objects.filter(article=last).first()
        if row is None:
            row = Revisit.objects.create(article=last, by_id=by.pk, active=True, next_at=due_in(HOURS[0]))
            watching.made(row)
        else:
            watching.watch(row)
            Revisit.objects.filter(pk=row.pk).update(
                active=True, step=0, next_at=due_in(HOURS[0]), outcome=""
            )
    row.refresh_from_db()
    return row


@transaction.atomic
def stop_watching_article(*, article: Article, by: AbstractBaseUser) -> None:
    """Nobody looks for changes any more. Raises Refused where nobody did."""
    row = Revisit.objects.filter(article=last_revision(article), active=True).first()
    if row is None:
        raise Refused(gettext("Nobody looks for changes of this article."))
    words = say("had “%(article)s” looked at for changes no longer", article=article)
    with act(STOPPED, by=by, words=words, about=[article], watch=[row]):
        Revisit.objects.filter(pk=row.pk).update(active=False)


def last_revision(article: Article) -> Article:
    """The newest text from the article's address."""
    if not article.url_key:
        return article
    rows = Article.objects.filter(url_key=article.url_key).defer("text")
    return rows.order_by("-revision").first() or article


def next_visit(step: int) -> datetime | Combinable | None:
    """When the next visit is due after ``step`` visits without a change; None when there is none any more."""
    return due_in(HOURS[step]) if step < len(HOURS) else None
