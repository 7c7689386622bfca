"""The statements of a script: one a turn, by whoever its label names, in the article's words."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from extraction.cues import Cue
from extraction.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.article import Article, Range
    from extraction.reading import Span
    from extraction.script import Turn

SURE = 0.9
"""Not in the annotated articles: set by hand."""
FEWEST = 3
"""Words of a turn that says something; "Good morning" does not."""


def with_turns(article: Article, drafts: list[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """The drafts, those within a turn now inside its statement, and one for each turn that says something."""
    if not turns:
        return drafts
    out: list[Draft] = []
    starts = [turn.label[0] for turn in turns]
    own = [_of_turn(article, turn) for turn in turns]
    for draft in drafts:
        at = article.words[draft.cue.i].start
        k = bisect_left(starts, at + 1) - 1
        if k < 0 or at >= turns[k].spans[-1][1]:
            out.append(draft)
        elif _reports(article, draft, turns[k]) and own[k] is not None:
            draft.parent = own[k]
            out.append(draft)
    return out + [draft for draft in own if draft is not None]


def _reports(article: Article, draft: Draft, turn: Turn) -> bool:
    """Does a draft within the turn tell of somebody else's words? Whom "she" means there, the text does not say."""
    if draft.phrase is None or draft.cue.kind == "colon" or turn.asks:
        return False
    first = min(draft.phrase[0], draft.start)
    return article.words[first].start >= turn.spans[0][0] and article.words[draft.head].pos != "PRON"


def _of_turn(article: Article, turn: Turn) -> Draft | None:
    parts = [part for span in turn.spans if (part := _numbers(article, span))]
    label = _numbers(article, turn.label)
    mark = _numbers(article, turn.mark) or label  # the dot of "Q." is no word of its own
    if turn.asks or label is None or mark is None or not parts:
        return None
    if sum(article.words[i].wordlike for a, b in parts for i in range(a, b)) < FEWEST:
        return None
    cue = Cue(mark[0], "colon", ":", frozenset({"colon"}), (mark[0],))
    return Draft(parts, cue, label, label[1] - 1, "answer" if turn.answers else "label", SURE, "turn")


def _numbers(article: Article, span: Span) -> Range | None:
    """The words that begin within the span."""
    a = bisect_left(article.words, span[0], key=lambda w: w.start)
    b = bisect_left(article.words, span[1], key=lambda w: w.start)
    return (a, b) if a < b else None
