"""The scoring of statements: what is paired with what, what does not count, and that it agrees with the shared scorer."""

from __future__ import annotations

import importlib.util
import json
import random
from pathlib import Path

import pytest

from benchmarks.scoring import RULES, Score, content_words, pairs

SHARED = Path(__file__).resolve().parents[3] / "shared" / "scorers" / "statements.py"
TEXT = "Anna Kovac said that the harbour was closed on Monday, and the ministry denied the report about it."


def spans(*phrases):
    return [[TEXT.index(p), TEXT.index(p) + len(p)] for p in phrases]


def statement(content, speaker=None, **more):
    return {
        "content_spans": spans(content),
        "speaker_span": spans(speaker)[0] if speaker else None,
        "kind": "indirect",
    } | more


GOLD = {
    "text": TEXT,
    "statements": [
        statement("that the harbour was closed on Monday", "Anna Kovac"),
        statement("the report about it", "the ministry"),
    ],
}


def scored(*predicted, gold=GOLD, **options):
    score = Score(**options)
    score.add(gold, list(predicted))
    return score


def test_a_leading_that_and_marks_do_not_count():
    assert content_words(TEXT, spans("that the harbour was closed")) == content_words(
        TEXT, spans("the harbour was closed")
    )


def test_all_right_is_a_hundred():
    score = scored(
        statement("the harbour was closed on Monday", "Kovac"), statement("the report about it", "ministry")
    )
    assert {score.figures("exact")[key] for key in ("P", "R", "F", "speaker", "e2e")} == {100.0}


def test_half_of_the_words_are_enough_for_one_rule_and_not_for_another():
    score = scored(statement("the harbour was", "Anna Kovac"))
    assert score.figures("iou50")["R"] == 50.0
    assert score.figures("exact")["R"] == 0.0


def test_a_wrong_speaker_counts_against_the_whole():
    figures = scored(statement("the harbour was closed on Monday", "the ministry")).figures("iou50")
    assert (figures["P"], figures["speaker"], figures["e2e"]) == (100.0, 0.0, 0.0)


def test_one_content_is_paired_once_with_the_larger_overlap():
    gold = [frozenset({1, 2, 3, 4})]
    assert pairs(gold, [frozenset({1, 2, 3}), frozenset({1, 2, 3, 4})], RULES["iou50"]) == [(0, 1)]


def test_a_belief_is_neither_right_nor_wrong_unless_all_count():
    gold = {"text": TEXT, "statements": [GOLD["statements"][0], {**GOLD["statements"][1], "speech": False}]}
    said = [
        statement("the harbour was closed on Monday", "Anna Kovac"),
        statement("the report about it", "the ministry"),
    ]
    assert scored(*said, gold=gold).figures("iou50")["P"] == 100.0
    assert scored(said[0], gold=gold, everything=True).figures("iou50")["R"] == 50.0


def test_it_agrees_with_the_shared_scorer_on_random_readings():
    if not SHARED.exists():
        pytest.skip(f"THE SHARED SCORER IS NOT HERE ({SHARED}): ours was not held against it")
    spec = importlib.util.spec_from_file_location("shared_statements", SHARED)
    assert spec is not None
    assert spec.loader is not None
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    rng = random.Random(7)

    def some(n):
        out = []
        for _ in range(n):
            a = rng.randrange(len(TEXT) - 20)
            b = rng.randrange(len(TEXT) - 5)
            out.append(
                {"content_spans": [[a, a + rng.randrange(5, 30)]], "speaker_span": rng.choice([None, [b, b + 5]]),
                 "kind": rng.choice(["direct", "mixed", "indirect"]), "speech": rng.random() < 0.8}
            )  # fmt: skip
        return out

    articles = [{"doc_id": str(n), "text": TEXT, "statements": some(6)} for n in range(40)]
    predicted = {a["doc_id"]: some(6) for a in articles}
    for everything in (False, True):
        ours = Score(everything)
        for article in articles:
            ours.add(article, predicted[article["doc_id"]])
        theirs = shared.score(articles, predicted, ours.counts)
        for name in RULES:
            figures = ours.figures(name)
            assert {k: figures[k] for k in ("P", "R", "F", "speaker", "e2e")} == {
                k: theirs[name][k] for k in ("P", "R", "F", "speaker", "e2e")
            }
            assert {k: figures[k] for k in ("direct", "mixed", "indirect")} == theirs[name]["recall"]
        assert json.dumps(theirs["word"]["F"]) in ours.table()
