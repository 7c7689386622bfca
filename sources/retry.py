"""Reading an article that was set aside once more."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction

from entities.refused import Refused
from sources import work
from sources.stages import ring_for

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from sources.models import Article

log = logging.getLogger(__name__)


@transaction.atomic
def retry_article(*, article: Article, by: AbstractBaseUser) -> None:
    """Lets an article that was set aside wait for its stage again. Raises Refused where it was not set aside."""
    if not work.start_again(article):
        raise Refused("This article is not set aside: somebody has tried it again already.")
    log.info("%s has article %s tried again", by.get_username(), article.pk)
    article.refresh_from_db()
    ring_for(article)
