"""The words around a statement."""

from hypothesis import given
from hypothesis import strategies as st

from matching.passage import NEIGHBOURHOOD, around

TEXT = "Far away.\n\nThe harbour shut.\n\nShe said “We wait” on Monday, and “we hope”. All left.\n\nRain came.\n\nLast."


def span(words):
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def test_the_paragraph_and_its_neighbours_are_context():
    assert (
        around(TEXT, [span("We wait")])
        == "The harbour shut. She said “ ” on Monday, and “we hope”. All left. Rain came."
    )


def test_the_words_between_two_pieces_are_context_and_the_pieces_are_not():
    found = around(TEXT, [span("We wait"), span("we hope")])
    assert "on Monday" in found
    assert "wait" not in found
    assert "hope" not in found


def test_places_outside_the_text_have_no_context():
    assert (
        around(TEXT, [])
        == around("", [[0, 5]])
        == around(TEXT, [[10_000, 10_005]])
        == around(TEXT, [[5, 5]])
        == ""
    )


@given(st.text(), st.lists(st.tuples(st.integers(-5, 50), st.integers(-5, 50))))
def test_any_places_give_a_bounded_context(text, spans):
    assert len(around(text, spans)) <= 2 * NEIGHBOURHOOD + len(text)


def test_a_long_article_gives_a_bounded_context_cut_at_words():
    text = "word " * 10_000
    found = around(text, [[20_000, 20_004]])
    assert len(found) <= 2 * NEIGHBOURHOOD
    assert set(found.split()) == {"word"}
