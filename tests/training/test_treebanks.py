"""The readers of the data sets, on tiny ones of our own making."""

from __future__ import annotations

import random
from itertools import islice
from typing import TYPE_CHECKING

import pytest
import spacy

from training.convert import parts, write_labels
from training.treebanks.conllu import read_blocks, read_documents
from training.treebanks.corpus import news, varied_news
from training.treebanks.docs import load, save
from training.treebanks.document import Document, Sentence
from training.treebanks.gum import read_gum
from training.treebanks.iob import CORE, CROSSNER, guess_spaces, names_of, read_iob
from training.treebanks.re3d import read_re3d
from training.treebanks.vary import NamePool, Typography, lowered, turned

if TYPE_CHECKING:
    from pathlib import Path


def called(sentence: Sentence) -> list[tuple[str, str]]:
    return [(" ".join(sentence.words[a:b]), label) for a, b, label in sentence.names or ()]


def text_of(sentence: Sentence) -> str:
    return "".join(w + " " * s for w, s in zip(sentence.words, sentence.spaces, strict=True)).rstrip()


def first_of(folder: Path) -> Sentence:
    document, _ = next(read_documents(folder / "ewt" / "en_ewt-ud-train.conllu"))
    return document.sentences[0]


def test_conllu_keeps_documents_spaces_and_trees(treebanks: Path) -> None:
    documents = [d for d, _ in read_documents(treebanks / "ewt" / "en_ewt-ud-train.conllu")]
    assert [(d.name, len(d.sentences)) for d in documents] == [("weblog-ferry", 2), ("weblog-other", 1)]
    first, second = documents[0].sentences
    assert text_of(first) == "The harbour master said that the ferry sunk."
    assert text_of(second) == "Lena Orvik didn't agree."
    assert first.syntax is not None
    assert [first.words[h] for h in first.syntax.heads][:4] == ["master", "master", "said", "said"]
    assert first.syntax.deps[3] == "ROOT"


def test_a_line_of_another_shape_is_told_by_its_number() -> None:
    with pytest.raises(ValueError, match="Line 2"):
        list(read_blocks(["# a comment\n", "1\tword\n"]))


def test_gum_gives_free_genres_and_names_without_titles(treebanks: Path) -> None:
    found = [(genre, part, called(d.sentences[0])) for genre, part, d in read_gum(treebanks / "gum")]
    assert found == [
        ("news", "train", [("Lena Orvik", "PERSON"), ("Port of Tarn", "LOC")]),
        ("news", "dev", []),  # "the children" are persons, and no name
    ]


def test_iob_in_both_habits() -> None:
    assert names_of(["I-PER", "O", "I-LOC", "I-ORG", "B-ORG"], CORE) == [
        (0, 1, "PERSON"),
        (2, 3, "LOC"),
        (3, 4, "ORG"),
        (4, 5, "ORG"),
    ]
    assert names_of(["B-politicalparty", "I-politicalparty", "B-election"], CROSSNER) == [(0, 2, "ORG")]


def test_iob_files_get_their_spaces_back(treebanks: Path) -> None:
    path = treebanks / "wikigold" / "CONLL-format" / "data" / "wikigold.conll.txt"
    assert text_of(next(read_iob(path, CORE)).sentences[0]) == "Orvik left Tarn Line, she said."
    words = ['"', "Go", ",", '"', "he", "said", ".", '"', "Now", "!", '"']
    shown = "".join(w + " " * s for w, s in zip(words, guess_spaces(words), strict=True))
    assert shown.strip() == '"Go," he said. "Now!"'


def test_re3d_names_lose_titles_and_articles(treebanks: Path) -> None:
    document = next(read_re3d(treebanks / "re3d"))
    assert [called(s) for s in document.sentences] == [
        [("Lena Orvik", "PERSON"), ("Tarn Council", "ORG")],
        [],
    ]


def test_all_together_and_back_from_disk(treebanks: Path, tmp_path: Path) -> None:
    found = parts(treebanks)
    assert set(found) == {"train", "dev", "test_ewt"}
    assert sum(d.name == "GUM_news_quay" for d in found["train"]) == 2
    vocab = spacy.blank("en").vocab
    count, words = save(vocab, found["train"], tmp_path / "train.spacy")
    again = load(vocab, tmp_path / "train.spacy")
    assert count == len(found["train"])
    assert words == sum(map(len, again))
    quay = next(d for d in again if "Tarn" in d.sentences[0].words and d.sentences[0].syntax)
    assert called(quay.sentences[0]) == [("Lena Orvik", "PERSON"), ("Port of Tarn", "LOC")]
    uner = [s for d in again for s in d.sentences if s.words[:2] == ["Lena", "Orvik"]]
    assert {None if s.names is None else len(s.names) for s in uner} == {
        None,
        1,
    }  # train has no names, dev has


