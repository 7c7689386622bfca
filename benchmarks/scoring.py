"""Scores statements read from articles against annotated ones; the rule is told in docs/benchmarks.md.

A content counts as its set of words: marks, punctuation and a leading "that" do not matter. Annotated and predicted
statements of an article are paired one to one, the largest overlap first, under rules of differing strictness; a
statement is right end to end when it is paired and its speaker overlaps an annotated one. Annotations of belief or wish
("speech": false) do not count, and a prediction that matches one best is neither right nor wrong.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

WORD = re.compile(r"\w+")
KINDS = ("direct", "mixed", "indirect")

Words = frozenset[int]
Rule = Callable[[Words, Words], bool]
Record = Mapping[str, Any]

RULES: dict[str, Rule] = {
    "exact": lambda gold, said: gold == said,
    "iou50": lambda gold, said: 2 * len(gold & said) >= len(gold | said),
    "ggt30": lambda gold, said: len(gold & said) >= 0.3 * len(gold),
    "ggt80": lambda gold, said: len(gold & said) >= 0.8 * len(gold),
}


def content_words(text: str, spans: Iterable[Sequence[int]]) -> Words:
    """The offsets at which the words of the content begin."""
    found = [m for a, b in sorted(map(tuple, spans)) for m in WORD.finditer(text, a, b)]
    if found and found[0].group().lower() == "that":
        del found[0]
    return frozenset(m.start() for m in found)


def same_speaker(gold: Record, said: Record) -> bool:
    """Do the speakers' spans overlap?"""
    return any(a < d and c < b for a, b in speaker_spans(gold) for c, d in speaker_spans(said))


def speaker_spans(statement: Record) -> Sequence[Sequence[int]]:
    """Where the speaker stands; an annotation may give several places."""
    spans: Sequence[Sequence[int]] = statement.get("speaker_spans") or ()
    return spans or ([statement["speaker_span"]] if statement.get("speaker_span") else [])


def pairs(gold: Sequence[Words], said: Sequence[Words], rule: Rule) -> list[tuple[int, int]]:
    """Numbers of the annotated and predicted contents that go together, each used once."""
    options = [
        (len(g & s), i, j) for i, g in enumerate(gold) for j, s in enumerate(said) if g & s and rule(g, s)
    ]
    used_gold: set[int] = set()
    used_said: set[int] = set()
    out = []
    for _, i, j in sorted(options, key=lambda option: -option[0]):
        if i not in used_gold and j not in used_said:
            used_gold.add(i)
            used_said.add(j)
            out.append((i, j))
    return out


def likeness(words: Words, others: Iterable[Words]) -> float:
    """The best share of common words with any of the others."""
    return max((len(words & x) / len(words | x) for x in others if words | x), default=0.0)


def f1(precision: float, recall: float) -> float:
    """The harmonic mean of two shares."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass
class Tally:
    """What was counted under one rule."""

    paired: int = 0
    named: int = 0
    """Paired statements whose annotation names a speaker."""
    speaker_right: int = 0
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass
class Score:
    """All that was counted over articles; `add` takes one article at a time."""

    everything: bool = False
    """Count annotations of belief and wish too."""
    gold: int = 0
    said: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    rules: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in RULES})
    words: Counter[str] = field(default_factory=Counter)

    def counts(self, statement: Record) -> bool:
        """Does this annotation count?"""
        return self.everything or (statement.get("speech", True) and statement.get("tier", "core") == "core")

    def add(self, article: Record, predicted: Sequence[Record]) -> None:
        """Counts the predicted statements of an annotated article."""
        text = article["text"]
        kept = [s for s in article["statements"] if self.counts(s)]
        kept_words = [content_words(text, s["content_spans"]) for s in kept]
        loose = [content_words(text, s["content_spans"]) for s in article["statements"] if not self.counts(s)]
        shown = [(s, content_words(text, s["content_spans"])) for s in predicted]
        shown = [(s, w) for s, w in shown if not _is_of(w, loose, kept_words)]
        said, said_words = [s for s, _ in shown], [w for _, w in shown]
        self.gold += len(kept)
        self.said += len(said)
        self.kinds.update(s.get("kind") for s in kept)
        for name, rule in RULES.items():
            tally = self.rules[name]
            for i, j in pairs(kept_words, said_words, rule):
                tally.paired += 1
                tally.kinds[kept[i].get("kind")] += 1
                if speaker_spans(kept[i]):
                    tally.named += 1
                    tally.speaker_right += same_speaker(kept[i], said[j])
        every_gold, every_said = frozenset[int]().union(*kept_words), frozenset[int]().union(*said_words)
        self.words.update(gold=len(every_gold), said=len(every_said), both=len(every_gold & every_said))

    def figures(self, name: str) -> dict[str, float]:
        """P, R, F of contents, speaker right given a pair, F end to end, recall by kind; all in percent."""
        tally = self.rules[name]
        precision, recall = tally.paired / max(1, self.said), tally.paired / max(1, self.gold)
        right = tally.speaker_right + tally.paired - tally.named
        out = {
            "P": precision,
            "R": recall,
            "F": f1(precision, recall),
            "speaker": tally.speaker_right / max(1, tally.named),
            "e2e": f1(right / max(1, self.said), right / max(1, self.gold)),
        }
        out |= {kind: tally.kinds[kind] / max(1, self.kinds[kind]) for kind in KINDS}
        return {key: round(100 * value, 1) for key, value in out.items()}

    def table(self) -> str:
        """The figures of every rule as lines of text."""
        lines = [f"{self.gold} statements, {self.said} predicted"]
        lines.append(f"{'':6}" + "".join(f"{head:>9}" for head in ("P", "R", "F", "speaker", "e2e", *KINDS)))
        rows = {name: self.figures(name).values() for name in RULES}
        lines += [name.ljust(6) + "".join(f"{value:9.1f}" for value in row) for name, row in rows.items()]
        both, said, gold = self.words["both"], self.words["said"], self.words["gold"]
        p, r = both / max(1, said), both / max(1, gold)
        lines.append(f"{'word':6}" + "".join(f"{100 * value:9.1f}" for value in (p, r, f1(p, r))))
        return "\n".join(lines)


def _is_of(words: Words, loose: Sequence[Words], kept: Sequence[Words]) -> bool:
    """Does it match a belief or wish, and better than any annotation that counts?"""
    like = likeness(words, loose)
    return like >= 0.5 and like > likeness(words, kept)
