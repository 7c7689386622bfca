"""Somebody brings an address: it waits to be fetched, is tried again, or is dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext

from entities.hold import hold
from entities.refused import Refused
from entities.said import told
from sources import work
from sources.address import address_key
from sources.fetching import Forbidden, target
from sources.ingest import AlreadyHere
from sources.models import Article, Fetch, FetchStage
from sources.polite import bounds

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser

    from sources.models import Outlet

TASK = "sources.tasks.fetch_address"
LONGEST_SELECTION = 20_000


@transaction.atomic
def bring_address(
    *,
    url: str,
    by: AbstractBaseUser,
    selection: str = "",
    outlet: Outlet | None = None,
    at_once: bool = False,
) -> Fetch:
    """Has an address fetched in the background. One that is being fetched, or waits for a look, is not fetched twice.

    ``at_once`` keeps it as an article without a look, as somebody has seen to it before. Raises Refused for an address
    that the desk does not fetch from, and AlreadyHere for that of an article.
    """
    try:
        address = str(target(url, allowed=bounds().allowed))
    except Forbidden as forbidden:
        raise Refused(told(str(forbidden)), field="url") from None
    hold([address])
    here = Article.objects.filter(url_key=address_key(address)).order_by("-revision").first()
    if here is not None:
        raise AlreadyHere(
            gettext("The desk has this article already: “%(here)s”.") % {"here": here},
            article=here,
            field="url",
        )
    waiting = Fetch.objects.filter(url=address, stage__in=[FetchStage.ASKED, FetchStage.FOUND]).first()
    if waiting is not None:
        return waiting
    fetch = Fetch.objects.create(
        url=address,
        asked_by_id=by.pk,
        selection=selection[:LONGEST_SELECTION],
        outlet=outlet,
        at_once=at_once,
    )
    ring_for_fetch(fetch)
    return fetch


@transaction.atomic
def fetch_again(*, fetch: Fetch) -> None:
    """Lets an address that could not be fetched wait again. Raises Refused where it was not set aside."""
    if not work.start_again(fetch):
        raise Refused(gettext("This is not set aside: somebody has tried it again already."))
    ring_for_fetch(fetch)


@transaction.atomic
def drop_fetch(*, fetch: Fetch) -> None:
    """Nobody wants it. What was fetched goes; the address may be brought again. Raises Refused where it was kept."""
    dropped = Fetch.objects.filter(pk=fetch.pk).exclude(stage=FetchStage.KEPT)
    if not dropped.update(stage=FetchStage.DROPPED, blocks=[], page=None):
        raise Refused(gettext("Somebody has added this article meanwhile."))
    if fetch.page_id is not None:
        fetch.page.delete()  # type: ignore[union-attr]


def ring_for_fetch(fetch: Fetch) -> None:
    """Rings for a waiting address."""
    work.ring(fetch, TASK if fetch.stage == FetchStage.ASKED else None)


def sweep() -> int:
    """Rings for every address that waits for too long. Returns how many."""
    return work.ring_for_waiting(Fetch.objects.filter(stage=FetchStage.ASKED), ring=ring_for_fetch)
