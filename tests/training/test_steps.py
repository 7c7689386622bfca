"""Training's own machinery: two processes with one model, the lemmatizer's tables, the table of scores."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import spacy
from thinc.api import fix_random_seed

from training.evaluate import END, START, record, scores, subjects, table
from training.lemmas import add_lemmatizer, lemmatizer_says, usual_lemmas
from training.together import put_weights, together, weights_of
from training.treebanks.conllu import read_documents
from training.treebanks.docs import save

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language


def small(seed: int) -> Language:
    fix_random_seed(seed)
    nlp = spacy.blank("en")
    tagger: Any = nlp.add_pipe("tagger")
    tagger.add_label("NN")
    tagger.add_label("VB")
    nlp.initialize()
    return nlp


def test_two_processes_go_on_from_the_mean(tmp_path: Path) -> None:
    one, two = small(1), small(2)
    mean = (weights_of(one).astype(np.float64) + weights_of(two)) / 2
    meets = [together(str(tmp_path), rank, 2, 10, "") for rank in (0, 1)]
    for step in (0, 10, 20):  # nothing at the start; then twice, as files of the last time are cleared away
        running = [
            threading.Thread(target=meet, args=(nlp, {"step": step}))
            for meet, nlp in zip(meets, (one, two), strict=True)
        ]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()
    assert np.allclose(weights_of(one), mean, atol=1e-6)
    assert np.array_equal(weights_of(one), weights_of(two))
    assert {path.name for path in tmp_path.iterdir()} == {"0-20.npy", "1-20.npy"}


def test_training_goes_on_from_weights_on_disk(tmp_path: Path) -> None:
    first, second = small(1), small(2)
    first.to_disk(tmp_path / "first")
    together(str(tmp_path), 0, 1, 10, str(tmp_path / "first"))(second, {"step": 0})
    assert np.array_equal(weights_of(first), weights_of(second))
    put_weights(second, np.zeros_like(weights_of(second)))
    assert not weights_of(second).any()


def test_usual_lemmas_come_from_the_trees(treebanks: Path) -> None:
    seen = usual_lemmas(
        d for _ in range(2) for d, _ in read_documents(treebanks / "ewt" / "en_ewt-ud-train.conllu")
    )
    assert seen["part", "n't"] == "not"
    assert seen["aux", "did"] == "do"
    assert usual_lemmas([]) == {}


def test_the_tables_are_asked_as_the_lemmatizer_does() -> None:
    lemmatizer: Any = spacy.load("en_news_ud_xs").get_pipe("lemmatizer")
    assert lemmatizer_says(lemmatizer, "verb", "denies") == "deny"
    assert lemmatizer_says(lemmatizer, "noun", "ministries") == "ministry"


def test_scores_are_of_a_whole_pipeline(treebanks: Path, tmp_path: Path) -> None:
    nlp = spacy.load("en_news_ud_xs")
    documents = [d for d, _ in read_documents(treebanks / "ewt" / "en_ewt-ud-test.conllu")]
    save(nlp.vocab, documents, tmp_path / "test.spacy")
    found = scores(nlp, tmp_path / "test.spacy")
    assert found["uas"] > 60
    assert found["subjects of saying"] > 0
    assert found["inverted, how many"] == 0
    assert "names" not in found  # train has none


def test_subjects_behind_their_verb_are_told_apart() -> None:
    nlp = spacy.blank("en")
    words = ["said", "Lena", ",", "he", "said"]
    doc = spacy.tokens.Doc(
        nlp.vocab, words=words, heads=[0, 0, 0, 4, 0], deps=["ROOT", "nsubj", "punct", "nsubj", "conj"]
    )
    assert subjects(doc, {doc[0].idx, doc[4].idx}) == {(5, 0, 1), (doc[3].idx, doc[4].idx, 0)}


def test_the_table_goes_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{START}\nold\n{END}\nafter\n")
    record(page, table({"news": {"las": 81.25, "inverted, how many": 2.0}}))
    assert page.read_text() == (
        f"before\n{START}\n| | news |\n|---|---:|\n| las | 81.2 |\n| inverted, how many | 2 |\n{END}\nafter\n"
    )
    page.write_text("no marks")
    with pytest.raises(ValueError, match="no place"):
        record(page, "")


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [("It is late.", "is", "be"), ("It isn't late.", "n't", "not"), ("They’re late.", "’re", "be")],
)
def test_the_lemmatizer_is_put_right_by_the_trees(text: str, word: str, lemma: str) -> None:
    nlp = spacy.load("en_news_ud_xs", exclude=["lemmatizer"])
    seen = {("aux", "is"): "be", ("part", "n't"): "not", ("aux", "'re"): "be"}
    tables = spacy.load("en_news_ud_xs").get_pipe("lemmatizer")
    add_lemmatizer(nlp, seen, tables.lookups)  # type: ignore[attr-defined]
    assert {t.text: t.lemma_ for t in nlp(text)}[word] == lemma
