"""The evidence of a claim: its accepted links."""

from __future__ import annotations

from claims.models import Link, LinkState

Evidence = list[dict[str, object]]


def accepted_evidence(claim_id: int) -> Evidence:
    """The accepted links of a claim as a verdict keeps them: {"link", "statement", "stance"}, in the order of ids."""
    rows = Link.objects.filter(claim_id=claim_id, state=LinkState.ACCEPTED, statement__struck_at=None)
    return [
        {"link": pk, "statement": statement, "stance": stance}
        for pk, statement, stance in rows.order_by("pk").values_list("pk", "statement_id", "stance")
    ]
