"""Sentences made for single phenomena (tests/extraction/made): what is read right stays right, what is wrong is listed.

`python -m benchmarks made` prints the table by phenomenon, and what was read instead.
"""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.made import cases, is_right, known_wrong

RIGHT = 0.95
CASES = cases()


@pytest.fixture(scope="module")
def wrong(reader):
    """The texts that are not read as they should be."""
    return [case.text for case in CASES if not is_right(case, reader.read(case.text))]


def test_nothing_else_is_read_wrong(wrong):
    assert [text for text in wrong if text not in known_wrong()] == []


def test_what_is_read_right_now_leaves_the_list_of_known_faults(wrong):
    assert [text for text in known_wrong() if text not in wrong] == []


def test_so_many_are_right(wrong):
    assert len(wrong) <= (1 - RIGHT) * len(CASES)


def test_each_phenomenon_has_five_forms_and_two_traps():
    forms = Counter(case.phenomenon for case in CASES if case.form)
    traps = Counter(case.phenomenon for case in CASES if not case.form)
    assert len(forms) >= 12
    assert all(forms[name] >= 5 and traps[name] >= 2 for name in forms)


def test_each_text_stands_once():
    assert [text for text, times in Counter(case.text for case in CASES).items() if times > 1] == []
