"""What was fetched, and looked at, becomes an article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from entities.refused import Refused
from sources.ingest import add_article
from sources.models import Article, Fetch, FetchedPage, FetchStage, Revisit
from sources.watch import watch_article

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.contrib.auth.models import AbstractBaseUser


@dataclass(frozen=True)
class Details:
    """What a person says of an article that was fetched."""

    outlet: str
    title: str = ""
    byline: str = ""
    published_at: datetime | None = None
    url: str = ""
    revise: bool = False
    watch: bool = True


class KeptAlready(Refused):
    """Somebody was first; ``article`` is what they made of it, if anything."""

    def __init__(self, article: Article | None) -> None:
        super().__init__(
            "Somebody has added this article meanwhile."
            if article
            else "Somebody has dropped this meanwhile."
        )
        self.article = article


@transaction.atomic
def keep_fetch(*, fetch: Fetch, by: AbstractBaseUser, passages: Collection[int], details: Details) -> Article:
    """Makes an article of the passages with these numbers. Raises KeptAlready, and what add_article raises."""
    fetch = Fetch.objects.select_for_update(of=("self",)).select_related("page").get(pk=fetch.pk)
    if fetch.stage != FetchStage.FOUND:
        raise KeptAlready(fetch.article)
    article = keep(fetch, by=by, passages=passages, details=details)
    Fetch.objects.filter(pk=fetch.pk).update(stage=FetchStage.KEPT, article=article, blocks=[])
    return article


def keep(
    fetch: Fetch,
    *,
    by: AbstractBaseUser,
    passages: Collection[int] | None = None,
    details: Details | None = None,
) -> Article:
    """Likewise, for a row that is held already; without passages and details as they were found."""
    said = details or Details(
        outlet=fetch.outlet_name,
        title=fetch.title,
        byline=fetch.byline,
        published_at=fetch.published_at,
        url=fetch.canonical or fetch.url,
    )
    article = add_article(
        by=by,
        outlet=said.outlet,
        text=text_with(fetch.blocks, passages),
        title=said.title,
        byline=said.byline,
        published_at=said.published_at,
        url=said.url,
        revise=said.revise,
    )
    if fetch.page is not None:
        FetchedPage.objects.filter(pk=fetch.page.pk).update(article=article)
    if said.watch and article.url:
        row = watch_article(article=article, by=by)
        cut, restored = _choices(fetch.blocks, passages)
        Revisit.objects.filter(pk=row.pk).update(seen=article.content_hash, cut=cut, restored=restored)
    return article


def _choices(blocks: list[tuple[str, bool]], passages: Collection[int] | None) -> tuple[list[str], list[str]]:
    """The passages that a person took out, and those put back; none where nobody chose."""
    if passages is None:
        return [], []
    numbered = list(enumerate(blocks))
    return (
        [words for number, (words, is_kept) in numbered if is_kept and number not in passages],
        [words for number, (words, is_kept) in numbered if not is_kept and number in passages],
    )


def text_with(blocks: list[tuple[str, bool]], passages: Collection[int] | None = None) -> str:
    """The text of some passages of a page, or of those that were not cut."""
    chosen = [
        words
        for number, (words, is_kept) in enumerate(blocks)
        if (is_kept if passages is None else number in passages)
    ]
    return "\n\n".join(chosen)
