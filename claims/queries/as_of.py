"""A claim with its evidence, or the claims board, as they stood at a moment."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce

from claims.models import Claim, Link, LinkState, Stance, Verdict, VerdictChange, WorkState
from claims.queries.account import Account, columns_of, contradictions_of, page_of, statements_shown
from claims.queries.board import Bar, bars_of
from claims.queries.moment import LEARNED, PUBLISHED, Moment
from claims.queries.past import past_claims, past_links, past_statements
from claims.queries.past_evidence import Evidence, evidence_as_of
from claims.queries.pieces import parts_of
from claims.weigh import weigh
from claims.weigh.outline import outline_of
from sources.utterances import standing_decisions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.queries.past import Row
    from claims.weigh import Dossier


@dataclass(frozen=True)
class PastClaim:
    """A claim as it stood: the columns that people change, and what the desk had set."""

    pk: int
    text: str
    verdict: str
    work_state: str
    change: VerdictChange | None = None

    def get_verdict_display(self) -> str:
        """The verdict in words."""
        return str(Verdict(self.verdict).label)

    def get_work_state_display(self) -> str:
        """The work state in words."""
        return str(WorkState(self.work_state).label)


@dataclass(frozen=True)
class Look:
    """A claim's page as of a moment; ``claim`` is None where the desk did not track it yet. ``merged_into`` is the claim
    that it had been merged into by then.
    """

    moment: Moment
    claim: PastClaim | None
    evidence: Account | None = None
    proposed_later: bool = False
    merged_into: Claim | None = None


def look_back(claim: Claim, moment: Moment, *, pages: Mapping[str, int] | None = None) -> Look:
    """The claim and its evidence as they stood: a constant number of queries. ``pages`` says which page of each stance."""
    row = _status([claim], moment).get(claim.pk)
    if row is None:
        return Look(moment, None)
    changes = claim.verdict_changes.filter(at__lte=moment.at).select_related("by").defer("evidence")
    set_by_a_person = changes.filter(by__isnull=False).order_by("-version").first()
    past = PastClaim(claim.pk, row["text"], row["verdict"], row["work_state"], set_by_a_person)
    merged = Claim.objects.defer("search").filter(pk=row.get("merged_into_id") or 0).first()
    evidence = _account(claim, past.text, evidence_as_of(claim.pk, moment), pages or {}, moment)
    return Look(moment, past, evidence, claim.proposed_at > moment.at, merged)


def dossier_as_of(claim: Claim, moment: Moment) -> tuple[PastClaim, Dossier] | None:
    """The claim as it stood, with all of its evidence weighed; None where the desk did not track it yet."""
    row = _status([claim], moment).get(claim.pk)
    if row is None:
        return None
    found = evidence_as_of(claim.pk, moment)
    parts = parts_of(claim, text=row["text"])
    dossier = weigh(row["text"], parts=parts, pieces=found.pieces, judged=found.judged)
    return PastClaim(claim.pk, row["text"], row["verdict"], row["work_state"]), dossier


def _account(claim: Claim, text: str, found: Evidence, pages: Mapping[str, int], moment: Moment) -> Account:
    """Evidence as a page shows it, by the rules and in the wording of then."""
    parts = parts_of(claim, text=text)
    outline, entries = outline_of(text, parts=parts, pieces=found.pieces, judged=found.judged)
    shown = {stance: page_of(each, pages.get(stance, 1)) for stance, each in entries.items()}
    pieces = {piece.statement: piece for piece in found.pieces}
    until = moment.at if moment.by == LEARNED else None
    return Account(
        outline,
        columns_of(outline, shown, parts=parts, pieces=pieces, links={}, by=found.by),
        parts,
        pieces,
        found.judged,
        standing_decisions(statements_shown(shown.values()), until=until),
        contradictions_of(outline, pieces),
    )


def _status(claims: Sequence[Claim], moment: Moment) -> dict[int, Row]:
    """Wording, verdict and work state as they stood. What had been published can be asked of a claim that came later too:
    in its present words, with no verdict yet.
    """
    rows = past_claims([claim.pk for claim in claims], at=moment.at)
    if moment.by == PUBLISHED:
        untouched = {"verdict": Verdict.UNVERIFIED, "work_state": WorkState.NEW}
        rows |= {claim.pk: {"text": claim.text, **untouched} for claim in claims if claim.pk not in rows}
    return rows


@dataclass(frozen=True)
class PastRow:
    """A row of the claims board as of a moment."""

    claim: PastClaim
    counts: dict[str, int]

    @property
    def bars(self) -> list[Bar]:
        """The balance of the evidence."""
        return bars_of(self.counts)


def board_as_of(claims: Sequence[Claim], moment: Moment) -> list[PastRow]:
    """Claims as rows of the board, as they stood, in their order; those not tracked yet are left
    out, and those that had been merged into another. A constant number of queries.
    """
    rows = _status(claims, moment)
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for claim, stance in _counted(list(rows), moment):
        counts[claim][stance] += 1
    return [
        PastRow(
            PastClaim(claim.pk, row["text"], row["verdict"], row["work_state"]),
            {stance: counts[claim.pk][stance] for stance in Stance.values},
        )
        for claim in claims
        if (row := rows.get(claim.pk)) is not None and row.get("merged_into_id") is None
    ]


def _counted(claims: list[int], moment: Moment) -> list[tuple[int, str]]:
    """(claim, stance) of each statement that counted."""
    if moment.by == PUBLISHED:
        links = Link.objects.filter(claim__in=claims, state=LinkState.ACCEPTED, statement__struck_at=None)
        heard = Coalesce("statement__article__published_at", "statement__article__added_at")
        rows = links.annotate(heard_at=heard).filter(heard_at__lte=moment.at)
        return list(rows.values_list("claim_id", "stance"))
    links_then = past_links(claims, at=moment.at)
    standing = past_statements({link.statement for link in links_then}, at=moment.at)
    return [(link.claim, link.stance) for link in links_then if link.statement in standing]
