"""What puts something forward as a fact, and what does not."""

NOT_A_FACT = {
    "conditional": "speaks of a condition",
    "expects": "expects it, and does not say that it is so",
    "asks": "asks",
    "declines": "declines to say",
}
"""Modalities in which a claim of fact is neither supported nor denied, and why in words."""
