"""Trees put right where English leaves no choice; grown by hand, as a parser grows them wrong."""

from __future__ import annotations

import pytest

from extraction.tree_mends import Tree, mend


def grown(text):
    """A tree of lines "word pos tag relation head", the lemma being the word; heads count from 0."""
    rows = [line.split() for line in text.strip().splitlines()]
    words, pos, tags, deps, heads = (list(column) for column in zip(*rows, strict=True))
    lemmas = [
        {"quoted": "quote", "told": "tell", "heard": "hear", "denied": "deny", "reported": "report"}.get(
            word, word
        )
        for word in words
    ]
    return Tree(words, lemmas, pos, tags, deps, [int(head) for head in heads])


def test_a_verb_with_subject_and_object_and_no_auxiliary_is_no_participle():
    tree = grown("""
        agency NOUN NN nsubj:pass 1
        quoted VERB VBN ROOT 1
        minister NOUN NN obj 1
    """)
    mend(tree)
    assert (tree.tags[1], tree.deps[0]) == ("VBD", "nsubj")


@pytest.mark.parametrize(
    "text",
    [
        "agency NOUN NN nsubj:pass 2\nwas AUX VBD aux:pass 2\nquoted VERB VBN ROOT 2\nyesterday NOUN NN obj 2",
        "agency NOUN NN nsubj:pass 1\nquoted VERB VBN ROOT 1\nyesterday NOUN NN obl 1",
        "agency NOUN NN nsubj:pass 1\nheard VERB VBN ROOT 1\ncase NOUN NN obj 1",
    ],
)
def test_a_passive_stays_one_and_so_does_what_is_no_saying(text):
    tree = grown(text)
    before = list(tree.tags), list(tree.deps)
    mend(tree)
    assert (tree.tags, tree.deps) == before


def test_what_somebody_was_told_is_no_relative_clause():
    tree = grown("""
        she PRON PRP nsubj 1
        told VERB VBD ROOT 1
        reporter NOUN NN iobj 1
        that PRON WDT obj 6
        masks NOUN NNS nsubj:pass 6
        were AUX VBD aux:pass 6
        needed VERB VBN acl:relcl 2
    """)
    mend(tree)
    assert (tree.deps[6], tree.heads[6]) == ("ccomp", 1)
    assert (tree.tags[3], tree.pos[3], tree.deps[3]) == ("IN", "SCONJ", "mark")


@pytest.mark.parametrize("noun", ["story", "rumour"])
def test_a_thing_that_somebody_told_keeps_its_relative_clause(noun):
    tree = grown(f"""
        she PRON PRP nsubj 1
        told VERB VBD ROOT 1
        {noun} NOUN NN obj 1
        that PRON WDT obj 5
        he PRON PRP nsubj 5
        knew VERB VBD acl:relcl 2
    """)
    mend(tree)
    assert (tree.deps[5], tree.heads[5], tree.tags[3]) == ("acl:relcl", 2, "WDT")


def test_that_which_is_the_subject_itself_stays_a_pronoun():
    tree = grown(
        "she PRON PRP nsubj 1\ntold VERB VBD ROOT 1\nwriter NOUN NN iobj 1\nthat PRON WDT nsubj 4\nknew VERB VBD acl:relcl 2"
    )
    mend(tree)
    assert tree.deps[4] == "acl:relcl"


HEAD_OF = """
    Orvik PROPN NNP ROOT 0
    , PUNCT , punct 3
    the DET DT det 3
    head NOUN NN appos 0
    of ADP IN case 5
    police NOUN NNS nmod 3
    , PUNCT , punct 7
    denied VERB VBN conj 0
    claims NOUN NNS obj 7
    . PUNCT . punct 0
"""


def test_a_sentence_has_a_verb_and_the_name_before_it_is_its_subject():
    tree = grown(HEAD_OF)
    mend(tree)
    assert (tree.tags[7], tree.deps[7], tree.heads[7]) == ("VBD", "ROOT", 7)
    assert (tree.deps[0], tree.heads[0], tree.heads[9]) == ("nsubj", 7, 7)


@pytest.mark.parametrize(
    "text",
    [
        HEAD_OF + "left VERB VBD parataxis 0",
        HEAD_OF.replace("claims NOUN NNS obj 7", "by ADP IN case 7"),
    ],
)
def test_a_participle_stays_one_beside_a_finite_verb_or_without_an_object(text):
    tree = grown(text)
    mend(tree)
    assert (tree.tags[7], tree.heads[7]) == ("VBN", 0)


def test_what_has_a_subject_does_not_describe_the_noun_behind_it():
    tree = grown("""
        airline NOUN NN nsubj 1
        cancelled VERB VBN amod 3
        forty NUM CD nummod 3
        flights NOUN NNS ROOT 3
        , PUNCT , punct 3
        citing VERB VBG acl 3
        crews NOUN NNS obj 5
    """)
    mend(tree)
    assert (tree.tags[1], tree.deps[1], tree.heads[1]) == ("VBD", "ROOT", 1)
    assert (tree.deps[3], tree.heads[3], tree.heads[2]) == ("obj", 1, 3)
    assert (tree.deps[5], tree.heads[5]) == ("advcl", 1)


def test_a_paper_that_cites_and_reports_is_the_subject_of_both():
    tree = grown("""
        Courier PROPN NNP ROOT 0
        , PUNCT , punct 2
        citing VERB VBG acl 0
        clerks NOUN NNS obj 2
        , PUNCT , punct 2
        reported VERB VBD xcomp 2
        that SCONJ IN mark 8
        it PRON PRP nsubj 8
        closed VERB VBD ccomp 5
    """)
    mend(tree)
    assert (tree.deps[0], tree.heads[0]) == ("nsubj", 5)
    assert (tree.deps[5], tree.heads[5]) == ("ROOT", 5)


@pytest.mark.parametrize("first", ["ROOT 1", "ccomp 4"])
def test_sources_close_to_somebody_are_who_said(first):
    tree = grown(f"""
        sources NOUN NNS nsubj 1
        close VERB VBP {first}
        to ADP IN case 3
        board NOUN NN obl 1
        said VERB VBD {"advcl 1" if first == "ROOT 1" else "ROOT 4"}
    """)
    mend(tree)
    assert (tree.pos[1], tree.deps[1], tree.heads[1]) == ("ADJ", "amod", 0)
    assert (tree.deps[0], tree.heads[0]) == ("nsubj", 4)
    assert tree.heads[4] == 4


def test_who_closes_their_eyes_to_it_still_does():
    tree = grown("they PRON PRP nsubj 1\nclose VERB VBP ROOT 1\nto ADP IN case 3\nnobody PRON NN obl 1")
    mend(tree)
    assert tree.pos[1] == "VERB"


def test_the_subject_of_the_verb_stands_before_what_is_set_off():
    tree = grown("""
        Courier PROPN NNP nsubj 2
        , PUNCT , punct 2
        citing VERB VBG advcl 5
        clerks NOUN NNS obj 2
        , PUNCT , punct 2
        reported VERB VBD ROOT 5
    """)
    mend(tree)
    assert (tree.deps[0], tree.heads[0]) == ("nsubj", 5)


def test_an_object_tagged_a_noun_is_no_verb():
    tree = grown("""
        Norway PROPN NNP nsubj 1
        delivered VERB VBD ROOT 1
        boats VERB NNS obj 1
        to ADP IN case 4
        Sweden PROPN NNP obl 2
    """)
    mend(tree)
    assert (tree.pos[2], tree.heads[4]) == ("NOUN", 1)
