"""Grammar labels of other pipelines, sentence bounds, headline case: on words made by hand."""

from __future__ import annotations

from extraction.bounds import LONGEST, sentence_starts
from extraction.headlines import plain_case
from extraction.labels import is_clear, to_universal
from extraction.wordlists import classes, cue_lemma, mended, word_set


def test_a_clear_tree_becomes_a_universal_one():
    # He was told by the head of state that it rained
    deps = ["nsubjpass", "auxpass", "ROOT", "agent", "det", "pobj", "prep", "pobj", "mark", "nsubj", "ccomp"]
    heads = [2, 2, 2, 2, 5, 3, 5, 6, 10, 10, 2]
    pos = ["PRON", "AUX", "VERB", "ADP", "DET", "NOUN", "ADP", "NOUN", "SCONJ", "PRON", "VERB"]
    new_deps, new_heads = to_universal(deps, heads, pos)
    assert new_deps == [
        "nsubj:pass", "aux:pass", "ROOT", "case", "det", "obl:agent", "case", "nmod", "mark", "nsubj", "ccomp",
    ]  # fmt: skip
    assert new_heads == [2, 2, 2, 5, 5, 2, 7, 5, 10, 10, 2]


def test_a_preposition_at_the_root_leaves_a_tree():
    deps, heads = to_universal(["ROOT", "pobj"], [0, 0], ["ADP", "NOUN"])
    assert (deps, heads) == (["ROOT", "obl"], [0, 0])


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
