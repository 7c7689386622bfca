"""Fits the reader's linear models to annotated articles and writes extraction/data/weights.json.

    python training/fit_reader.py ../shared/corpora/statements/train.jsonl [--dev DEV.jsonl] [--out WEIGHTS.json]

Articles are shuffled with a fixed seed; every tenth is held out and scored at the end. Only weights of grammatical
features are written: no text of the corpus can be got back from them. Takes some ten minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from extraction.article import Article, word_numbers  # noqa: E402
from extraction.candidates import Choice, find_choices  # noqa: E402
from extraction.content_features import content_features  # noqa: E402
from extraction.cue_features import cue_features  # noqa: E402
from extraction.features import Features  # noqa: E402
from extraction.floating import add_floating  # noqa: E402
from extraction.join import select  # noqa: E402
from extraction.judge import Found, cue_chances, judge  # noqa: E402
from extraction.model import Model, Weights  # noqa: E402
from extraction.pipeline import Pipeline  # noqa: E402
from extraction.residue import stretches  # noqa: E402
from extraction.speaker_features import speaker_features  # noqa: E402
from training.logistic import fit_logistic, fit_softmax  # noqa: E402 - the path is set above

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

CLOSE = 0.4
"""Least overlap of a candidate content with the annotated one for the cue to teach anything about contents."""
SLACK = 0.15
"""Contents this much worse than the best one share in being right."""
FINAL_SHARE = 0.7
"""Share of the articles whose models judge the rest, for fitting the final score on unseen articles."""


@dataclass
class Gold:
    """An annotated statement in words."""

    numbers: set[int]
    cue: set[int]
    speakers: list[tuple[int, int]]
    speech: bool


@dataclass
class Lesson:
    """An article with its candidates and what is right."""

    article: Article
    choices: list[Choice]
    gold: list[Gold]

    def of_cue(self, choice: Choice) -> Gold | None:
        """The annotated statement whose cue this is."""
        return next((g for g in self.gold if choice.cue.i in g.cue), None)


def touching(article: Article, spans: Iterable[Sequence[int]]) -> set[int]:
    """The words that these stretches of the text touch."""
    return {w.i for a, b in spans for w in article.words if w.start < b and w.end > a}


def lesson(pipeline: Pipeline, record: dict[str, Any]) -> Lesson:
    """An annotated record parsed, with its candidates."""
    article = pipeline.parse(record["text"], stretches(record["text"]))
    gold = []
    for s in record["statements"]:
        numbers = {i for i in touching(article, s["content_spans"]) if article.words[i].wordlike}
        cue = touching(article, [s["cue_span"]]) if s.get("cue_span") else set()
        speakers = [(a, b) for a, b in s.get("speaker_spans") or ()]
        gold.append(Gold(numbers, cue, speakers, s.get("speech", True)))
    return Lesson(article, find_choices(article, article.words), gold)


def overlap(a: set[int], b: set[int]) -> float:
    """Shared words over all words."""
    return len(a & b) / len(a | b) if a | b else 0.0


def overlaps(lesson: Lesson, choice: Choice, gold: Gold) -> list[float]:
    """How well each content of the choice fits the annotated one."""
    return [overlap(word_numbers(lesson.article, c.parts), gold.numbers) for c in choice.contents]


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


def cue_examples(lessons: Iterable[Lesson]) -> Iterator[tuple[Features, bool]]:
    """Is each candidate a cue of speech? The lesser of two cues of one statement teaches nothing."""
    for lesson in lessons:
        for choice, gold, _, first in best_choices(lesson):
            if gold is None or not gold.speech or first:
                yield cue_features(lesson.article, choice), first and gold is not None and gold.speech


Group = tuple[list[Features], list[float]]


def content_groups(lessons: Iterable[Lesson], cue: Weights) -> Iterator[Group]:
    """For each true cue its contents and how right each is."""
    for lesson in lessons:
        chances = cue_chances(lesson.article, Model(cue, {}, {}, {}), lesson.choices)
        for choice, gold, fits, first in best_choices(lesson):
            if gold is None or not gold.speech or not first or max(fits) < CLOSE:
                continue
            shares = [max(0.0, f - (max(fits) - SLACK)) ** 2 for f in fits]
            features = [content_features(lesson.article, choice, n, chances) for n in range(len(fits))]
            yield features, [s / sum(shares) for s in shares]


def speaker_groups(lessons: Iterable[Lesson]) -> Iterator[Group]:
    """For each true cue its speakers and which are right."""
    for lesson in lessons:
        for choice, gold, fits, first in best_choices(lesson):
            if gold is None or not gold.speech or not first:
                continue
            right = [_speaks(lesson.article, s.span, gold) for s in choice.speakers]
            if any(right):
                best = choice.contents[fits.index(max(fits))].parts if max(fits) >= CLOSE else None
                content = word_numbers(lesson.article, best) if best else None
                features = [speaker_features(lesson.article, choice, n, content) for n in range(len(right))]
                yield features, [r / sum(right) for r in right]


def _speaks(article: Article, span: tuple[int, int], gold: Gold) -> bool:
    a, b = article.span(*span)
    return any(a < y and x < b for x, y in gold.speakers)


def three(lessons: list[Lesson]) -> Model:
    """Models of cue, content and speaker. Contents see cue chances of a model fitted on the other half."""
    half = len(lessons) // 2
    left, right = lessons[:half], lessons[half:]
    of_left = fit_logistic(cue_examples(left), penalty=10.0)
    of_right = fit_logistic(cue_examples(right), penalty=10.0)
    content = fit_softmax(chain(content_groups(left, of_right), content_groups(right, of_left)), penalty=5.0)
    cue = fit_logistic(cue_examples(lessons), penalty=10.0)
    return Model(cue, content, fit_softmax(speaker_groups(lessons), penalty=3.0), {})


def final_examples(lessons: Iterable[Lesson], model: Model) -> Iterator[tuple[Features, bool]]:
    """Is each statement that the models would make right, content and speaker?"""
    for lesson in lessons:
        chances = cue_chances(lesson.article, model, lesson.choices)
        for found in judge(lesson.article, model, lesson.choices, chances):
            verdict = None if found.rank else _right(lesson, found)
            if verdict is not None:
                yield found.features, verdict


def _right(lesson: Lesson, found: Found) -> bool | None:
    """Right, wrong, or (a belief that was not speech) neither."""
    numbers = word_numbers(lesson.article, found.parts)
    fit, gold = max(
        ((overlap(numbers, g.numbers), g) for g in lesson.gold), key=lambda x: x[0], default=(0.0, None)
    )
    if gold is None or fit < 0.5:
        return False
    if not gold.speech:
        return None
    return not (found.speaker and gold.speakers) or _speaks(lesson.article, found.speaker.span, gold)


def pruned(weights: Weights, smallest: float) -> Weights:
    """The weights that matter."""
    return {k: w for k, w in weights.items() if abs(w) >= smallest}


def trimmed(model: Model, smallest: float, final: Weights) -> Model:
    """The model with only the weights that matter, and this final score."""
    cue, content, speaker = (pruned(w, smallest) for w in (model.cue, model.content, model.speaker))
    return Model(cue, content, speaker, final)


def fit(lessons: list[Lesson], smallest: float) -> Model:
    """All four models; small weights go before the final score is fitted, so that it knows what is left."""
    cut = int(len(lessons) * FINAL_SHARE)
    part = three(lessons[:cut])
    say(f"three models on {cut} articles")
    part = trimmed(part, smallest, {})
    final = fit_logistic(final_examples(lessons[cut:], part), penalty=3.0, least=5)
    say("final score")
    whole = three(lessons)
    say("three models on all articles")
    return trimmed(whole, smallest, final)


def measure(lessons: Iterable[Lesson], model: Model, threshold: float) -> str:
    """Precision, recall and F of contents (half of the words shared) with the speaker right, for a quick look."""
    predicted = gold_count = right = 0
    for lesson in lessons:
        chances = cue_chances(lesson.article, model, lesson.choices)
        found = select(lesson.article, judge(lesson.article, model, lesson.choices, chances), threshold)
        verdicts = [_right(lesson, f) for f in add_floating(lesson.article, found)]
        predicted += sum(v is not None for v in verdicts)
        right += sum(v is True for v in verdicts)
        gold_count += sum(g.speech for g in lesson.gold)
    p, r = right / max(1, predicted), right / max(1, gold_count)
    return f"threshold {threshold}: P {100 * p:.1f} R {100 * r:.1f} F {200 * p * r / max(1e-9, p + r):.1f}"


START = time.monotonic()


def say(what: str) -> None:
    """Tells what was done and when."""
    print(f"{time.monotonic() - START:7.0f} s  {what}", flush=True)


def main() -> None:
    """Reads the corpus, fits, measures, writes."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("corpus", type=Path)
    ap.add_argument("--pipeline", default="en_news_ud_xs")
    ap.add_argument("--out", type=Path, default=ROOT / "extraction" / "data" / "weights.json")
    ap.add_argument("--articles", type=int, default=10_000, help="use at most so many of them")
    ap.add_argument("--smallest", type=float, default=0.05, help="weights nearer to nought are dropped")
    args = ap.parse_args()
    with args.corpus.open(encoding="utf8") as lines:
        records = [json.loads(line) for line in lines if line.strip()][: args.articles]
    held = records[::10]
    rest = [r for n, r in enumerate(records) if n % 10]
    random.Random(3).shuffle(rest)
    pipeline = Pipeline.load(args.pipeline)
    lessons = [lesson(pipeline, r) for r in rest]
    say(f"{len(lessons)} articles parsed, {len(held)} held out")
    model = fit(lessons, args.smallest)
    del lessons
    model.save(args.out, smallest=0.02)
    unseen = [lesson(pipeline, r) for r in held]
    for threshold in (0.3, 0.35, 0.4, 0.45):
        say(measure(unseen, Model.load(args.out), threshold))


if __name__ == "__main__":
    main()
