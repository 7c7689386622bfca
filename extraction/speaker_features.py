"""Features of a speaker candidate: which of the phrases around a cue is speaking?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.features import Features, bucket, on, shown
from extraction.phrases import marked_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from extraction.article import Article
    from extraction.candidates import Choice


def speaker_features(
    article: Article, choice: Choice, number: int, content: AbstractSet[int] | None
) -> Features:
    """The features of the choice's speaker of that number; `content` are the words of the likeliest content."""
    return on(_names(article, choice, number, content))


def _names(article: Article, choice: Choice, number: int, content: AbstractSet[int] | None) -> Iterator[str]:
    cue, speaker = choice.cue, choice.speakers[number]
    word, head, how = article.words[cue.i], article.words[speaker.head], speaker.how
    yield from ("bias", f"how={how}", f"{how}|{cue.family}", f"{how}|{word.dep}", f"{how}|{word.tag}")
    yield from (f"{how}|rank={min(number, 4)}", f"{how}|steps={speaker.steps}", f"{how}|pos={head.pos}")
    yield from (f"pos={head.pos}", f"rank={min(number, 6)}", f"{how}|{cue.kind}", f"hdep={head.dep}")
    yield f"{how}|hdep={head.dep}"
    if head.pos == "PRON":
        yield from (f"pron={head.lower}", f"{how}|pron={head.lower}")
    yield from _distance(choice, number)
    across = head.quote >= 0 and word.quote != head.quote
    yield "side=" + ("in-quote" if across else "same")
    if content is not None:
        inside = speaker.head in content
        yield "in-content" if inside else "out-content"
        yield how + ("|in-content" if inside else "|out")
    case = marked_with(head)
    yield from (f"case={case}", f"{how}|case={case}")
    if any(c.dep == "aux:pass" for c in word.children):
        yield from ("aux:pass", f"{how}|aux:pass")
    a, b = speaker.span
    if a > 0:
        yield f"wb={shown(article.words[a - 1])}"
    if b < len(article.words):
        yield f"wa={shown(article.words[b])}"


def _distance(choice: Choice, number: int) -> Iterator[str]:
    cue, speaker = choice.cue, choice.speakers[number]
    a, b = speaker.span
    gap = a - cue.last if a > cue.i else cue.i - b
    place = ("R" if speaker.head > cue.i else "L") + str(bucket(max(gap, 0)))
    yield from (place, speaker.how + place)
