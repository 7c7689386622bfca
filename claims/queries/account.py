"""A claim's evidence as its page shows it: the outline of all of it, and a page of utterances for each stance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.models import Link, Stance
from claims.queries.evidence import with_last_decision
from claims.weigh.coverage import Coverage
from claims.weigh.parts import covered_by
from claims.weigh.remarks import RESTS, WORDING, find_remarks, whose_wording
from claims.weigh.utterance import Report, report, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from claims.queries.wires import Wire
    from claims.weigh import Judged, Part, Piece
    from claims.weigh.outline import Entry, Heap, Outline, Pair, Side
    from claims.weigh.parts import Covered
    from claims.weigh.remarks import Remark
    from sources.models import UtteranceDecision

BESIDE = (
    *("claim", "stance", "state", "decided_by__username", "statement__article"),
    *("statement__confidence", "statement__touched_at", "statement__fate", "statement__lost_in"),
)


@dataclass(frozen=True)
class Said:
    """One utterance with what is shown beside it: how it counts (``entry``), its fullest report, the next ones with their
    differences. ``wording`` says whose words it gives, where no remark does. ``by`` accepted it; ``link`` is the row that
    can be acted upon, none where one looks back.
    """

    entry: Entry
    piece: Piece
    link: Link | None
    by: str
    wording: str
    reports: list[tuple[Report, Link | None]]
    remarks: list[Remark]
    covered: list[Covered]

    @property
    def count(self) -> int:
        """How many articles report it."""
        return self.entry.count

    @property
    def more(self) -> int:
        """Reports that are only counted."""
        return self.entry.count - 1 - len(self.reports)


@dataclass(frozen=True)
class Column:
    """The evidence of one stance: a page of its utterances, with the numbers of the pages before and after. ``origins``
    is None for context, of which none are counted.
    """

    heap: Heap
    said: list[Said]
    origins: Side | None
    page: int = 1
    newer: int = 0
    older: int = 0

    @property
    def stance(self) -> str:
        """The stance."""
        return self.heap.stance


@dataclass(frozen=True)
class Beside:
    """A pair of pieces that may contradict each other, and why."""

    pair: Pair
    earlier: Piece
    later: Piece


@dataclass(frozen=True)
class Account:
    """A claim's evidence on its page. ``pieces`` has those on the page, by statement; ``struck`` of the accepted statements
    were struck since.
    """

    outline: Outline
    columns: list[Column]
    parts: Sequence[Part]
    pieces: Mapping[int, Piece]
    judged: Sequence[Judged]
    decided: Sequence[UtteranceDecision]
    contradictions: list[Beside]
    wires: list[Wire] = field(default_factory=list)
    struck: int = 0

    @property
    def total(self) -> int:
        """How many statements there are."""
        return sum(heap.count for heap in self.outline.heaps)

    @property
    def shown(self) -> list[Said]:
        """The utterances on the page, of all stances."""
        return [said for column in self.columns for said in column.said]

    @property
    def for_and_against(self) -> list[Column]:
        """The columns whose origins are counted."""
        return [column for column in self.columns if column.origins is not None]


@dataclass(frozen=True)
class Page:
    """A page of one stance's utterances: its number, from 1, the number of the last, and what is on it."""

    number: int
    last: int
    entries: Sequence[Entry]


def page_of(pages: Sequence[Sequence[Entry]], number: int) -> Page:
    """The page of that number, or the nearest there is."""
    at = page_at(number, len(pages))
    return Page(at, max(1, len(pages)), pages[at - 1] if pages else [])


def page_at(number: int, count: int) -> int:
    """The number of the page, or the nearest there is, of ``count`` pages."""
    return min(max(1, number), max(1, count))


def statements_on(outline: Outline, pages: Iterable[Page], judged: Iterable[Judged]) -> set[int]:
    """The statements whose pieces a page needs: those shown, and what its remarks are made from."""
    found = {
        e for page in pages for entry in page.entries for e in (entry.fullest, *entry.reports, *entry.quotes)
    }
    found |= {side for pair in outline.contradictions for side in (pair.earlier, pair.later)}
    found |= {side for each in judged for side in (each.one, each.other)}
    return found | {e for held in outline.wires for e in (*held.hits, *(near for near, _ in held.near))}


