"""Statements and claims held against each other in the background, and the doorbell for claims that wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Now

from claims import suggest
from claims.models import Claim
from claims.take_apart import store_parts
from sources import work
from sources.models import Stage
from sources.read import reader
from sources.stages import run_stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from sources.models import Article

TASK = "claims.tasks.suggest_for_claim"
WAITING = Q(matched_at=None)


def ring_for(claim: Claim) -> None:
    """Rings for a claim that waits; silent for one that does not."""
    work.ring(claim, None if claim.matched_at else TASK)


def suggest_for_article(article_id: int, *, by: str) -> bool:
    """Stage "suggest" alone. ``by`` names the attempt; True where it was done and kept."""
    return run_stage(article_id, stage=Stage.ATTRIBUTED, by=by, do=suggesting)


def suggesting(article: Article) -> Callable[[], object]:
    """An article's statements held against the claims. Returns what does so."""
    return lambda: suggest.suggest_for_article(article_id=article.pk)


def match_claim(claim_id: int, *, by: str) -> bool:
    """One attempt at taking a claim's wording apart and holding it against all past statements (see ``work.run``)."""

    def match(claim: Claim) -> Callable[[], dict[str, object]]:
        parts = reader().parts(claim.text)

        def matched() -> dict[str, object]:
            store_parts(claim=claim, parts=parts)
            suggest.suggest_for_claim(claim_id=claim.pk)
            return {"matched_at": Now()}

        return matched

    return work.run(Claim, claim_id, where=WAITING, by=by, work=match, ring=ring_for)


def sweep() -> int:
    """Rings for every claim that waits for too long. Returns how many."""
    return work.ring_for_waiting(Claim.objects.filter(WAITING), ring=ring_for)
