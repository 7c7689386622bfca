"""A claim's evidence as its page shows it: weighed, in groups by utterance, a page of them for each stance."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from claims.models import Link, LinkState, Stance
from claims.queries.evidence import with_last_decision
from claims.queries.judgements import judged
from claims.queries.pieces import accepted_pieces, parts_of
from claims.weigh import weigh
from claims.weigh.provenance import draw_provenance
from claims.weigh.remarks import RESTS, WORDING, whose_wording
from claims.weigh.timeline import draw_timeline
from claims.weigh.utterance import by_utterance, speakers_of
from sources.utterances import standing_decisions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from claims.models import Claim
    from claims.weigh import Dossier, Judged, Origin, Origins, Part, Piece
    from claims.weigh.parts import Covered
    from claims.weigh.provenance import Provenance
    from claims.weigh.remarks import Remark
    from claims.weigh.timeline import Timeline
    from claims.weigh.utterance import Report, Utterance
    from sources.models import UtteranceDecision

GROUPS = 10
"""Utterances of one stance on a page."""
REPORTS = 5
"""Further reports of an utterance that are shown with their differences; the others are counted."""
READ_CLOSELY = 200
"""Statements of one stance, the last heard, of which coverage is worked out."""


@dataclass(frozen=True)
class Said:
    """One utterance with what is shown beside it. ``wording`` says whose words it gives, where no remark does. ``link`` is the link of its fullest report, ``links`` those of all shown,
    in the order of ``reports``; ``more``: reports that are only counted.
    """

    utterance: Utterance
    piece: Piece
    wording: str
    link: Link
    reports: list[tuple[Report, Link]]
    more: int
    remarks: list[Remark]
    covered: list[Covered]
    origin: Origin | None
    uncounted: str

    @property
    def count(self) -> int:
        """How many articles report it."""
        return len(self.utterance.pieces)


@dataclass(frozen=True)
class Column:
    """The evidence of one stance: a page of its utterances, with the numbers of the pages before and after."""

    stance: str
    said: list[Said]
    count: int
    utterances: int
    speakers: int
    origins: Origins | None
    page: int = 1
    newer: int = 0
    older: int = 0

    @property
    def links(self) -> list[Link]:
        """The links that are shown."""
        return [link for each in self.said for link in (each.link, *(link for _, link in each.reports))]


@dataclass(frozen=True)
class Account:
    """A claim's evidence on its page. ``closely``: of how many statements coverage was worked out."""

    columns: list[Column]
    dossier: Dossier
    judged: list[Judged]
    decided: list[UtteranceDecision]
    timeline: Timeline
    provenance: Provenance
    speakers: int
    struck: int
    closely: int

    @property
    def total(self) -> int:
        """How many statements there are."""
        return sum(column.count for column in self.columns)

    @cached_property
    def by_statement(self) -> dict[int, Piece]:
        """Every piece by its statement."""
        return {piece.statement: piece for piece in self.dossier.pieces}

    @property
    def shown(self) -> list[Said]:
        """The utterances on the page, of all stances."""
        return [said for column in self.columns for said in column.said]

    @property
    def for_and_against(self) -> list[Column]:
        """The columns whose origins are counted."""
        return [column for column in self.columns if column.origins is not None]


def account(claim: Claim, *, pages: Mapping[str, int] | None = None) -> Account:
    """The claim's evidence as it is now; ``pages`` says which page of each stance, from 1."""
    says = judged(claim.pk)
    found = accepted_pieces(claim.pk)
    struck = Link.objects.filter(
        claim=claim, state=LinkState.ACCEPTED, statement__struck_at__isnull=False
    ).count()
    return account_of(
        claim.text, parts=parts_of(claim), pieces=found, says=says, struck=struck, pages=pages or {}
    )


