"""Many suggestions answered alike, as one act that is taken back as one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext, gettext_noop

from claims.models import Claim, Link, LinkState, Stance
from claims.review import accept_link, reject_link
from entities.ledger import act, register
from entities.refused import Refused
from matching.phrase import say, say_counted
from sources.models import Statement

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import AbstractBaseUser

    from entities.models import Act

MOST = 200
NOT_RELATED = "not_related"
BEARS = {
    Stance.SUPPORTS: gettext_noop("it supports the claim"),
    Stance.DENIES: gettext_noop("it denies the claim"),
    Stance.CONTEXT: gettext_noop("it is context to the claim"),
}
ANSWERS = (*Stance.values, NOT_RELATED)


@dataclass(frozen=True)
class Answered:
    """What came of it: how many were answered, and why the others were not; ``act`` takes all of it back."""

    count: int
    refused: list[str]
    act: Act


@transaction.atomic
def answer_many(
    *, links: Collection[int], answer: str, by: AbstractBaseUser, reason: str = "other"
) -> Answered:
    """Gives one answer (a stance, or NOT_RELATED) to several suggestions. One that somebody answered or whose statement
    was struck in the meantime is left as it is, and named.

    Raises Refused for an unknown answer, for none or more than MOST suggestions, and where none could be answered.
    """
    if answer not in ANSWERS:
        raise Refused(gettext("Choose one answer for all of them."), field="answer")
    if not links:
        raise Refused(gettext("Choose the suggestions first."), field="links")
    if len(links) > MOST:
        raise Refused(gettext("At most %(most)s at once.") % {"most": MOST}, field="links")
    _hold(links)
    rows = (
        Link.objects.filter(pk__in=links)
        .select_related("claim", "statement__speaker__canonical")
        .order_by("pk")
    )
    count, refused = 0, []
    waiting = rows.filter(state=LinkState.SUGGESTED, statement__struck_at=None).count()
    with act(MANY, by=by, words=_words(answer, waiting)) as many:
        for link in rows.defer("claim__search", "statement__search"):
            try:
                _answer(link, answer, by=by, reason=reason)
            except Refused as late:
                refused.append(late.message)
            else:
                count += 1
    if not count:
        raise Refused(
            " ".join(dict.fromkeys(refused)) or gettext("None of these suggestions is there any more.")
        )
    return Answered(count, refused, many.act)


def _words(answer: str, number: int) -> str:
    if answer == NOT_RELATED:
        return say_counted(
            "found %(n)s suggestion not related", "found %(n)s suggestions not related", number
        )
    return say_counted(
        "accepted %(n)s suggestion: %(bears)s",
        "accepted %(n)s suggestions: %(bears)s",
        number,
        bears=say(BEARS[Stance(answer)]),
    )


def _answer(link: Link, answer: str, *, by: AbstractBaseUser, reason: str) -> None:
    if answer == NOT_RELATED:
        reject_link(link=link, by=by, reason=reason)
    else:
        accept_link(link=link, by=by, stance=Stance(answer))


def _hold(links: Collection[int]) -> None:
    """Statements, then links, then claims, each in the order of ids, as single answers take them: no two wait in a ring."""
    rows = Link.objects.filter(pk__in=links)
    for held in (
        Statement.objects.filter(links__in=rows).order_by("pk").select_for_update(of=("self",), no_key=True),
        rows.order_by("pk").select_for_update(of=("self",), no_key=True),
        Claim.objects.filter(links__in=rows).order_by("pk").select_for_update(of=("self",), no_key=True),
    ):
        list(held.values_list("pk", flat=True))


MANY = register("link.bulk", label=gettext_noop("answered several suggestions"), permission="claims.review")
