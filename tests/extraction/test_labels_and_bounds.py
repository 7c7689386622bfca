"""Grammar labels of other pipelines, sentence bounds, headline case: on words made by hand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extraction.bounds import LONGEST, sentence_starts
from extraction.headlines import plain_case
from extraction.labels import is_clear, to_universal
from extraction.wordlists import classes, cue_lemma, mended, word_set


def test_a_clear_tree_becomes_a_universal_one():
    # He was told by the head of state that it rained
    deps = ["nsubjpass", "auxpass", "ROOT", "agent", "det", "pobj", "prep", "pobj", "mark", "nsubj", "ccomp"]
    heads = [2, 2, 2, 2, 5, 3, 5, 6, 10, 10, 2]
    pos = ["PRON", "AUX", "VERB", "ADP", "DET", "NOUN", "ADP", "NOUN", "SCONJ", "PRON", "VERB"]
    words = ["he", "was", "told", "by", "the", "head", "of", "state", "that", "it", "rained"]
    new_deps, new_heads = to_universal(deps, heads, pos, words)
    assert new_deps == [
        "nsubj:pass", "aux:pass", "ROOT", "case", "det", "obl:agent", "case", "nmod", "mark", "nsubj", "ccomp",
    ]  # fmt: skip
    assert new_heads == [2, 2, 2, 5, 5, 2, 7, 5, 10, 10, 2]


def test_a_preposition_at_the_root_leaves_a_tree():
    deps, heads = to_universal(["ROOT", "pobj"], [0, 0], ["ADP", "NOUN"], ["at", "sea"])
    assert (deps, heads) == (["ROOT", "obl"], [0, 0])


def test_what_somebody_is_becomes_the_head_of_its_copula():
    # she said the dam was safe
    deps, heads = to_universal(
        ["nsubj", "ROOT", "det", "nsubj", "ccomp", "acomp"],
        [1, 1, 3, 4, 1, 4],
        ["PRON", "VERB", "DET", "NOUN", "AUX", "ADJ"],
        ["she", "said", "the", "dam", "was", "safe"],
    )
    assert (deps, heads) == (["nsubj", "ROOT", "det", "nsubj", "cop", "ccomp"], [1, 1, 3, 5, 5, 1])


def test_according_to_is_one_marker_of_its_noun():
    # it sank according to police
    deps, heads = to_universal(
        ["nsubj", "ROOT", "prep", "prep", "pobj"],
        [1, 1, 1, 2, 3],
        ["PRON", "VERB", "VERB", "ADP", "NOUN"],
        ["it", "sank", "according", "to", "police"],
    )
    assert (deps, heads) == (["nsubj", "ROOT", "case", "fixed", "obl"], [1, 1, 4, 2, 1])


def test_to_before_a_verb_marks_it():
    deps, _ = to_universal(
        ["ROOT", "aux", "xcomp"], [0, 2, 0], ["VERB", "PART", "VERB"], ["vowed", "to", "stay"]
    )
    assert deps == ["ROOT", "mark", "xcomp"]


LABELS = [
    "nsubj",
    "prep",
    "pobj",
    "pcomp",
    "agent",
    "attr",
    "acomp",
    "aux",
    "conj",
    "ccomp",
    "dative",
    "punct",
    "poss",
]


@given(st.data())
def test_any_tree_stays_a_tree(data):
    size = data.draw(st.integers(1, 12))
    order = data.draw(st.permutations(range(size)))
    heads = [0] * size
    for n, i in enumerate(order):
        heads[i] = i if n == 0 else order[data.draw(st.integers(0, n - 1))]
    deps = ["ROOT" if heads[i] == i else data.draw(st.sampled_from(LABELS)) for i in range(size)]
    words = [data.draw(st.sampled_from(["is", "was", "to", "word"])) for _ in range(size)]
    pos = [data.draw(st.sampled_from(["NOUN", "VERB", "ADP"])) for _ in range(size)]
    new_deps, new_heads = to_universal(deps, heads, pos, words)
    assert len(new_deps) == size
    assert sum(new_heads[i] == i for i in range(size)) == 1
    for i in range(size):
        at, steps = i, 0
        while new_heads[at] != at:
            at, steps = new_heads[at], steps + 1
            assert steps <= size


def test_schemes_are_told_apart():
    assert is_clear(["dobj", "pobj", "prep", "nsubjpass"])
    assert not is_clear(["obj", "obl", "case", "nsubj:pass"])


def starts(text, opens=(), closes=()):
    words, offsets, at = text.split(), [], 0
    for word in words:
        offsets.append(text.index(word, at))
        at = offsets[-1] + len(word)
    return sentence_starts(words, offsets, set(), set(opens), set(closes))


def test_a_sentence_never_begins_inside_or_after_a_comma():
    assert starts("He left , she stayed .") == [True, False, False, False, False, False]


def test_a_capital_after_a_full_stop_is_left_to_the_parser():
    assert starts("He left . She stayed")[3] is None


def test_a_title_s_full_stop_does_not_end_a_sentence():
    assert starts("Then Gov. Smith left") == [True, False, False, False]


def test_sentences_without_an_end_are_cut():
    assert sum(x is True for x in starts("word " * (3 * LONGEST))) >= 3


def test_headline_case_is_put_down_and_names_stay():
    words = ["Minister", "Slams", "Port", "Deal", "In", "Berlin", "."][:-1]
    body = ["The", "minister", "said", "in", "Berlin", "that", "the", "port", "deal", "was", "bad", "."]
    seen = plain_case(words + body, {0, len(words)})
    assert seen[: len(words)] == ["minister", "slams", "port", "deal", "in", "Berlin"]
    assert seen[len(words) :] == body


def test_lemmas_are_mended():
    assert mended("denie", "denied") == "deny"
    assert cue_lemma("criticised") == "criticise"
    assert cue_lemma("table") is None


def test_word_lists_are_lower_case_and_without_their_reasons():
    for name in ("roles", "time_words", "org_nouns", "source_words"):
        words = word_set(name)
        assert words
        assert all(w == w.lower() and "#" not in w for w in words)
    assert "say" in classes("cue_verbs")["say"]
