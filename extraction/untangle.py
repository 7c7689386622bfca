"""Contents that ran into the next statement of their sentence: "..., adding that B" is no part of A."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from extraction.article import Article
    from extraction.draft import Draft


def untangle(article: Article, drafts: Sequence[Draft]) -> None:
    """Takes a participle that opens a statement of its own, and all after it, off the contents it ended up in."""
    words = article.words
    opening: dict[int, Draft] = {}
    for draft in drafts:
        word = words[draft.cue.i]
        if (
            draft.cue.kind == "verb"
            and word.tag == "VBG"
            and word.quote < 0
            and _comma_before(article, word.i)
        ):
            opening[word.i] = draft
    if not opening:
        return
    for draft in drafts:
        for n, (a, b) in enumerate(draft.parts):
            at = next((i for i in opening if a <= i < b and opening[i] is not draft), None)
            if at is not None and words[at].begins == words[draft.cue.i].begins:
                draft.parts[n] = (a, at)
        kept = [(a, b) for a, b in draft.parts if any(w.wordlike for w in words[a:b])]
        draft.parts = kept or draft.parts


def _comma_before(article: Article, i: int) -> bool:
    return i > 0 and article.words[i - 1].text in (",", "”", '"')