def test_what_lacks_a_kind_of_annotation_teaches_nothing_of_it(treebanks: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    save(nlp.vocab, read_re3d(treebanks / "re3d"), tmp_path / "named.spacy")
    save(nlp.vocab, [Document("a", [first_of(treebanks)])], tmp_path / "parsed.spacy")
    named = next(iter(news(str(tmp_path / "named.spacy"), 9)(nlp))).reference
    parsed = next(iter(news(str(tmp_path / "parsed.spacy"), 9)(nlp))).reference
    assert (named.has_annotation("ENT_IOB"), named.has_annotation("DEP")) == (True, False)
    assert (parsed.has_annotation("ENT_IOB"), parsed.has_annotation("DEP")) == (False, True)


def test_labels_are_written_for_spacy(treebanks: Path, tmp_path: Path) -> None:
    write_labels(parts(treebanks)["train"], tmp_path)
    assert '"PERSON"' in (tmp_path / "ner.json").read_text()
    assert '"ROOT"' in (tmp_path / "parser.json").read_text()


def test_the_training_stream_never_ends_and_comes_out_the_same_by_its_seed(
    treebanks: Path, tmp_path: Path
) -> None:
    nlp = spacy.blank("en")
    save(nlp.vocab, parts(treebanks)["train"], tmp_path / "train.spacy")
    places = tmp_path / "places.txt"
    places.write_text("# a comment\nTarn\n")

    def stream(seed: int) -> list[str]:
        read = varied_news(str(tmp_path / "train.spacy"), seed, 0.5, 0.02, 0.5, str(places))
        return [example.reference.text for example in islice(read(nlp), 60)]

    assert stream(1) == stream(1)
    assert stream(1) != stream(2)


def test_a_report_is_turned_round_with_its_tree(treebanks: Path) -> None:
    forms = set()
    for seed in range(40):
        made = turned(first_of(treebanks), random.Random(seed))
        assert made is not None
        assert made.syntax is not None
        said, sunk = made.words.index("said"), made.words.index("sunk")
        assert made.syntax.heads[sunk] == said
        assert made.syntax.deps[sunk] == "ccomp"
        assert made.syntax.heads[made.words.index("master")] == said
        forms.add(text_of(made))
    assert forms == {
        "The ferry sunk, the harbour master said.",
        "The ferry sunk, said the harbour master.",
        '"The ferry sunk," the harbour master said.',
        '"The ferry sunk," said the harbour master.',
    }


def test_what_reports_nothing_is_not_turned(treebanks: Path) -> None:
    document, _ = next(read_documents(treebanks / "ewt" / "en_ewt-ud-train.conllu"))
    assert turned(document.sentences[1], random.Random(1)) is None


def test_marks_are_the_same_throughout_a_text() -> None:
    sentence = Sentence(['"', "We", "do", "n't", ",", '"', "she", "said", "."], [True] * 9)
    shown = {" ".join(Typography(random.Random(n)).of(sentence).words) for n in range(60)}
    assert '" We do n\'t , " she said .' in shown
    assert "“ We do n’t , ” she said ." in shown
    assert all(("“" in s) == ("”" in s) for s in shown)


def test_names_are_swapped_for_as_many_words() -> None:
    sentence = Sentence(
        ["Lena", "Orvik", "left", "Tarn", "."], [True] * 5, names=[(0, 2, "PERSON"), (3, 4, "LOC")]
    )
    other = Sentence(
        ["Ruben", "Castell", "met", "Mirela", "Doukas", "."],
        [True] * 6,
        names=[(0, 2, "PERSON"), (3, 5, "PERSON")],
    )
    pool = NamePool([sentence, other], ["Velm"])
    made = [pool.swapped(sentence, random.Random(n), 1.0) for n in range(30)]
    assert {len(s) for s in made} == {5}
    assert {s.words[3] for s in made} == {"Tarn", "Velm"}
    assert len({tuple(s.words[:2]) for s in made}) > 5
    assert all(s.names == sentence.names for s in made)
    assert lowered(sentence).words[0] == "lena"
