"""Where sentences may begin, settled before the parser runs: lines end sentences, marks go with their own sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

END = frozenset({".", "!", "?", "…", "...", "....", "?!", "!!", "!?"})
SOFT = END | {":", ";"}
DASH = frozenset({"—", "–", "--", "-", "―"})
NEVER_FIRST = DASH | {",", ";", ")", "."}
LONGEST = 200
"""Words in a sentence before one is cut by force: no sentence of an article is longer, and the parser must end."""


def sentence_starts(
    words: Sequence[str],
    starts: Sequence[int],
    breaks: AbstractSet[int],
    opens: AbstractSet[int],
    closes: AbstractSet[int],
) -> list[bool | int | None]:
    """For each word: True begins a sentence, False does not, None leaves it to the parser.

    `starts` are the words' offsets, `breaks` the words that begin a line, `opens` and `closes` the offsets of
    opening and closing marks.
    """
    out: list[bool | int | None] = []
    length = 0
    for i in range(len(words)):
        choice = True if i == 0 or i in breaks else _begins(i, words, starts, opens, closes)
        length = 0 if choice else length + 1
        if length >= LONGEST:
            choice, length = True, 0
        out.append(choice)
    return out


def _begins(
    i: int, words: Sequence[str], starts: Sequence[int], opens: AbstractSet[int], closes: AbstractSet[int]
) -> bool | None:
    if starts[i] in closes or starts[i - 1] in opens:
        return False
    j, steps = i - 1, 0
    while j > 0 and steps < 8 and (starts[j] in closes or words[j] in (")", "]")):
        j, steps = j - 1, steps + 1
    before, word = words[j], words[i]
    ended = before in END or (
        before.endswith((".", "!", "?")) and before.lower() not in word_set("abbreviations")
    )
    if not ended and before not in SOFT:
        return False
    if word[:1].islower() or word in NEVER_FIRST:
        return False
    return True if before in END and starts[i] in opens else None
