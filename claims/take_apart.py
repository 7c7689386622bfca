"""A claim's wording taken apart into who, what happened, what, how many, to whom and when: rows that pages can read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claims.models import ClaimPart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claims.models import Claim
    from extraction.parts import Part


def store_parts(*, claim: Claim, parts: Sequence[Part]) -> None:
    """Keeps the parts of a claim's text, beside those of wordings it had before, which looking back needs. The caller's
    transaction keeps all of it or nothing.
    """
    end = len(claim.text)
    ClaimPart.objects.filter(claim=claim, of_text=claim.text).delete()
    ClaimPart.objects.bulk_create(
        ClaimPart(
            claim=claim,
            number=number,
            of_text=claim.text,
            kind=part.kind,
            start=part.span[0],
            end=min(part.span[1], end),
            words=[{"text": w.text, "head": w.head, "drop": w.drop} for w in part.words],
            drop=part.drop,
        )
        for number, part in enumerate(parts)
        if part.span[0] < end
    )
