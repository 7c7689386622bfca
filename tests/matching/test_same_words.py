"""The same words found in two texts, cut short or not, and their difference shown."""

from hypothesis import given
from hypothesis import strategies as st

from matching.same_words import RUN, are_same, difference, fingerprints, grams, normal_words

FULL = (
    "Any breach of the upper dam would flood the three towns below it, and we have said so since the spring."
)
CUT = "any breach of the upper dam would flood the three towns’ cellars"
OTHER = "The ministry will publish the report on the upper dam in autumn, before the rains begin."


def prints(text):
    return fingerprints(grams(normal_words(text)))


def same(one, other):
    return are_same(normal_words(one), normal_words(other))


def test_case_marks_and_apostrophes_do_not_count():
    assert same("“Norway’s dam has not held,” she said", "norway's dam has NOT held - she said")


def test_a_cut_is_the_same_and_another_sentence_is_not():
    assert same(FULL, CUT)
    assert not same(FULL, OTHER)


def test_very_few_words_are_never_the_same():
    assert not same("no comment", "no comment")


def test_the_difference_reads_as_what_was_dropped_and_added():
    cuts = [(cut.role, cut.text) for cut in difference(FULL, CUT)]
    assert cuts == [
        ("same", "any breach of the upper dam would flood the three towns’"),
        ("dropped", "below it, and we have said so since the spring."),
        ("added", "cellars"),
    ]


def test_no_difference_is_one_piece():
    assert [cut.role for cut in difference(FULL, FULL.upper())] == ["same"]


WORDS = st.lists(
    st.sampled_from(["dam", "river", "town", "flood", "held", "broke", "spring", "north"]), max_size=30
)


@given(
    WORDS,
    WORDS,
    st.lists(st.integers(0, 999).map(lambda n: f"word{n}"), min_size=RUN, max_size=20, unique=True),
)
def test_any_shared_run_gives_a_shared_fingerprint(before, after, run):
    assert prints(" ".join(run)) & prints(" ".join([*before, *run, *after]))


@given(WORDS, WORDS)
def test_the_difference_loses_no_word(one, other):
    cuts = difference(" ".join(one), " ".join(other))
    assert " ".join(c.text for c in cuts if c.role != "dropped").split() == other
    dropped = sum(len(c.text.split()) for c in cuts if c.role == "dropped")
    same = sum(len(c.text.split()) for c in cuts if c.role == "same")
    assert dropped + same == len(one)


@given(st.text(), st.text())
def test_any_text_will_do(one, other):
    are_same(normal_words(one), normal_words(other))
    difference(one, other)
