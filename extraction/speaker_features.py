"""Features of a speaker candidate: which of the phrases around a cue is speaking?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from extraction.features import Features, bucket, meaning, senses, shown, verb_class
from extraction.phrases import marked_with

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from extraction.article import Article, Range
    from extraction.candidates import Choice
    from extraction.speakers import Speaker


def speaker_features(article: Article, choice: Choice, number: int, content: Sequence[Range]) -> Features:
    """The features of the choice's speaker of that number; `content` are the parts of the likeliest content."""
    cue, speaker, words = choice.cue, choice.speakers[number], article.words
    word, head, how = words[cue.i], words[speaker.head], speaker.how
    what = meaning(head)
    out = [
        "bias", f"how={how}", f"{how}|{cue.family}", f"{how}|{word.dep}", f"{how}|{word.tag}", f"pos={head.pos}",
        f"{how}|rank={min(number, 4)}", f"rank={min(number, 6)}", f"{how}|steps={speaker.steps}", f"tag={head.tag}",
        f"{how}|pos={head.pos}", f"{how}|{cue.kind}", f"hdep={head.dep}", f"{how}|hdep={head.dep}", f"mean={what}",
        f"{how}|mean={what}", f"up={verb_class(head.head)}", f"n={min(len(choice.speakers), 6)}",
        f"cuedep={word.dep}", f"cuetag={word.tag}", f"cls={cue.family}",
    ]  # fmt: skip
    out += [f"{sense}|{how}" for sense in senses(cue.lemma)]
    out += _place(choice, speaker)
    out += _content(article, choice, speaker, content)
    out += _company(article, choice, speaker)
    case = marked_with(head)
    out += (f"case={case}", f"{how}|case={case}")
    if any(c.dep == "aux:pass" for c in word.children):
        out += ("aux:pass", f"{how}|aux:pass")
    a, b = speaker.span
    out.append(f"wb={shown(words[a - 1])}" if a else "wb=START")
    if b < len(words):
        out.append(f"wa={shown(words[b])}")
    return out


def _place(choice: Choice, speaker: Speaker) -> Iterator[str]:
    cue = choice.cue
    a, b = speaker.span
    gap = a - cue.last if a > cue.i else cue.i - b
    place = ("R" if speaker.head > cue.i else "L") + str(bucket(max(gap, 0)))
    yield from (place, speaker.how + place, f"size={bucket(b - a)}")


def _content(article: Article, choice: Choice, speaker: Speaker, content: Sequence[Range]) -> Iterator[str]:
    """Where the phrase stands to the quotation marks and to what was said."""
    word, head = article.words[choice.cue.i], article.words[speaker.head]
    yield "side=" + ("in-quote" if head.quote >= 0 and word.quote != head.quote else "same")
    if content:
        inside = "in-content" if any(a <= speaker.head < b for a, b in content) else "out-content"
        first = "before" if speaker.head < content[0][0] else "after"
        yield from (inside, f"{speaker.how}|{inside}", f"{inside}|{first}", f"{speaker.how}|{first}")


def _company(article: Article, choice: Choice, speaker: Speaker) -> Iterator[str]:
    """What else the phrase holds, and whether the verb agrees with it."""
    a, b = speaker.span
    inner = article.words[a:b]
    yield "name" if any(w.entity for w in inner) else "no-name"
    if any(w.entity in ("PERSON", "PER") for w in inner):
        yield "person"
    if any(w.entity for w in article.words[speaker.head : speaker.head + 1]):
        yield "named-head"
    tag, head = article.words[choice.cue.i].tag, article.words[speaker.head]
    if tag in ("VBZ", "VBP"):
        plural = head.tag in ("NNS", "NNPS") or any(c.dep == "conj" for c in head.children)
        yield f"agrees={tag}|{'pl' if plural else 'sg'}"
    subject = any(o.how in ("own", "inverted") for o in choice.speakers)
    yield f"{speaker.how}|{'with' if subject else 'without'}-own"
