"""Fits the reader's networks to annotated articles and writes extraction/data/weights.json.

    python training/fit_reader.py ../shared/corpora/statements/train.jsonl [--out WEIGHTS.json]

Articles are shuffled with a fixed seed; every tenth is held out: the threshold is chosen and the confidence checked on
those. Only weights of grammatical features are written: no text of the corpus can be got back from them.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extraction.candidates import Choice, find_choices  # noqa: E402
from extraction.content_features import Scene, content_features  # noqa: E402
from extraction.cue_features import cue_features  # noqa: E402
from extraction.floating import add_floating  # noqa: E402
from extraction.join import select  # noqa: E402
from extraction.judge import Found, cue_chances, judge  # noqa: E402
from extraction.model import Model, Network  # noqa: E402
from extraction.pipeline import Pipeline  # noqa: E402
from extraction.residue import stretches  # noqa: E402
from extraction.speaker_features import speaker_features  # noqa: E402
from extraction.sums import Sums  # noqa: E402
from training.made_lessons import made_lessons  # noqa: E402
from training.network import Recipe, Table, fit_network  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from extraction.article import Article, Range

CLOSE = 0.4
"""Least overlap of a candidate content with the annotated one for the cue to teach anything about contents."""
SLACK = 0.15
"""Contents this much worse than the best one share in being right."""
TRIAL = 2
"""Networks averaged in the models of a fold, which only serve to fit the next ones."""
FOLDS = 3
"""Parts of the training articles: what one network is told by another comes from one fitted on the other parts."""

THRESHOLDS = (0.28, 0.32, 0.36, 0.4, 0.44, 0.48)
NOISE = 0.2
"""Of thresholds whose F differs by no more, the highest is chosen: fewer statements that nobody made."""
SHOWN_FROM = 0.2
"""Confidence from which statements are counted in the table of how often they are right."""

CUE = Recipe(
    hidden=12, networks=3, passes=10, rate=0.002, decay=0.2, drop_features=0.2, drop_hidden=0.3, least=30
)
CONTENT = Recipe(hidden=24, networks=3, passes=14, decay=0.4, drop_features=0.15, drop_hidden=0.25, least=50)
SPEAKER = Recipe(hidden=8, networks=3, passes=10, decay=0.3, drop_features=0.15, drop_hidden=0.25, least=30)
FINAL = Recipe(
    hidden=8, networks=3, passes=10, rate=0.002, decay=0.3, drop_features=0.15, drop_hidden=0.25, least=30
)


@dataclass
class Gold:
    """An annotated statement in words; `parts` is its content."""

    parts: list[Range]
    cue: set[int]
    speakers: list[tuple[int, int]]
    speech: bool


@dataclass
class Lesson:
    """An article with its candidates and what is right."""

    article: Article
    choices: list[Choice]
    gold: list[Gold]
    sums: Sums

    def of_cue(self, choice: Choice) -> Gold | None:
        """The annotated statement whose cue this is."""
        return next((g for g in self.gold if choice.cue.i in g.cue), None)


def touching(article: Article, span: Sequence[int]) -> Range:
    """The words that this stretch of the text touches."""
    a = bisect_right(article.words, span[0], key=lambda w: w.end)
    return a, max(a, bisect_left(article.words, span[1], key=lambda w: w.start))


def parsed(pipeline: Pipeline, record: dict[str, Any]) -> Article:
    """The article of a record, as it is parsed when it is read."""
    return pipeline.parse(record["text"], stretches(record["text"]))


def lesson(article: Article, record: dict[str, Any]) -> Lesson:
    """What an annotated record teaches about its article."""
    gold = []
    for s in record["statements"]:
        cue = set(range(*touching(article, s["cue_span"]))) if s.get("cue_span") else set()
        speakers = [(a, b) for a, b in s.get("speaker_spans") or ()]
        parts = [touching(article, span) for span in s["content_spans"]]
        gold.append(Gold(parts, cue, speakers, s.get("speech", True)))
    return Lesson(article, find_choices(article, article.words), gold, Sums.of(article))


def overlaps(lesson: Lesson, choice: Choice, gold: Gold) -> list[float]:
    """How well each content of the choice fits the annotated one."""
    return [lesson.sums.overlap(c.parts, gold.parts) for c in choice.contents]


def best_choices(lesson: Lesson) -> list[tuple[Choice, Gold | None, list[float], bool]]:
    """Each choice with its gold, its overlaps, and whether it is the best of those that share that gold."""
    rows = []
    top: dict[int, float] = {}
    for choice in lesson.choices:
        gold = lesson.of_cue(choice)
        fits = overlaps(lesson, choice, gold) if gold else []
        rows.append((choice, gold, fits))
        if gold:
            top[id(gold)] = max(top.get(id(gold), -1.0), *fits)
    out, done = [], set()
    for choice, gold, fits in rows:
        first = gold is not None and max(fits) == top[id(gold)] and id(gold) not in done
        if first:
            done.add(id(gold))
        out.append((choice, gold, fits, first))
    return out


def fit_cue(lessons: Iterable[Lesson], networks: int = 3) -> Network:
    """Is each candidate a cue of speech? The lesser of two cues of one statement teaches nothing."""
    table = Table()
    for lesson in lessons:
        for choice, gold, _, first in best_choices(lesson):
            if gold is None or not gold.speech or first:
                right = first and gold is not None and gold.speech
                table.add([cue_features(lesson.article, choice)], [float(right)])
    return fit_network(table, replace(CUE, networks=networks), softmax=False)


Chances = dict[int, float]


def fit_content(lessons: Iterable[tuple[Lesson, Chances]], networks: int = 3) -> Network:
    """Which content of a true cue? Those nearly as good as the best share in being right."""
    table = Table()
    for lesson, chances in lessons:
        scene = Scene.of(lesson.article, chances)
        for choice, gold, fits, first in best_choices(lesson):
            if gold is None or not gold.speech or not first or max(fits) < CLOSE:
                continue
            shares = [max(0.0, f - (max(fits) - SLACK)) ** 2 for f in fits]
            rows = [content_features(scene, choice, n) for n in range(len(fits))]
            table.add(rows, [s / sum(shares) for s in shares])
    return fit_network(table, replace(CONTENT, networks=networks), softmax=True)


def fit_speaker(lessons: Iterable[Lesson], networks: int = 3) -> Network:
    """Which speaker of a true cue?"""
    table = Table()
    for lesson in lessons:
        for choice, gold, fits, first in best_choices(lesson):
            if gold is None or not gold.speech or not first:
                continue
            right = [_speaks(lesson.article, s.span, gold) for s in choice.speakers]
            if any(right):
                best = choice.contents[fits.index(max(fits))].parts if max(fits) >= CLOSE else ()
                rows = [speaker_features(lesson.article, choice, n, best) for n in range(len(right))]
                table.add(rows, [r / sum(right) for r in right])
    return fit_network(table, replace(SPEAKER, networks=networks), softmax=True)


def fit_final(lessons: Iterable[tuple[Lesson, Chances, Model]]) -> Network:
    """Is each statement that the other networks would make right, content and speaker?"""
    table = Table()
    for lesson, chances, model in lessons:
        for found in judge(lesson.article, model, lesson.choices, chances):
            verdict = None if found.rank else right(lesson, found)
            if verdict is not None:
                table.add([found.features], [float(verdict)])
    return fit_network(table, FINAL, softmax=False)


def _speaks(article: Article, span: Range, gold: Gold) -> bool:
    a, b = article.span(*span)
    return any(a < y and x < b for x, y in gold.speakers)


def right(lesson: Lesson, found: Found) -> bool | None:
    """Right, wrong, or (a belief that was not speech) neither."""
    fits = ((lesson.sums.overlap(found.parts, g.parts), g) for g in lesson.gold)
    fit, gold = max(fits, key=lambda x: x[0], default=(0.0, None))
    if gold is None or fit < 0.5:
        return False
    if not gold.speech:
        return None
    return not gold.speakers or (
        found.speaker is not None and _speaks(lesson.article, found.speaker.span, gold)
    )


def fit(lessons: list[Lesson]) -> Model:
    """All four networks."""
    folds = [lessons[k::FOLDS] for k in range(FOLDS)]
    others = [[x for j, fold in enumerate(folds) if j != k for x in fold] for k in range(FOLDS)]
    none = Network.empty()
    cues = [fit_cue(rest, TRIAL) for rest in others]
    say("cues of the folds")
    known = [
        [(x, cue_chances(x.article, Model(cue, none, none, none), x.choices)) for x in fold]
        for fold, cue in zip(folds, cues, strict=True)
    ]
    parts = []
    for k, rest in enumerate(others):
        told = [pair for j, pairs in enumerate(known) if j != k for pair in pairs]
        parts.append(Model(cues[k], fit_content(told, TRIAL), fit_speaker(rest, TRIAL), none))
        say(f"contents and speakers of fold {k + 1}")
    final = fit_final((x, c, model) for pairs, model in zip(known, parts, strict=True) for x, c in pairs)
    say("final score")
    everything = [pair for pairs in known for pair in pairs]
    return Model(fit_cue(lessons), fit_content(everything), fit_speaker(lessons), final)


Verdict = tuple[float, bool]
"""The confidence of a statement that was read, and whether it was right."""


def read(lessons: Iterable[Lesson], model: Model, threshold: float) -> tuple[list[Verdict], int]:
    """What the models make of the articles, and how many statements there were to find."""
    verdicts, gold = [], 0
    for lesson in lessons:
        chances = cue_chances(lesson.article, model, lesson.choices)
        found = select(lesson.article, judge(lesson.article, model, lesson.choices, chances), threshold)
        for statement in add_floating(lesson.article, found):
            verdict = right(lesson, statement)
            if verdict is not None:
                verdicts.append((statement.score, verdict))
        gold += sum(g.speech for g in lesson.gold)
    return verdicts, gold


def measured(verdicts: Sequence[Verdict], gold: int) -> dict[str, float]:
    """Precision, recall and F of contents (half of the words shared) with the speaker right, in percent."""
    hits = sum(verdict for _, verdict in verdicts)
    p, r = hits / max(1, len(verdicts)), hits / max(1, gold)
    figures = {"P": p, "R": r, "F": 2 * p * r / max(1e-9, p + r)}
    return {name: round(100 * value, 1) for name, value in figures.items()}


def reliability(verdicts: Sequence[Verdict]) -> list[dict[str, float]]:
    """For each tenth of confidence: how many statements, what they claimed on average, how many were right."""
    out = []
    for low in range(10):
        some = [(p, verdict) for p, verdict in verdicts if low <= 10 * p < low + 1 or (low == 9 and p >= 1)]
        if some:
            said, hits = sum(p for p, _ in some) / len(some), sum(v for _, v in some) / len(some)
            out.append({"from": low / 10, "n": len(some), "said": round(said, 3), "right": round(hits, 3)})
    return out


START = time.monotonic()


def say(what: str) -> None:
    """Tells what was done and when."""
    print(f"{time.monotonic() - START:7.0f} s  {what}", flush=True)


def main() -> None:
    """Reads the corpus, fits, chooses the threshold on what was held out, writes."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("corpus", type=Path)
    ap.add_argument("--name", default="PolNeAR, train", help="the corpus by its name, for the record")
    ap.add_argument("--pipeline", default="en_news_ud_xs")
    ap.add_argument("--out", type=Path, default=ROOT / "extraction" / "data" / "weights.json")
    ap.add_argument("--articles", type=int, default=10_000, help="use at most so many of them")
    args = ap.parse_args()
    with args.corpus.open(encoding="utf8") as lines:
        records = [json.loads(line) for line in lines if line.strip()][: args.articles]
    pipeline = Pipeline.load(args.pipeline)
    held = [lesson(parsed(pipeline, r), r) for r in records[::10]]
    records = [r for n, r in enumerate(records) if n % 10] + list(made_lessons())
    random.Random(3).shuffle(records)
    lessons = [lesson(parsed(pipeline, r), r) for r in records]
    say(f"{len(lessons)} texts parsed, {len(held)} held out")
    model = fit(lessons)
    tries = {threshold: measured(*read(held, model, threshold)) for threshold in THRESHOLDS}
    for threshold, figures in tries.items():
        say(f"held out, threshold {threshold}: {figures}")
    best = max(figures["F"] for figures in tries.values())
    threshold = max(t for t, figures in tries.items() if figures["F"] >= best - NOISE)
    version = pipeline.nlp.meta.get("version", "")
    about = {
        "corpus": args.name,
        "articles": {"fitted": len(records) - len(list(made_lessons())), "held_out": len(held)},
        "made_lessons": len(list(made_lessons())),
        "date": datetime.now(UTC).date().isoformat(),
        "pipeline": f"{args.pipeline} {version}",
        "threshold": threshold,
        "held_out": tries[threshold],
        "confidence": reliability(read(held, model, SHOWN_FROM)[0]),
    }
    replace(model, about=about).save(args.out)
    for row in about["confidence"]:
        say(f"confidence: {row}")


if __name__ == "__main__":
    main()
