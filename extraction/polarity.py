"""Whether the speaker stands by the content or denies it: "denied the claims" is stored as a denial of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.wordlists import word_set

if TYPE_CHECKING:
    from extraction.cues import Cue
    from extraction.reading import Polarity

DENYING_NOUNS = frozenset({"denial", "rejection"})


def polarity(cue: Cue) -> Polarity:
    """Denied when the cue is a verb or a noun of denying."""
    denies = cue.lemma in word_set("denying_verbs") or cue.lemma in DENYING_NOUNS
    return "denied" if denies else "asserted"
