"""Everything the models choose from, for one article: cues, each with its contents and its speakers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extraction.contents import content_candidates
from extraction.cues import Cue, find_cues
from extraction.firstguess import first_guess
from extraction.speakers import Speaker, own_subject, speaker_candidates
from extraction.whole import whole_quotes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from extraction.article import Article
    from extraction.content import Content
    from extraction.word import Word

MOST_CUES = 15
"""Cues looked at in one sentence; more is not prose, and every one of them costs time."""
SCARE_QUOTE = 6
"""Words, marks included, of a quotation too short to hold an attribution of its own."""


@dataclass(slots=True)
class Choice:
    """A cue and what may go with it; `guess` is the number of the content that grammar alone would take, or -1."""

    cue: Cue
    own: Speaker | None
    contents: list[Content]
    speakers: list[Speaker]
    guess: int


def find_choices(article: Article, words: Iterable[Word]) -> list[Choice]:
    """The cues among these words of the article that have at least one content, in text order.

    A cue within a longer quotation is left out: what it reports is somebody's report of a report.
    """
    found: Counter[int] = Counter()
    out = []
    for cue in find_cues(article, words):
        sentence = article.words[cue.i].begins
        found[sentence] += 1
        if found[sentence] <= MOST_CUES and not _in_long_quote(article, cue):
            choice = _choice(article, cue)
            if choice:
                out.append(choice)
    return out


def _in_long_quote(article: Article, cue: Cue) -> bool:
    word = article.words[cue.i]
    if word.quote < 0 or word.mark:
        return False
    a, b = article.quoted[word.quote]
    return b - a > SCARE_QUOTE


def _choice(article: Article, cue: Cue) -> Choice | None:
    own = own_subject(article, cue)
    raw = content_candidates(article, cue, own.span if own else None)
    guessed = first_guess(article, cue, raw)
    wanted = whole_quotes(article, guessed.parts, cue.i) if guessed else None
    contents: list[Content] = []
    seen = set()
    for content in raw:
        content.parts = whole_quotes(article, content.parts, cue.i)
        if content.parts not in seen and any(a < b for a, b in content.parts):
            seen.add(content.parts)
            contents.append(content)
    if not contents:
        return None
    guess = next((i for i, c in enumerate(contents) if c.parts == wanted), -1)
    return Choice(cue, own, contents, speaker_candidates(article, cue), guess)
