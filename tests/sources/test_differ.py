"""How two texts differ, for reading, and where a passage of one stands in the other."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from sources.differ import moved, paragraphs, stretches, unchanged

OLD = "Head\n\nThe pier is closed, she said.\n\nTwo cranes have fallen.\n\nThe end."
NEW = "Head\n\nThe pier is open, she said.\n\nA new line.\n\nTwo cranes have fallen.\n\nThe end."


def test_a_changed_word_is_shown_within_its_paragraph():
    changed = [paragraph for paragraph in paragraphs(OLD, NEW) if not paragraph.is_same]
    assert changed[0].pieces == (
        ("same", "The pier is "),
        ("gone", "closed"),
        ("new", "open"),
        ("same", ", she said."),
    )
    assert changed[1].pieces == (("new", "A new line."),)


def test_a_passage_that_did_not_change_is_found_where_it_stands_now():
    same = unchanged(stretches(OLD, NEW))
    start = OLD.index("Two cranes")
    there = moved([start, start + 10], same)
    assert there is not None
    assert NEW[slice(*there)] == "Two cranes"
    start = OLD.index("closed")
    assert moved([start, start + 6], same) is None


WORDS = st.lists(
    st.sampled_from(["pier", "is", "shut", "said", "\n", "\n\n", " ", ". ", "a"]), max_size=40
).map("".join)


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_nothing_is_lost_or_made_up(old, new):
    found = stretches(old, new)
    assert "".join(old[slice(*each.old)] for each in found if each.sort != "new") == old
    assert "".join(new[slice(*each.new)] for each in found if each.sort != "gone") == new
    for each in unchanged(found):
        assert old[slice(*each.old)] == new[slice(*each.new)]
    shown = [piece for paragraph in paragraphs(old, new) for piece in paragraph.pieces]
    assert "".join(words for sort, words in shown if sort != "gone").replace("\n", "") == new.replace(
        "\n", ""
    )
    assert "".join(words for sort, words in shown if sort != "new").replace("\n", "") == old.replace("\n", "")


def test_a_text_of_one_line_over_and_over_is_compared_in_time():
    old = "a\n\n" * 20_000
    begun = time.process_time()
    assert sum(not paragraph.is_same for paragraph in paragraphs(old, f"{old}b")) >= 1
    assert sum(not paragraph.is_same for paragraph in paragraphs("a " * 900, "a b " * 450)) >= 1
    assert time.process_time() - begun < 20


def test_a_very_long_text_is_compared_in_time():
    old = "\n".join(
        f"Paragraph {n} of a long text that goes on about one thing or another." for n in range(8000)
    )
    new = old.replace("Paragraph 4000 ", "Paragraph four thousand ")
    begun = time.process_time()
    assert sum(not paragraph.is_same for paragraph in paragraphs(old, new)) == 1
    assert time.process_time() - begun < 20
