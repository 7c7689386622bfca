"""Links that count: accepted, by somebody who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Link, LinkDecision, LinkState
from sources.models import Relay

if TYPE_CHECKING:
    from datetime import datetime

    from django_stubs_ext import WithAnnotations


class Heard(TypedDict):
    """What ``with_heard_at`` adds to a link."""

    heard_at: datetime


def standing_links() -> QuerySet[Link]:
    """Accepted links whose statement nobody has struck, in no order; not what a merged claim has twice."""
    found = Link.objects.filter(state=LinkState.ACCEPTED, statement__struck_at=None, claim__merged_into=None)
    return found.order_by()


def standing_on(claim_id: int) -> QuerySet[Link]:
    """The accepted links of one claim whose statement nobody has struck, in no order."""
    return Link.objects.filter(claim=claim_id, state=LinkState.ACCEPTED, statement__struck_at=None).order_by()


def waiting_links() -> QuerySet[Link]:
    """Suggestions that wait for an editor, in no order."""
    found = Link.objects.filter(state=LinkState.SUGGESTED, statement__struck_at=None, claim__merged_into=None)
    return found.order_by()


def with_heard_at(links: QuerySet[Link]) -> QuerySet[WithAnnotations[Link, Heard]]:
    """Each link with ``heard_at``: when its article was published or, where that is not known, added."""
    return links.annotate(
        heard_at=Coalesce("statement__article__published_at", "statement__article__added_at")
    )


def with_statements(links: QuerySet[Link]) -> QuerySet[Link]:
    """Links with everything that a statement is shown with: speaker, outlet, relays; without the articles' texts."""
    relays = Prefetch("statement__relays", queryset=Relay.objects.select_related("entity__canonical"))
    return with_speakers(links).prefetch_related(relays)


def with_speakers(links: QuerySet[Link]) -> QuerySet[Link]:
    """Links with who said it, which outlet printed it and who decided; without the articles' texts."""
    return links.select_related(
        "statement__speaker__canonical", "statement__article__outlet__entity__canonical", "decided_by"
    ).defer("statement__article__text", "statement__search")


def with_last_decision(links: QuerySet[Link]) -> QuerySet[Link]:
    """Each link with ``last_decision``: the id of the decision that can be taken back."""
    last = LinkDecision.objects.filter(link=OuterRef("pk")).order_by("-at", "-pk").values("pk")[:1]
    return links.annotate(last_decision=Subquery(last))
