"""Reading an article that was set aside once more, or all of an import."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from entities.refused import Refused
from sources import work
from sources.models import Article
from sources.stages import ring_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from sources.models import Import

log = logging.getLogger(__name__)


@transaction.atomic
def retry_article(*, article: Article, by: AbstractBaseUser) -> None:
    """Lets an article that was set aside wait for its stage again. Raises Refused where it was not set aside."""
    if not work.start_again(article):
        raise Refused(gettext("This article is not set aside: somebody has tried it again already."))
    log.info("%s has article %s tried again", by.get_username(), article.pk)
    article.refresh_from_db()
    ring_for(article)


def retry_articles_of(*, brought: Import, by: AbstractBaseUser) -> int:
    """Lets every article of an import that was set aside wait for its stage again; returns how many. Raises Refused where
    none was.
    """
    stopped = Article.objects.filter(import_row__of=brought, set_aside_at__isnull=False).defer("text")
    count = 0
    for article in stopped.order_by("pk"):
        try:
            retry_article(article=article, by=by)
        except Refused:  # somebody was first with this one
            continue
        count += 1
    if not count:
        raise Refused(gettext("None of these articles is set aside: somebody has tried them again already."))
    return count