def statements_shown(pages: Iterable[Page]) -> set[int]:
    """The statements whose reports stand on a page."""
    return {e for page in pages for entry in page.entries for e in (entry.fullest, *entry.reports)}


def links_of(pieces: Mapping[int, Piece], statements: Iterable[int]) -> dict[int, Link]:
    """The links of pieces, by statement, with what a page says of a statement beside its piece: one query."""
    wanted = [pieces[statement].link for statement in statements if statement in pieces]
    rows = with_last_decision(Link.objects.filter(pk__in=[link for link in wanted if link is not None]))
    rows = rows.select_related("decided_by", "statement").only(*BESIDE)
    return {row.statement_id: row for row in rows.order_by()}


def columns_of(
    outline: Outline,
    pages: Mapping[str, Page],
    *,
    parts: Sequence[Part],
    pieces: Mapping[int, Piece],
    links: Mapping[int, Link],
    by: Mapping[int, str],
) -> list[Column]:
    """The evidence by stance, from the pieces on the page; without a query."""
    notes = _notes(pages.values(), parts, pieces)
    origins: dict[str, Side] = {Stance.SUPPORTS: outline.supports, Stance.DENIES: outline.denies}
    return [
        _column(
            heap,
            pages[heap.stance],
            [
                _said(entry, notes, pieces, links, by)
                for entry in pages[heap.stance].entries
                if entry.fullest in pieces
            ],
            origins.get(heap.stance),
        )
        for heap in outline.heaps
    ]


def _column(heap: Heap, page: Page, said: list[Said], origins: Side | None) -> Column:
    older = page.number + 1 if page.number < page.last else 0
    return Column(heap, said, origins, page.number, page.number - 1, older)


@dataclass(frozen=True)
class _Notes:
    remarks: Mapping[int, list[Remark]]
    covered: Mapping[int, list[Covered]]


def _notes(pages: Iterable[Page], parts: Sequence[Part], pieces: Mapping[int, Piece]) -> _Notes:
    """What is to be noticed of the utterances on the page, by their statements."""
    wanted = {e for page in pages for entry in page.entries for e in (entry.fullest, *entry.quotes)}
    read = [pieces[statement] for statement in pieces if statement in wanted]
    covered = {piece.statement: covered_by(piece, parts) for piece in read} if parts else {}
    return _Notes(find_remarks(read, Coverage(tuple(parts), covered)), covered)


def _said(
    entry: Entry, notes: _Notes, pieces: Mapping[int, Piece], links: Mapping[int, Link], by: Mapping[int, str]
) -> Said:
    piece = pieces[entry.fullest]
    remarks = notes.remarks.get(entry.fullest, [])
    link = links.get(entry.fullest)
    reports = [pieces[statement] for statement in entry.reports if statement in pieces]
    return Said(
        entry,
        piece,
        link,
        link.decided_by.get_username() if link and link.decided_by else by.get(entry.fullest, ""),
        "" if any(remark.kind == WORDING for remark in remarks) else whose_wording(piece),
        [(_short(report(piece, other)), links.get(other.statement)) for other in reports],
        # What it rests on is said with the origin, where that says more.
        [remark for remark in remarks if remark.kind != RESTS or not entry.reason],
        list(notes.covered.get(entry.fullest, [])),
    )


def _short(found: Report) -> Report:
    return Report(found.piece, shortened(found.cuts))


def contradictions_of(outline: Outline, pieces: Mapping[int, Piece]) -> list[Beside]:
    """The pairs that may contradict each other, both passages at hand."""
    return [
        Beside(pair, pieces[pair.earlier], pieces[pair.later])
        for pair in outline.contradictions
        if pair.earlier in pieces and pair.later in pieces
    ]
