"""What the desk's decisions say of suggestions, as rows to learn from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from claims.models import Claim, Link, LinkDecision, LinkState, NothingElse, Rejection, Unshown
from matching.features import FEATURES
from matching.lessons import Labelled
from sources.models import Maker, Statement

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST_ANSWERS, MOST_MARKS = 20_000, 2_000
"""The latest answers and marks that are learnt from; a mark stands for up to fifty rows."""


@dataclass
class Lessons:
    """``shown``: answered suggestions; ``reviewed``: all that was examined for the statements that are marked, shown
    or not. Only rows over the features that are in use now.
    """

    shown: list[Labelled] = field(default_factory=list)
    reviewed: list[Labelled] = field(default_factory=list)
    unshown: int = 0

    @property
    def accepted(self) -> int:
        """Suggestions that were accepted."""
        return sum(row.right for row in self.shown)

    @property
    def rejected(self) -> int:
        """Suggestions that were rejected."""
        return len(self.shown) - self.accepted

    @property
    def statements(self) -> int:
        """Statements that anything is known of."""
        return len({row.statement for row in (*self.shown, *self.reviewed)})


def answered() -> QuerySet[Link]:
    """Suggestions of the machine that were answered, by somebody who took the statement for one."""
    later = LinkDecision.objects.filter(
        Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")), link=OuterRef("link")
    )
    # Few are, and few statements are struck: both are looked for by themselves, and not for each link.
    no_statement = LinkDecision.objects.filter(~Exists(later), reason=Rejection.NOT_A_STATEMENT).order_by()
    struck = Statement.objects.filter(struck_at__isnull=False).order_by()
    rows = Link.objects.filter(made_by=Maker.MACHINE, state__in=[LinkState.ACCEPTED, LinkState.REJECTED])
    rows = rows.exclude(pk__in=no_statement.values("link")).exclude(statement__in=struck.values("pk"))
    return rows.order_by()


def lessons() -> Lessons:
    """The latest answers and marks; four queries."""
    found = Lessons()
    claims = Claim.objects.count()
    marks = list(NothingElse.objects.filter(standing=True, statement__struck_at=None)[:MOST_MARKS])
    marked = {mark.statement_id for mark in marks}
    links = answered().order_by("-decided_at", "-pk")[:MOST_ANSWERS]
    for statement, state, features, among in links.values_list("statement_id", "state", "features", "among"):
        if set(features) == set(FEATURES):
            row = Labelled(statement, among or claims, features, state == LinkState.ACCEPTED)
            found.shown.append(row)
            if statement in marked:
                found.reviewed.append(row)
    _add_unshown(found, marks)
    return found


def _add_unshown(found: Lessons, marks: list[NothingElse]) -> None:
    """What was examined for marked statements without being shown: wrong, unless somebody linked it by hand. What is
    a suggestion, answered or not, speaks for itself.
    """
    statements = {mark.pk: mark.statement_id for mark in marks}
    states = _states(set(statements.values()))
    # The link of a claim that was merged is the other claim's now, and may be what was found by hand.
    rows = Unshown.objects.filter(mark__in=marks, claim__merged_into=None).order_by()
    for mark, claim, features, among in rows.values_list("mark_id", "claim_id", "features", "among"):
        maker, state = states[statements[mark]].get(claim, ("", ""))
        by_hand = maker == Maker.PERSON and state == LinkState.ACCEPTED
        nothing = state in ("", LinkState.WITHDRAWN)
        if set(features) == set(FEATURES) and (by_hand or nothing):
            found.reviewed.append(Labelled(statements[mark], among, features, by_hand))
            found.unshown += 1


def _states(statements: set[int]) -> dict[int, dict[int, tuple[str, str]]]:
    """For each statement its links: claim -> who made it, and its state."""
    found: dict[int, dict[int, tuple[str, str]]] = defaultdict(dict)
    rows = Link.objects.filter(statement__in=statements).order_by()
    for statement, claim, maker, state in rows.values_list("statement_id", "claim_id", "made_by", "state"):
        found[statement][claim] = (maker, state)
    return found
