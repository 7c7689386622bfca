"""Who may be speaking is among the candidates even where the parse does not say so."""

from __future__ import annotations

import pytest

from extraction.article import assemble
from extraction.candidates import find_choices
from extraction.word import Word, join_up

LEMMAS = {"said": "say"}


def article_of(text):
    """An article of words given as "word/pos/relation/head", all without any other label; its cue is the word "said"."""
    rows = [row.split("/") for row in text.split()]
    words, start = [], 0
    for i, (word, pos, dep, _) in enumerate(rows):
        tag = {"VERB": "VBD", "NOUN": "NN", "PROPN": "NNP"}.get(pos, pos)
        words.append(
            Word(
                i,
                start,
                start + len(word),
                word,
                word.lower(),
                LEMMAS.get(word, word),
                pos,
                tag,
                dep,
                "",
                False,
                pos == "PUNCT",
                False,
                i == 0,
            )
        )
        start += len(word) + 1
    join_up(words, [int(row[3]) for row in rows], 0)
    return assemble(" ".join(row[0] for row in rows), words, set(), [])


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Jolly/ADV/advmod/1 said/VERB/ROOT/1 it/PRON/nsubj/3 sank/VERB/ccomp/1", "Jolly"),
        ("both/DET/advmod/1 said/VERB/ROOT/1 it/PRON/nsubj/3 sank/VERB/ccomp/1", "both"),
        ("ten/NUM/obl/1 said/VERB/ROOT/1 it/PRON/nsubj/3 sank/VERB/ccomp/1", "ten"),
        (
            (
                "nominee/NOUN/ROOT/0 feuds/NOUN/dep/0 with/ADP/case/4 his/PRON/nmod:poss/4 party/NOUN/nmod/1 "
                "stars/NOUN/dep/4 and/CCONJ/cc/7 said/VERB/conj/4 it/PRON/nsubj/9 sank/VERB/ccomp/7"
            ),
            "nominee",
        ),
        (
            (
                "Cruz/PROPN/nsubj/1 praised/VERB/ROOT/1 Trump/PROPN/obj/1 there/PRON/expl/4 was/VERB/acl/2 benefit/NOUN/obj/4 "
                "to/ADP/case/7 race/NOUN/nmod/5 said/VERB/dep/8 it/PRON/nsubj/10 sank/VERB/ccomp/8"
            ),
            "Cruz",
        ),
    ],
)
def test_whoever_may_be_speaking_is_a_candidate(text, speaker):
    article = article_of(text)
    choice = next(c for c in find_choices(article, article.words) if article.words[c.cue.i].text == "said")
    assert speaker in {article.words[s.head].text for s in choice.speakers}


def test_half_a_body_beside_the_verb_is_not_its_spokesman(only):
    statement = only("“We are ready,” said White House spokesperson Jane Roe.")
    assert (statement.speaker, statement.affiliation) == ("Jane Roe", "White House spokesperson")
