"""Quality and speed of reading: who said what, scored against annotated articles, stage by stage on one core."""

from __future__ import annotations

import json
import resource
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, TypeVar

from benchmarks.causes import causes
from benchmarks.quotation_peer import quotations
from benchmarks.scoring import Score, content_words, likeness, same_speaker, speaker_spans
from extraction.candidates import find_choices
from extraction.floating import add_floating
from extraction.join import select
from extraction.judge import cue_chances, judge
from extraction.reader import Reader
from extraction.residue import stretches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from extraction.article import Article

T = TypeVar("T")
Record = dict[str, Any]
BINS = 10


def measure(gold: Path, pipeline: str, *, everything: bool = False, peer: bool = True) -> Iterator[str]:
    """The tables for the annotated articles of a JSON Lines file, one at a time."""
    records = [json.loads(line) for line in gold.read_text(encoding="utf8").splitlines() if line.strip()]
    words = sum(len(r["text"].split()) for r in records)
    clock = Clock(words)
    with clock.stage("load", each=False):
        reader = Reader.on(pipeline)
        reader.read("Anna Kovac said that the harbour was closed.")
    loaded = _peak()
    with clock.stage("the whole, names included"):
        readings = [reader.read(r["text"]) for r in records]
    peak = _peak()
    predicted = [[asdict(s) for s in reading.statements] for reading in readings]
    score = _scored(records, predicted, everything=everything)
    yield f"{len(records)} articles, {words:,} words, pipeline {pipeline}\n\n{score.table()}"
    yield _confidence(records, predicted)
    stages = _Stages(reader, records, predicted)
    stages.run(clock)
    yield clock.table() + f"\nmemory: {loaded} MB once loaded, at most {peak} MB while reading"
    yield stages.table()
    if peer:
        yield from _peer(reader, records, stages.articles, everything=everything)


def _scored(records: Iterable[Record], predicted: Iterable[list[Record]], *, everything: bool) -> Score:
    score = Score(everything)
    for record, statements in zip(records, predicted, strict=True):
        score.add(record, statements)
    return score


def _peer(
    reader: Reader, records: list[Record], articles: Iterable[Article], *, everything: bool
) -> Iterator[str]:
    start = time.process_time()
    predicted = [quotations(reader.pipeline.nlp, article) for article in articles]
    took = time.process_time() - start
    score = _scored(records, predicted, everything=everything)
    yield f"textacy on the same parse ({took:.1f} s beside it)\n\n{score.table()}"


def _confidence(records: Iterable[Record], predicted: Iterable[list[Record]]) -> str:
    """How often statements of each confidence are right: content (half of the words) and speaker."""
    count, hits, total = Counter[int](), Counter[int](), Counter[int]()
    for record, statements in zip(records, predicted, strict=True):
        for said in statements:
            verdict = _right(record, said)
            if verdict is not None:
                n = min(BINS - 1, int(BINS * said["confidence"]))
                count[n] += 1
                hits[n] += verdict
                total[n] += round(1000 * said["confidence"])
    lines = ["confidence: statements, said on average, right"]
    lines += [
        f"  {n / BINS:.1f}-{(n + 1) / BINS:.1f} {count[n]:6} {total[n] / count[n] / 10:6.1f} {100 * hits[n] / count[n]:6.1f}"
        for n in sorted(count)
    ]
    return "\n".join(lines)


def _right(record: Record, said: Record) -> bool | None:
    """Content and speaker right, or not, or (a belief or wish) neither."""
    words = content_words(record["text"], said["content_spans"])
    likes = [
        (likeness(words, [content_words(record["text"], g["content_spans"])]), n)
        for n, g in enumerate(record["statements"])
    ]
    like, best = max(likes, default=(0.0, -1))
    if like < 0.5:
        return False
    gold = record["statements"][best]
    if not Score().counts(gold):
        return None
    return not speaker_spans(gold) or same_speaker(gold, said)


class _Stages:
    """The reading once more, a stage at a time over all articles."""

    def __init__(self, reader: Reader, records: list[Record], predicted: list[list[Record]]) -> None:
        self.reader, self.records, self.predicted = reader, records, predicted
        self.articles: list[Article] = []
        self.causes: Counter[str] = Counter()

    def run(self, clock: Clock) -> None:
        pipeline, model = self.reader.pipeline, self.reader.model
        texts = [r["text"] for r in self.records]
        prepared = clock.each(
            "page, words, marks, headline case", texts, lambda text: pipeline.prepare(text, stretches(text))
        )
        parsed = clock.each("spaCy", prepared, pipeline.parsed)
        self.articles = clock.each("plain words", parsed, pipeline.article)
        choices = clock.each("candidates", self.articles, lambda a: find_choices(a, a.words))
        both = list(zip(self.articles, choices, strict=True))
        chances = clock.each("is it a cue", both, lambda x: cue_chances(x[0], model, x[1]))
        three = [(*x, c) for x, c in zip(both, chances, strict=True)]
        found = clock.each("contents, speakers, confidence", three, lambda x: judge(x[0], model, x[1], x[2]))
        for record, said, (article, some, sure), tried in zip(
            self.records, self.predicted, three, found, strict=True
        ):
            self.causes += causes(record, said, article, some, sure, tried, model.threshold)
        four = list(zip(self.articles, found, strict=True))
        clock.each("join", four, lambda x: add_floating(x[0], select(x[0], x[1], model.threshold)))

    def table(self) -> str:
        return "where statements were lost or made up\n" + "\n".join(
            f"{n:6}  {cause}"
            for cause, n in sorted(self.causes.items(), key=lambda x: (x[0][0] != "r", -x[1]))
        )


class Clock:
    """Processor seconds by stage; wall time would count what else the machine does."""

    def __init__(self, words: int) -> None:
        self.words = words
        self.rows: list[tuple[str, float, bool]] = []

    @contextmanager
    def stage(self, name: str, *, each: bool = True) -> Iterator[None]:
        """Times what is done within; `each` says whether it was done for all the words."""
        start = time.process_time()
        yield
        self.rows.append((name, time.process_time() - start, each))

    def each(self, name: str, things: Iterable[Any], do: Callable[[Any], T]) -> list[T]:
        """Does it to each thing, timed as one stage."""
        with self.stage(name):
            return [do(thing) for thing in things]

    def table(self) -> str:
        lines = ["one core, processor time"]
        for name, took, each in self.rows:
            speed = f"{self.words / took:12,.0f} words/s" if each and took else ""
            lines.append(f"  {name:34}{took:8.2f} s{speed}")
        return "\n".join(lines)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
