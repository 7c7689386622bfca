"""What puts something forward as a fact, and what does not."""

from matching.phrase import gettext_noop

NOT_A_FACT = {
    "conditional": gettext_noop("speaks of a condition"),
    "expects": gettext_noop("expects it, and does not say that it is so"),
    "asks": gettext_noop("asks"),
    "declines": gettext_noop("declines to say"),
}
"""Modalities in which a claim of fact is neither supported nor denied, and why in words."""
