"""What speaks against a text as a new claim: it is no sentence, or the desk has one like it. People may insist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.alike import alike
from claims.propose import FEWEST_WORDS, MAX_CHARACTERS
from matching.sentence import count_words, doubts

if TYPE_CHECKING:
    from claims.alike import Alike
    from matching.sentence import Doubt


@dataclass(frozen=True)
class Check:
    """What was found on a text, itself kept as one line: who insists names it."""

    text: str
    doubts: list[Doubt]
    alike: list[Alike]

    @property
    def is_clear(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.doubts and not self.alike

    @staticmethod
    def line(text: str) -> str:
        """A text as it is compared: one line."""
        return " ".join(text.split())


def check(text: str, *, besides: int | None = None) -> Check:
    """Looks at a text; ``besides`` is the claim that is being put in these words. Fewer words than a sentence has, and
    more than a claim may have, are not looked at: the use case says so.
    """
    text = Check.line(text)
    if count_words(text) < FEWEST_WORDS or len(text) > MAX_CHARACTERS:
        return Check(text, [], [])
    return Check(text, doubts(text), alike(text.rstrip("."), besides=besides))
