"""An article comes in: stored once, immutable, and rung for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from entities.hold import hold
from entities.refused import Refused
from sources.address import address_key
from sources.carry_over import carry_over
from sources.cut import cut_out
from sources.models import Article, Revisit
from sources.outlets import find_or_make_outlet
from sources.stages import ring_for
from sources.text import content_hash, storable, storable_line

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.contrib.auth.models import AbstractBaseUser

    from sources.models import Outlet


class AlreadyHere(Refused):
    """The desk has this text, or another text from this address. ``article`` is the one that is here.

    ``may_revise`` says that the text differs, so that it can be kept as a new revision.
    """

    def __init__(self, message: str, *, article: Article, field: str, may_revise: bool = False) -> None:
        super().__init__(message, field=field)
        self.article = article
        self.may_revise = may_revise


@transaction.atomic
def add_article(
    *,
    by: AbstractBaseUser,
    outlet: str,
    text: str,
    title: str = "",
    url: str = "",
    published_at: datetime | None = None,
    byline: str = "",
    cut: Collection[str] = (),
    revise: bool = False,
    demo: bool = False,
    publisher: Outlet | None = None,
) -> Article:
    """Stores one text by one outlet and rings for its reading.

    ``outlet`` is a name, found or made, or ``publisher`` the outlet itself; ``cut`` are the keys of what a person lets go
    from the text (``sources.cut``); ``revise`` keeps a changed text from a known address as a new revision, to which the
    statements go over (``carry_over``).
    A ``published_at`` without a zone, as texts print it, counts in the desk's own. Raises Refused for a text, address or
    name that cannot be stored, and AlreadyHere for what is stored already.
    """
    outlet, title, byline, url = map(storable_line, (outlet, title, byline, url))
    left = cut_out(storable(text), cut)
    text, url = storable(left.text), _address(url)
    page = address_key(url)
    if published_at is not None and timezone.is_naive(published_at):
        published_at = timezone.make_aware(published_at)
    digest = content_hash(text)
    # Two reporters who paste the same at the same moment: the second waits here, then finds the first one's article.
    hold([digest, page] if page else [digest])
    publisher = publisher or find_or_make_outlet(name=outlet, by=by, demo=demo)
    _refuse_same(publisher, digest)
    earlier = _revised(page, publisher, revise=revise)
    article = Article.objects.create(
        outlet=publisher,
        title=" ".join(title.split())[:500],
        text=text,
        content_hash=digest,
        url=url,
        url_key=page,
        byline=byline.strip()[:300],
        cut=left.pieces,
        published_at=published_at,
        revises=earlier,
        revision=earlier.revision + 1 if earlier else 1,
        added_by_id=by.pk,
        demo=demo,
    )
    if earlier is not None:
        carry_over(old=earlier, new=article)
        # Who looks for changes goes on with this text.
        Revisit.objects.filter(article=earlier).update(article=article, seen="")
    ring_for(article)
    return article


def _refuse_same(publisher: Outlet, digest: str) -> None:
    same = Article.objects.filter(outlet=publisher, content_hash=digest).first()
    if same is not None:
        raise AlreadyHere(
            gettext("The desk has this text already: “%(same)s”, added by %(by)s.")
            % {"same": same, "by": same.added_by.get_username()},
            article=same,
            field="text",
        )


def _revised(page: str, publisher: Outlet, *, revise: bool) -> Article | None:
    """The article from this address, which the text is to be a new revision of; None where the desk has none from there."""
    earlier = Article.objects.filter(url_key=page).order_by("-revision").first() if page else None
    if earlier is not None and not revise:
        raise AlreadyHere(
            gettext(
                "The desk has an article from this address, with another text: “%(earlier)s”. Keep this one as a new revision of it?"
            )
            % {"earlier": earlier},
            article=earlier,
            field="url",
            may_revise=True,
        )
    if earlier is not None and earlier.outlet_id != publisher.pk:
        raise Refused(
            gettext("The article at this address is by %(outlet)s.") % {"outlet": earlier.outlet},
            field="outlet",
        )
    return earlier


def _address(url: str) -> str:
    url = url.strip()
    if not url:
        return ""
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        raise Refused(
            gettext("This is not a web address that starts with http:// or https://."), field="url"
        ) from None
    if len(url) > 2000:  # noqa: PLR2004 - the column's length
        raise Refused(gettext("An address has at most 2,000 characters."), field="url")
    return url