def account_of(
    text: str,
    *,
    parts: Sequence[Part],
    pieces: Sequence[Piece],
    says: list[Judged],
    struck: int,
    pages: Mapping[str, int],
) -> Account:
    """The account of some pieces, whichever day they are of: two queries more, for the links of those shown and
    what people said of their utterances."""
    groups = {stance: by_utterance([p for p in pieces if p.stance == stance]) for stance in Stance.values}
    shown = {stance: _page(groups[stance], pages.get(stance, 1)) for stance in Stance.values}
    closely = _closely(groups, shown)
    dossier = weigh(text, parts=parts, pieces=pieces, judged=says, closely=closely)
    links = _links(shown)
    return Account(
        columns=[_column(stance, groups[stance], shown[stance], dossier, links) for stance in Stance.values],
        dossier=dossier,
        judged=says,
        decided=standing_decisions(links),
        timeline=draw_timeline(pieces),
        provenance=draw_provenance([dossier.supports, dossier.denies]),
        speakers=speakers_of(pieces),
        struck=struck,
        closely=len(closely),
    )


@dataclass(frozen=True)
class _Page:
    number: int
    last: int
    utterances: list[Utterance]


def _page(groups: list[Utterance], number: int) -> _Page:
    last = max(1, -(-len(groups) // GROUPS))
    number = min(max(1, number), last)
    return _Page(number, last, groups[(number - 1) * GROUPS : number * GROUPS])


def _closely(groups: Mapping[str, list[Utterance]], shown: Mapping[str, _Page]) -> set[int]:
    found = {p.statement for page in shown.values() for u in page.utterances for p in u.pieces[: REPORTS + 1]}
    for of_stance in groups.values():
        found |= {utterance.fullest.statement for utterance in of_stance[:READ_CLOSELY]}
    return found


def _links(shown: Mapping[str, _Page]) -> dict[int, Link]:
    """The links of the reports that are shown, by statement: one query."""
    pieces = [p for page in shown.values() for u in page.utterances for p in u.pieces[: REPORTS + 1]]
    wanted = [piece.link for piece in pieces if piece.link is not None]
    rows = with_last_decision(Link.objects.filter(pk__in=wanted)).select_related("decided_by", "statement")
    return {row.statement_id: row for row in rows.defer("statement__search").order_by()}


def _column(
    stance: str, groups: list[Utterance], page: _Page, dossier: Dossier, links: Mapping[int, Link]
) -> Column:
    origins = {Stance.SUPPORTS: dossier.supports, Stance.DENIES: dossier.denies}.get(Stance(stance))
    of = {s: origin for origin in origins.origins for s in origin.statements} if origins else {}
    pieces = [piece for group in groups for piece in group.pieces]
    return Column(
        stance,
        [_said(utterance, dossier, links, of, origins) for utterance in page.utterances],
        count=len(pieces),
        utterances=len(groups),
        speakers=speakers_of(pieces),
        origins=origins,
        page=page.number,
        newer=page.number - 1,
        older=page.number + 1 if page.number < page.last else 0,
    )


def _said(
    utterance: Utterance,
    dossier: Dossier,
    links: Mapping[int, Link],
    origin_of: Mapping[int, Origin],
    origins: Origins | None,
) -> Said:
    piece = utterance.fullest
    origin = origin_of.get(piece.statement)
    remarks = dossier.remarks.get(piece.statement, [])
    kinds = {remark.kind for remark in remarks}
    return Said(
        utterance,
        piece,
        "" if WORDING in kinds else whose_wording(piece),
        links[piece.statement],
        [(report, links[report.piece.statement]) for report in utterance.reports(REPORTS)],
        more=max(0, len(utterance.others) - REPORTS),
        # What it rests on is said with the origin, where that says more.
        remarks=[r for r in remarks if r.kind != RESTS or not (origin and origin.reason)],
        covered=dossier.coverage.by.get(piece.statement, []),
        origin=origin,
        uncounted=origins.uncounted.get(piece.statement, "") if origins else "",
    )
