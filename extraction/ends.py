"""Contents that stop in the middle of a phrase: "a casualty" of "a casualty of the war" is nobody's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extraction.article import Article
    from extraction.draft import Draft

LONGEST = 15
"""Words of an "of ..." that still belongs to what stands before it."""


def to_its_end(article: Article, draft: Draft) -> None:
    """Widens the last part of the draft by the "of ..." that follows it, as far as the next mark or comma."""
    words, (a, b) = article.words, draft.parts[-1]
    if b >= len(words) or words[b].lower != "of" or words[b].begins != words[b - 1].begins:
        return
    if words[b].quote != words[b - 1].quote or words[b].is_root or words[b].head.i < b:
        return
    stop = min(words[b].head.right, words[b].ends)
    end = next((i for i in range(b, stop) if words[i].mark or words[i].text in (",", ";", "—", "–")), stop)
    if end - b <= LONGEST and not b <= draft.cue.i < end:
        draft.parts[-1] = (a, end)
