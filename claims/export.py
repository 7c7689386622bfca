"""What leaves the desk of a claim: all of its evidence as plain values, and its verdict as schema.org's ClaimReview, by
which search engines and fact-check registers read it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from claims.evidence import standing_decision
from claims.models import Verdict
from claims.weigh.plain import plain
from sources.models import Article

if TYPE_CHECKING:
    from collections.abc import Iterable

    from claims.models import Claim
    from claims.queries.as_of import PastClaim
    from claims.queries.moment import Moment
    from claims.weigh import Dossier, Piece

BEST, WORST = 5, 1
RATINGS = {Verdict.CONFIRMED: 5, Verdict.CORROBORATED: 4, Verdict.DISPUTED: 3, Verdict.REFUTED: 1}
"""On a scale of truth from WORST to BEST; what is inconclusive has no place on it, only its word."""
APPEARANCES = 50


def whole(claim: Claim | PastClaim, dossier: Dossier, as_of: Moment | None = None) -> dict[str, Any]:
    """The claim with its status and everything that weighing says of its evidence, as JSON can hold it."""
    head = {
        "claim": claim.pk,
        "text": claim.text,
        "verdict": claim.verdict,
        "work_state": claim.work_state,
        "as_of": as_of.written if as_of else None,
        "by": as_of.by if as_of else None,
    }
    return head | plain(dossier)


def claim_review(claim: Claim, pieces: Iterable[Piece], *, newsroom: str, desk: str) -> dict[str, Any] | None:
    """The review as JSON-LD (https://schema.org/ClaimReview); None where no verdict was set yet.

    ``newsroom`` is who reviewed, ``desk`` the address that the claim's own is put behind, or empty. Where the claim appears
    are the articles with an address of their own that support it.
    """
    decided = standing_decision(claim)
    if decided is None or claim.verdict == Verdict.UNVERIFIED:
        return None
    speaker = claim.speaker.shown if claim.speaker else None
    printed = Article.objects.filter(pk__in={p.article for p in pieces if p.stance == "supports"})
    appears = printed.exclude(url="").order_by("pk").values_list("url", flat=True)[:APPEARANCES]
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": Verdict(claim.verdict).label}
    if claim.verdict in RATINGS:
        rating |= {
            "ratingValue": RATINGS[Verdict(claim.verdict)],
            "bestRating": BEST,
            "worstRating": WORST,
        }
    item: dict[str, Any] = {"@type": "Claim", "datePublished": f"{claim.proposed_at:%Y-%m-%d}"}
    if speaker is not None:
        kind = "Person" if speaker.kind == "person" else "Organization"
        item["author"] = {"@type": kind, "name": speaker.name}
    if appears:
        item["appearance"] = [{"@type": "CreativeWork", "url": url} for url in appears]
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": f"{desk}{claim.get_absolute_url()}",
        "claimReviewed": claim.text,
        "datePublished": f"{decided.at:%Y-%m-%d}",
        "author": {"@type": "Organization", "name": newsroom},
        "reviewBody": decided.reason,
        "reviewRating": rating,
        "itemReviewed": item,
    }
