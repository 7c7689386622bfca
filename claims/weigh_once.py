"""A claim's evidence is weighed once per change, and kept for the pages that show it."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Now

from claims.models import Link, LinkState, Weighed
from claims.queries.account import (
    Account,
    Page,
    columns_of,
    contradictions_of,
    links_of,
    page_at,
    page_of,
    statements_on,
    statements_shown,
)
from claims.queries.evidence import standing_on
from claims.queries.given import given
from claims.queries.pieces import accepted_pieces, pieces_of
from claims.queries.wires import armed, wires_shown
from claims.weigh.outline import ON_A_PAGE, STANCES, Entry, Outline, outline_of
from claims.weigh.written import read, write
from entities.models import Act
from sources.utterances import standing_decisions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from claims.models import Claim
    from claims.queries.given import Given
    from claims.weigh.outline import Pages


def account(claim: Claim, *, pages: Mapping[str, int] | None = None) -> Account:
    """The claim's evidence as it is now; ``pages`` says which page of each stance, from 1.

    What was weighed before is read again where its mark is that of the evidence now, and weighed where it is not: so it is
    never another answer than weighing gives, only a faster one. A constant number of queries either way.
    """
    now = given(claim)
    found = _kept(claim, now, pages or {}) or _weighed(claim, now, pages or {})
    outline, shown = found
    links = standing_on(claim.pk)
    wanted = statements_on(outline, shown.values(), now.judged)
    pieces = {piece.statement: piece for piece in pieces_of(links.filter(statement__in=wanted))}
    rows = links_of(pieces, statements_shown(shown.values()))
    struck = Link.objects.filter(claim=claim, state=LinkState.ACCEPTED).exclude(statement__struck_at=None)
    return Account(
        outline,
        columns_of(outline, shown, parts=now.parts, pieces=pieces, links=rows, by={}),
        now.parts,
        pieces,
        now.judged,
        standing_decisions(rows),
        contradictions_of(outline, pieces),
        wires_shown(now.wires, outline.wires, pieces),
        struck.count(),
    )


def _kept(claim: Claim, now: Given, pages: Mapping[str, int]) -> tuple[Outline, dict[str, Page]] | None:
    """What was weighed of evidence with this very mark: one query, or two where a page beyond the last is asked for."""
    row = _row(claim, now, {stance: pages.get(stance, 1) for stance in STANCES})
    if row is None:
        return None
    found = read(Outline, row[0])
    last = {heap.stance: -(-heap.utterances // ON_A_PAGE) for heap in found.heaps}
    at = {stance: page_at(pages.get(stance, 1), count) for stance, count in last.items()}
    if any(pages.get(stance, 1) != number for stance, number in at.items()):
        row = _row(claim, now, at)
        if row is None:  # it was weighed anew in between
            return None
    return found, {
        stance: Page(number, max(1, last[stance]), read(list[Entry], entries or []))
        for (stance, number), entries in zip(at.items(), row[1:], strict=True)
    }


def _row(claim: Claim, now: Given, at: Mapping[str, int]) -> tuple[Any, ...] | None:
    """The outline, and the page of each stance that is asked for."""
    places = [F(f"pages__{stance}__{number - 1}") for stance, number in at.items()]
    return (
        Weighed.objects.filter(claim=claim, mark=now.mark).order_by().values_list("outline", *places).first()
    )


def _weighed(claim: Claim, now: Given, pages: Mapping[str, int]) -> tuple[Outline, dict[str, Page]]:
    """Weighs all of the evidence, and keeps the outline where nothing changed meanwhile."""
    before = _last_act()
    pieces, wires = accepted_pieces(claim.pk), armed(claim, now.wires)
    outline, entries = outline_of(claim.text, parts=now.parts, pieces=pieces, judged=now.judged, wires=wires)
    if given(claim).mark == now.mark and _last_act() == before:
        _keep(claim, now.mark, outline, entries)
    return outline, {stance: page_of(each, pages.get(stance, 1)) for stance, each in entries.items()}


def _keep(claim: Claim, mark: str, outline: Outline, entries: Pages) -> None:
    row = Weighed(claim=claim, mark=mark, outline=write(outline), pages=write(entries), at=Now())
    with suppress(IntegrityError), transaction.atomic():  # the claim may have gone in between
        Weighed.objects.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["claim"],
            update_fields=["mark", "outline", "pages", "at"],
        )


def _last_act() -> int:
    """The last line of the ledger: whoever changes something and takes it back at once leaves two."""
    return Act.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
