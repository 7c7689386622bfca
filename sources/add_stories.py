"""Several stories that came in one paste become an article each, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from entities.refused import Refused
from sources.ingest import AlreadyHere, add_article
from sources.models import Article

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from django.contrib.auth.models import AbstractBaseUser


@dataclass(frozen=True)
class Story:
    """One story of a paste, with what add_article takes."""

    outlet: str
    text: str
    title: str = ""
    url: str = ""
    published_at: datetime | None = None
    byline: str = ""
    cut: Collection[str] = ()


class StoryRefused(Refused):
    """One of the stories cannot be stored, so none was; ``number`` is its place, counted from 0.

    ``article`` is the one that the desk has already, where that is why.
    """

    def __init__(self, refused: Refused, *, number: int, article: Article | None) -> None:
        super().__init__(refused.message, field=refused.field)
        self.number = number
        self.article = article


def add_stories(*, by: AbstractBaseUser, stories: Sequence[Story]) -> list[Article]:
    """Stores each story as an article of its own, in one transaction. Raises StoryRefused; nothing is stored then."""
    at = 0
    added: list[Article] = []
    try:
        with transaction.atomic():
            for at, story in enumerate(stories):  # noqa: B007 - the number of the one that is refused
                added.append(
                    add_article(
                        by=by,
                        outlet=story.outlet,
                        text=story.text,
                        title=story.title,
                        url=story.url,
                        published_at=story.published_at,
                        byline=story.byline,
                        cut=story.cut,
                    )
                )
    except AlreadyHere as already:
        raise _twice(already, at) from already
    except Refused as refused:
        raise StoryRefused(refused, number=at, article=None) from refused
    return added


def _twice(already: AlreadyHere, number: int) -> StoryRefused:
    """What the desk has; or that the paste itself has it twice, for what this paste brought is gone again."""
    article = Article.objects.filter(pk=already.article.pk).first()
    if article is not None:
        return StoryRefused(already, number=number, article=article)
    again = Refused(
        gettext("This is the same text, or the same address, as in another story of this page."),
        field=already.field,
    )
    return StoryRefused(again, number=number, article=None)
