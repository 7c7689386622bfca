"""Why a statement was missed or made up: told by the stage at which the right answer was lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from benchmarks.scoring import RULES, Score, content_words, likeness, pairs, same_speaker, speaker_spans
from extraction.judge import UNLIKELY_CUE
from extraction.residue import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.scoring import Record, Words
    from extraction.article import Article
    from extraction.candidates import Choice
    from extraction.judge import Found


def causes(
    record: Record,
    predicted: Sequence[Record],
    article: Article,
    choices: Sequence[Choice],
    chances: dict[int, float],
    found: Sequence[Found],
    threshold: float,
) -> Counter[str]:
    """How often each cause took a statement of this article; every miss and every invention has one."""
    text, counting = record["text"], Score()
    gold = [s for s in record["statements"] if counting.counts(s)]
    gold_words = [content_words(text, s["content_spans"]) for s in gold]
    loose = [content_words(text, s["content_spans"]) for s in record["statements"] if not counting.counts(s)]
    said_words = [content_words(text, s["content_spans"]) for s in predicted]
    matched = pairs(gold_words, said_words, RULES["iou50"])
    out: Counter[str] = Counter()
    for i, j in matched:
        right = not speaker_spans(gold[i]) or same_speaker(gold[i], predicted[j])
        out["right" if right else "missed: another speaker"] += 1
    passed_over = stretches(text)
    for i in set(range(len(gold))) - {i for i, _ in matched}:
        first = min(gold_words[i], default=0)
        if any(a <= first < b for a, b in passed_over):
            out["missed: in a line passed over (headline, caption, ...)"] += 1
        else:
            out["missed: " + _lost(gold[i], gold_words[i], article, choices, chances, found, threshold)] += 1
    for j in set(range(len(predicted))) - {j for _, j in matched}:
        out["invented: " + _made_up(said_words[j], gold_words, loose)] += 1
    return out


def _lost(
    gold: Record,
    words: Words,
    article: Article,
    choices: Sequence[Choice],
    chances: dict[int, float],
    found: Sequence[Found],
    threshold: float,
) -> str:
    a, b = gold.get("cue_span") or (0, 0)
    own = [c for c in choices if article.words[c.cue.i].start < b and a < article.words[c.cue.i].end]
    if not own:
        return "its cue was no candidate"
    contents = [_words(article, c.parts) for choice in own for c in choice.contents]
    if likeness(words, contents) < 0.5:
        return "its content was no candidate"
    if max(chances[c.cue.i] for c in own) < UNLIKELY_CUE:
        return "its cue seemed no cue"
    tried = [f for f in found if any(f.cue is c.cue for c in own)]
    fitting = [f for f in tried if likeness(words, [_words(article, f.parts)]) >= 0.5]
    if not fitting:
        return "another content was preferred"
    if max(f.score for f in fitting) < threshold:
        return "it seemed unlikely as a whole"
    return "a rule or a better statement took its place"


def _made_up(words: Words, gold: Sequence[Words], loose: Sequence[Words]) -> str:
    if likeness(words, loose) >= 0.5:
        return "a belief or a wish (counts as neither)"
    if likeness(words, gold) >= 0.2:
        return "the content is cut wrongly"
    if any(words & g for g in gold):
        return "touches another statement"
    return "nothing was annotated there"


def _words(article: Article, parts: Sequence[tuple[int, int]]) -> Words:
    return content_words(article.text, [article.span(a, b) for a, b in parts if a < b])
